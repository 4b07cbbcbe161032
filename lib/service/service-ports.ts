import { Protocol } from 'cdk8s-plus-28';
import { copyOf } from '../model/copy';
import { requireDnsLabel } from '../model/names';
import { requireGiven, requireInteger } from '../model/require';
import { UsageError } from '../model/usage-error';
import { RolloutServicePort } from './service-options';
import { PodPort } from './service-pods';
import { TargetPort } from './target-port';

/** A copy of the ports, if they can stand in one Service. */
export function validPorts(ports: readonly RolloutServicePort[], path: string): RolloutServicePort[] {
  ports.forEach((port, index) => {
    validatePort(port, ports.length > 1, { path, field: `services.ports[${index}]` });
    requireOwn(port, ports.slice(0, index), { path, field: `services.ports[${index}]` });
  });
  return copyOf([...ports]);
}

/** The ports with a target each. With a single port of the containers there is no choice. */
export function withTargets(ports: readonly RolloutServicePort[], declared: readonly PodPort[]): RolloutServicePort[] {
  const [only, another] = declared;
  return ports.map((port) => {
    const number = only !== undefined && another === undefined ? only.number : port.port;
    return { ...port, targetPort: port.targetPort ?? TargetPort._declared(number) };
  });
}

/** The ports that the containers declare, each once: containers of one pod share its ports. */
export function portsOfContainers(declared: readonly PodPort[]): RolloutServicePort[] {
  const ports = [...new Map(declared.map((port) => [keyOf(port.number, port.protocol), port])).values()];
  return ports.map(({ number, name, protocol }) => ({
    port: number,
    targetPort: TargetPort._declared(number),
    protocol,
    name: name ?? (ports.length > 1 ? madeName(number, protocol, ports) : undefined),
  }));
}

interface PortPlace {
  readonly path: string;
  readonly field: string;
}

function validatePort({ port, name }: RolloutServicePort, needsName: boolean, { path, field }: PortPlace): void {
  requireInteger(port, 1, 65535, { path, field: `${field}.port`, fix: 'give the port that clients use' });
  const given = needsName ? requireGiven(name, {
    path, field: `${field}.name`, rule: 'is missing, and the ports of a Service are told apart by it', fix: 'name every port',
  }) : name;
  if (given !== undefined) {
    requireDnsLabel(given, { path, field: `${field}.name` });
  }
}

function requireOwn(port: RolloutServicePort, before: readonly RolloutServicePort[], { path, field }: PortPlace): void {
  const fix = 'give each a name and a number of its own';
  if (before.some(({ name }) => name === port.name)) {
    throw new UsageError({ path, field: `${field}.name`, value: port.name, rule: 'is the name of an earlier port', fix });
  }
  if (before.some((other) => keyOf(other.port, other.protocol) === keyOf(port.port, port.protocol))) {
    throw new UsageError({ path, field: `${field}.port`, value: port.port, rule: 'is the number of an earlier port', fix });
  }
}

/** A neutral name: Istio reads protocols off names. */
function madeName(number: number, protocol: Protocol | undefined, ports: readonly PodPort[]): string {
  const isAlone = ports.filter((other) => other.number === number).length === 1;
  return isAlone ? `port-${number}` : `port-${number}-${protocolOf(protocol).toLowerCase()}`;
}

function keyOf(number: number, protocol: Protocol | undefined): string {
  return `${number}/${protocolOf(protocol)}`;
}

function protocolOf(protocol: Protocol | undefined): Protocol {
  return protocol ?? Protocol.TCP;
}
