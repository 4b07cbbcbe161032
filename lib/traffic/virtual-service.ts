import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking.istio.io';
import { goDuration } from '../model/go-duration';
import { optionalInteger, requireInteger } from '../model/require';
import { UsageError } from '../model/usage-error';
import { IstioHttpOptions } from './istio-http-options';

/** The gateway that stands for all sidecars: traffic inside the mesh. */
const MESH = 'mesh';

/** Throws where an option cannot be right by itself. */
export function validateHttpOptions(options: IstioHttpOptions, path: string): void {
  optionalInteger(options.retries?.attempts, 0, { path, field: 'retries.attempts', fix: 'give 0 to switch retries off' });
  for (const host of options.hosts ?? []) {
    if (!HOST.test(host)) {
      throw new UsageError({ path, field: 'hosts', value: host, rule: 'is not a host name', fix: 'give it without scheme, port and path' });
    }
  }
  if (options.port !== undefined) {
    requireInteger(options.port, 1, 65535, { path, field: 'port', fix: 'give a port of the Service' });
  }
  for (const [name, duration] of [['timeout', options.timeout], ['retries.perTryTimeout', options.retries?.perTryTimeout]] as const) {
    const milliseconds = duration?.toMilliseconds();
    optionalInteger(milliseconds, 1, { path, field: name, fix: 'give at least a millisecond, or leave it out for no limit' });
  }
}

/** A host name as a VirtualService has it, perhaps with a wildcard in front. */
const HOST = /^(\*|(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)$/;

/** The gateways by name; those of another namespace with it. The mesh is one of them where its traffic is routed too. */
export function gatewayNames(options: IstioHttpOptions, namespace: string | undefined, inMesh: boolean): string[] | undefined {
  const gateways = [...(options.gateway === undefined ? [] : [options.gateway]), ...(options.additionalGateways ?? [])];
  if (gateways.length === 0) {
    return undefined;
  }
  const names = gateways.map(({ gatewayName, gatewayNamespace }) =>
    gatewayNamespace === undefined || gatewayNamespace === namespace ? gatewayName : `${gatewayNamespace}/${gatewayName}`);
  return [...new Set(inMesh ? [...names, MESH] : names)];
}

/** The parts of an HTTP route that do not depend on its destinations. */
export function httpRoute(options: IstioHttpOptions): networking.VirtualServiceSpecHttp {
  return {
    match: options.match,
    retries: options.retries === undefined ? undefined : {
      attempts: options.retries.attempts ?? 2,
      perTryTimeout: optionalDuration(options.retries.perTryTimeout),
      retryOn: options.retries.retryOn?.join(','),
    },
    timeout: optionalDuration(options.timeout),
  };
}

function optionalDuration(duration: Duration | undefined): string | undefined {
  return duration === undefined ? undefined : goDuration(duration.toMilliseconds());
}
