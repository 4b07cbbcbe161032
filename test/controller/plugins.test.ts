import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { Size } from 'cdk8s';
import { ArgoRolloutsInstallation, ControllerPlugin, ControllerPluginOptions, PluginFetch } from '../../lib';
import { refusal } from '../support/synth';
import { SHA256, valuesOf } from './support';

function controllerOf(...options: ControllerPluginOptions[]): any {
  return valuesOf({ plugins: options.map((each, index) => ControllerPlugin.step(`example/step-${index + 1}`, each)) }).controller;
}

const LOCATION = 'https://plugins.example.com/step';

test('an init container that asks for more than its limit is refused', () => {
  const resources = { memory: { request: Size.mebibytes(256), limit: Size.mebibytes(128) } };
  expect(refusal(() => PluginFetch.download(undefined, { resources })))
    .toBe('PluginFetch.resources: asks for 256Mi of memory, and 128Mi is the limit; ask for less, or raise the limit');
});

test('the pods of the controller change with each change of the plugins, and only then', () => {
  const checksum = (...options: ControllerPluginOptions[]): string => controllerOf(...options).podAnnotations['checksum/plugins'];
  const before = checksum({ location: LOCATION, sha256: SHA256 });
  expect(checksum({ location: LOCATION, sha256: SHA256 })).toBe(before);
  const changed = [
    checksum({ location: `${LOCATION}-2`, sha256: SHA256 }),
    checksum({ location: LOCATION, sha256: SHA256.replace('0', '1') }),
    checksum({ location: LOCATION, sha256: SHA256, args: ['--verbose'] }),
    checksum({ location: LOCATION, sha256: SHA256 }, { location: LOCATION }),
  ];
  expect(new Set([before, ...changed]).size).toBe(5);
});

test('a router is called by the one name under which it looks for its configuration', () => {
  const said = (name: string): string => `ControllerPlugin: "${name}" is almost the name of a plugin, which finds its configuration under the exact one only; write argoproj-labs/gatewayAPI`;
  for (const name of ['argoproj-labs/gateway-api', 'argoproj-labs/gatewayapi', 'argoproj/gatewayAPI']) {
    expect(() => ControllerPlugin.trafficRouter(name, { location: LOCATION })).toThrow(new Error(said(name)));
  }
  for (const name of ['argoproj-labs/gatewayAPI', 'example/gateway-api', 'argoproj-labs/consul']) {
    expect(ControllerPlugin.trafficRouter(name, { location: LOCATION }).name).toBe(name);
  }
});

test('without plugins the pods say nothing of them', () => {
  expect(valuesOf({ plugins: [] })).not.toHaveProperty('controller');
});

test('a checksum is written as the controller compares it', () => {
  expect(controllerOf({ location: LOCATION, sha256: SHA256.toUpperCase() }).stepPlugins[0].sha256).toBe(SHA256);
});

test('a plugin that is fetched is loaded from where it was fetched to', () => {
  const controller = controllerOf({ location: LOCATION, sha256: SHA256, fetch: PluginFetch.download() });
  const { stepPlugins, initContainers: [container], volumes, volumeMounts } = controller;
  const target = stepPlugins[0].location.replace('file://', '');
  expect(container.command.slice(3)).toEqual(['fetch', LOCATION, target, SHA256]);
  expect(container.volumeMounts[0].name).toBe(volumes[0].name);
  expect(volumeMounts[0].name).toBe(volumes[0].name);
  expect(target.startsWith(`${volumeMounts[0].mountPath}/`)).toBe(true);
  expect(container.volumeMounts[0].mountPath).toBe(volumeMounts[0].mountPath);
});

test('one plugin in two roles is fetched once', () => {
  const options = { location: LOCATION, fetch: PluginFetch.download() };
  const { controller } = valuesOf({ plugins: [ControllerPlugin.step('example/both', options), ControllerPlugin.metricProvider('example/both', options)] });
  expect(controller.initContainers).toHaveLength(1);
  expect(controller.stepPlugins).toEqual(controller.metricProviderPlugins);
});

test('an image of one\'s own downloads', () => {
  const { initContainers } = controllerOf({ location: LOCATION, fetch: PluginFetch.download('registry.example.com/curl:8') });
  expect(initContainers[0].image).toBe('registry.example.com/curl:8');
});

test('an init container is small, runs as nobody in particular, and is no root', () => {
  const { initContainers: [container] } = controllerOf({ location: LOCATION, fetch: PluginFetch.download() });
  expect(container.resources).toEqual({ requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '500m', memory: '128Mi' } });
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: 65532,
    seccompProfile: { type: 'RuntimeDefault' },
  });
});

test('an init container has the resources that it is given, and the user of its image or of the cluster', () => {
  const resources = { memory: { limit: Size.mebibytes(64) } };
  const fetch = PluginFetch.fromImage('registry.example.com/step:1.0.0', { resources, fixedUser: false });
  const { initContainers: [container] } = controllerOf({ location: 'file:///bin/step', fetch });
  expect(container.resources).toEqual({ limits: { memory: '64Mi' } });
  expect(container.securityContext).not.toHaveProperty('runAsUser');
  expect(container.securityContext.runAsNonRoot).toBe(true);
  const none = controllerOf({ location: LOCATION, fetch: PluginFetch.download(undefined, { resources: {} }) });
  expect(none.initContainers[0].resources).toEqual({});
});

test('one plugin in two roles is not fetched in two ways', () => {
  const fetched = (fixedUser: boolean): ControllerPluginOptions => (
    { location: LOCATION, fetch: PluginFetch.download(undefined, { fixedUser }) }
  );
  const plugins = [ControllerPlugin.step('example/both', fetched(true)), ControllerPlugin.metricProvider('example/both', fetched(false))];
  expect(refusal(() => new ArgoRolloutsInstallation({ plugins })))
    .toBe('plugins: "example/both" is fetched in two ways, and the controller keeps one file under that name; give both the same `sha256` and `fetch`');
});

describe('what an init container runs', () => {
  let folder: string;
  const source = (): string => path.join(folder, 'a plugin; $(touch oops)');
  const target = (): string => path.join(folder, 'fetched', 'example', 'step');

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'plugin-'));
    writeFileSync(source(), 'an executable');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs the container's command on this machine, from and to a temporary folder, with a stand-in for curl. */
  function run(fetch: PluginFetch, sha256: string): number | null {
    const location = fetch === COPY ? 'file:///bin/step' : LOCATION;
    const [shell, ...args] = controllerOf({ location, fetch }).initContainers[0].command;
    writeFileSync(path.join(folder, 'curl'), '#!/bin/sh\n[ "$1" = --globoff ] || exit 3\nwhile [ "$1" != --output ]; do shift; done\ncp "$3" "$2"\n');
    chmodSync(path.join(folder, 'curl'), 0o755);
    const called = [...args.slice(0, 3), source(), target(), sha256];
    return spawnSync(shell, called, { cwd: folder, env: { PATH: `${folder}:${process.env.PATH ?? ''}` } }).status;
  }

  const COPY = PluginFetch.fromImage('registry.example.com/step:1.0.0');
  const checksum = createHash('sha256').update('an executable').digest('hex');

  test.each([['copies', COPY], ['downloads', PluginFetch.download()]])('%s the plugin, and makes it executable for all', (_, fetch) => {
    expect(run(fetch, checksum)).toBe(0);
    expect(readFileSync(target(), 'utf8')).toBe('an executable');
    expect(statSync(target()).mode & 0o777).toBe(0o755);
    expect(existsSync(path.join(folder, 'oops'))).toBe(false);
  });

  test.each([['copied', COPY], ['downloaded', PluginFetch.download()]])('fails if what it has %s is another file', (_, fetch) => {
    expect(run(fetch, SHA256)).not.toBe(0);
  });

  test.each([['copied', COPY], ['downloaded', PluginFetch.download()]])('takes any file that it has %s, if no checksum is given', (_, fetch) => {
    expect(run(fetch, '')).toBe(0);
  });
});
