import { readFileSync } from 'fs';
import * as path from 'path';
import { Token as CdktfToken } from 'cdktf';
import { parse } from 'yaml';
import { ArgoRolloutsInstallation, PodDisruption } from '../../lib';
import { CHART_KEYS, ChartKeys, ValueKind } from '../../lib/model/chart/chart-keys';
import { refusal } from '../support/synth';

type Values = Record<string, unknown>;

/** The values of chart argo-rollouts 2.41.0, as it is published, without its comments. */
const CHART: Values = parse(readFileSync(path.join(__dirname, 'fixtures', 'argo-rollouts-2.41.0-values.yaml'), 'utf8'));

function refused(values: Values): string {
  return refusal(() => new ArgoRolloutsInstallation({ values }, 'argo/rollouts'));
}

const UNWRITABLE = 'is no value of JSON; give a number, a text, true, false, null, or lists and maps of them';

function kindOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'list' : typeof value;
}

/** What the default of the chart may be where its values are of a kind. */
const DEFAULTS: Readonly<Record<ValueKind, readonly string[]>> = {
  'boolean': ['boolean'],
  'number': ['number', 'null'],
  'port number': ['number'],
  'text': ['string', 'null'],
  'number or text': ['number', 'string', 'null'],
  'list': ['list'],
  'map': ['object'],
  'list or map': ['list'],
};

function misfits(keys: ChartKeys, chart: Values, at = ''): string[] {
  return Object.entries(keys).flatMap(([key, kind]) => (typeof kind === 'string'
    ? (DEFAULTS[kind].includes(kindOf(chart[key])) ? [] : [`${at}${key}`])
    : misfits(kind, chart[key] as Values, `${at}${key}.`)));
}

test('the kinds of values that are known here are those of the chart', () => {
  expect(misfits(CHART_KEYS, CHART)).toEqual([]);
});

test('the chart\'s own values are taken, but for those that are settings', () => {
  const { installCRDs: _i, keepCRDs: _k, clusterInstall: _c, namespaceOverride: _n, dashboard, ...values } = CHART;
  const { enabled: _e, ...rest } = dashboard as Values;
  expect(() => new ArgoRolloutsInstallation({ values: { ...values, dashboard: rest } })).not.toThrow();
});

test.each<[string, Values, string]>([
  ['a text for a number', { controller: { replicas: 'three' } }, 'values.controller.replicas: "three" is not a number, as it is in the chart; give a number'],
  ['a text that is not of digits only', { controller: { replicas: '3 ' } }, 'values.controller.replicas: "3 " is not a number, as it is in the chart; give a number'],
  ['a text of digits that YAML reads otherwise', { global: { revisionHistoryLimit: '010' } }, 'values.global.revisionHistoryLimit: "010" is not a number, as it is in the chart; give a number'],
  [
    'a text for a port, which an Ingress takes for its name',
    { dashboard: { service: { port: '3100' } } },
    'values.dashboard.service.port: "3100" is not a port number, as it is in the chart; give a number: a text is taken for the name of a port',
  ],
  ['a number for a text that the chart writes as it is', { controller: { priorityClassName: 5 } }, 'values.controller.priorityClassName: 5 is not a text, as it is in the chart; give a text'],
  ['a number for a text that functions of Helm read', { controller: { image: { tag: 1.9 } } }, 'values.controller.image.tag: 1.9 is not a text, as it is in the chart; give a text'],
  ['fewer pods than none', { controller: { replicas: -3 } }, 'values.controller.replicas: -3 is no whole number of at least 0; give one'],
  ['half a port', { dashboard: { service: { port: 3100.5 } } }, 'values.dashboard.service.port: 3100.5 is no whole number of at least 0; give one'],
  [
    'a request above its limit',
    { controller: { resources: { requests: { cpu: '2', memory: '1Gi' }, limits: { cpu: '500m', memory: '1Gi' } } } },
    'values.controller.resources.requests.cpu: "2" is more than the limit, which is "500m"; ask for less, or raise the limit',
  ],
  ['a number that YAML cannot say', { controller: { replicas: 3n } }, `values.controller.replicas: 3n ${UNWRITABLE}`],
  ['a function', { controller: { replicas: () => 3 } }, `values.controller.replicas: a function ${UNWRITABLE}`],
  ['a symbol in a map', { podAnnotations: { team: Symbol('shop') } }, `values.podAnnotations.team: Symbol(shop) ${UNWRITABLE}`],
  ['a number in a list that YAML cannot say', { extraObjects: [{ apiVersion: 'v1', kind: 'List', items: [1n] }] }, `values.extraObjects[0].items[0]: 1n ${UNWRITABLE}`],
  ['what is no number', { controller: { replicas: NaN } }, `values.controller.replicas: NaN ${UNWRITABLE}`],
  ['a text for a list', { controller: { initContainers: 'x' } }, 'values.controller.initContainers: is a text, and not a list, as it is in the chart; give a list: [ … ]'],
  ['a map for a list', { controller: { extraEnv: {} } }, 'values.controller.extraEnv: is a map, and not a list, as it is in the chart; give a list: [ … ]'],
  ['a list for a map', { controller: { nodeSelector: [] } }, 'values.controller.nodeSelector: [] is not a map, as it is in the chart; give a map: { … }'],
  ['a text for a map', { controller: { resources: 'small' } }, 'values.controller.resources: is a text, and not a map, as it is in the chart; give a map: { … }'],
  ['a text for true or false', { dashboard: { readonly: 'no' } }, 'values.dashboard.readonly: "no" is not a boolean, as it is in the chart; give true or false'],
  ['a number for true or false', { createClusterAggregateRoles: 0 }, 'values.createClusterAggregateRoles: 0 is not a boolean, as it is in the chart; give true or false'],
  ['true for a text', { controller: { image: { tag: true } } }, 'values.controller.image.tag: true is not a text, as it is in the chart; give a text'],
  ['a list for a text', { controller: { priorityClassName: ['high'] } }, 'values.controller.priorityClassName: is a list, and not a text, as it is in the chart; give a text'],
  [
    'a map for a number or a text',
    { controller: { pdb: { minAvailable: { percent: 50 } } } },
    'values.controller.pdb.minAvailable: is a map, and not a number or text, as it is in the chart; give a number or a text',
  ],
  ['a text for objects', { extraObjects: 'kind: ConfigMap' }, 'values.extraObjects: is a text, and not a list or map, as it is in the chart; give a list: [ … ]'],
  ['a list for a map of settings', { controller: { logging: ['debug'] } }, 'values.controller.logging: is a list, and not a map, as it is in the chart; give level or kloglevel, for instance'],
  [
    'a map for a list of arguments',
    { dashboard: { extraArgs: { '--token': 'x' } } },
    'values.dashboard.extraArgs: is a map, and not a list, as it is in the chart; give a list: [ … ]',
  ],
  ['a text for a map of notifiers', { notifications: { notifiers: 'service.slack: hunter2' } }, 'values.notifications.notifiers: is a text, and not a map, as it is in the chart; give a map: { … }'],
  ['a text for a map of secrets', { notifications: { secret: { items: 'hunter2' } } }, 'values.notifications.secret.items: is a text, and not a map, as it is in the chart; give a map: { … }'],
  ['a text for all values', 'token: hunter2' as any, 'values: is not a map; give the values of the chart as an object'],
  ['a secret for a list', { controller: { extraArgs: '--token=hunter2' } }, 'values.controller.extraArgs: is a text, and not a list, as it is in the chart; give a list: [ … ]'],
])('%s is refused, and a secret in it is not repeated', (_, values, message) => {
  expect(refused(values)).toBe(`[argo/rollouts] ${message}`);
});

test('every misfit is told of at once', () => {
  expect(refused({ controller: { replicas: 'three', extraArgs: {} }, dashboard: { rootPath: {} } }).split('\n')).toEqual([
    '[argo/rollouts] values.controller.replicas: "three" is not a number, as it is in the chart; give a number',
    '[argo/rollouts] values.controller.extraArgs: {} is not a list, as it is in the chart; give a list: [ … ]',
    '[argo/rollouts] values.dashboard.rootPath: {} is not a text, as it is in the chart; give a text',
  ]);
});

test.each<[string, Values]>([
  ['a number for a text, which the chart writes as one', { dashboard: { image: { tag: 1.9 } }, controller: { logging: { kloglevel: 0 } } }],
  ['a number in a text, which the chart writes as one', { controller: { replicas: '3', containerPorts: { metrics: '8090' } } }],
  ['other numbers in texts', { global: { revisionHistoryLimit: '0' }, dashboard: { service: { nodePort: '30000' } } }],
  ['a share of the pods', { controller: { pdb: { enabled: true, minAvailable: '50%' } } }],
  ['the number 0', { controller: { terminationGracePeriodSeconds: 0 }, global: { revisionHistoryLimit: 0 } }],
  ['the name of a port', { dashboard: { service: { targetPort: 'dashboard', nodePort: 30000 } } }],
  ['null, which takes a default away', { controller: { priorityClassName: null, extraArgs: null, resources: null } }],
  ['undefined, which says nothing', { controller: { replicas: undefined, image: undefined } }],
  ['objects with templates of the chart', { extraObjects: [{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: '{{ if .Values.a }}b{{ end }}' } }] }],
  ['objects by names', { extraObjects: { settings: { apiVersion: 'v1', kind: 'ConfigMap' } } }],
  ['labels that the chart puts into quotes', { controller: { podLabels: { infra: true } }, podAnnotations: { scrape: true } }],
  ['labels of nodes as texts', { controller: { nodeSelector: { infra: 'true' }, tolerations: [{ key: 'infra', value: 'true' }, { operator: 'Exists' }] } }],
  ['whatever is in a map', { controller: { livenessProbe: { failureThreshold: '5' }, podAnnotations: { a: true } } }],
  ['what a plugin of Argo CD puts in', { controller: { replicas: '<path:secret/data/rollouts#replicas>', resources: 'vault:secret/data/x#y' } }],
  ['what holds anchors', { 'x-labels': { team: 'shop' } }],
  ['what somebody else puts in', { controller: { replicas: '${replicas}', extraArgs: '${args}', resources: '${resources}' } }],
])('%s is taken', (_, values) => {
  expect(() => new ArgoRolloutsInstallation({ values })).not.toThrow();
});

test('what only Terraform knows is taken, whatever it will be', () => {
  const any = CdktfToken.asAny('${data.settings.replicas}');
  const values = {
    controller: { replicas: any, createConfigmap: any, extraArgs: CdktfToken.asList('${var.args}'), resources: any },
    serviceAccount: any,
    global: { revisionHistoryLimit: CdktfToken.asNumber('${var.limit}') },
  };
  expect(() => new ArgoRolloutsInstallation({ values })).not.toThrow();
});

test('of another version of the chart, keys and kinds are not known', () => {
  const values = { controller: { replicas: 'auto', novelty: true } };
  for (const chartVersion of ['2.40.9', '2.42.0', '3.0.0']) {
    expect(new ArgoRolloutsInstallation({ chartVersion, values }).values()).toMatchObject(values);
  }
  expect(refusal(() => new ArgoRolloutsInstallation({ chartVersion: '2.41.1', values })).split('\n')).toHaveLength(2);
});

const OF_CHART = 'give that of the chart: 2.41.0 installs Argo Rollouts 1.9';

test.each([
  ['1.9.0', 'is a version of Argo Rollouts, not one of its chart with these settings, which are 2.x', OF_CHART],
  ['v1.9.1', 'is a version of Argo Rollouts, not one of its chart with these settings, which are 2.x', OF_CHART],
  ['0.3.6', 'is a version of Argo Rollouts, not one of its chart with these settings, which are 2.x', OF_CHART],
  ['v2.41.0', 'begins with a v, as versions of Argo Rollouts do, and those of its chart do not', OF_CHART],
  ['latest', 'is not one version, as 2.41.0 is', 'give one: what is installed should not change by itself'],
  ['^2', 'is not one version, as 2.41.0 is', 'give one: what is installed should not change by itself'],
  ['2.41', 'is not one version, as 2.41.0 is', 'give one: what is installed should not change by itself'],
  ['2.41.x', 'is not one version, as 2.41.0 is', 'give one: what is installed should not change by itself'],
  ['', 'is not one version, as 2.41.0 is', 'give one: what is installed should not change by itself'],
])('%j is no version of the chart', (chartVersion, rule, fix) => {
  const message = `[argo/rollouts] chartVersion: ${JSON.stringify(chartVersion)} ${rule}; ${fix}`;
  expect(refusal(() => new ArgoRolloutsInstallation({ chartVersion }, 'argo/rollouts'))).toBe(message);
});

test('a repository of one\'s own numbers its charts as it likes', () => {
  for (const chartVersion of ['1.0.3', 'v2.41.0', 'v1.0.0-rc.1']) {
    expect(new ArgoRolloutsInstallation({ chartVersion, repository: 'oci://registry.example.com/charts' }).version).toBe(chartVersion);
  }
  const repository = 'oci://ghcr.io/argoproj/argo-helm';
  expect(refusal(() => new ArgoRolloutsInstallation({ chartVersion: '1.9.0', repository }))).toContain('is a version of Argo Rollouts');
  expect(refusal(() => new ArgoRolloutsInstallation({ chartVersion: 'v2.41.0', repository }))).toContain('begins with a v');
});

test('replicas in a text count for what may be disrupted', () => {
  const controller = { disruption: PodDisruption.minAvailable(2) };
  expect(() => new ArgoRolloutsInstallation({ controller, values: { controller: { replicas: '3' } } })).not.toThrow();
  expect(refusal(() => new ArgoRolloutsInstallation({ controller: { ...controller, replicas: 3 }, values: { controller: { replicas: '2' } } }))).toBe(
    'controller.disruption: keeps all 2 pods, so no node with one can be drained; let fewer stay, or give more `replicas`',
  );
});

test('values that are part of themselves are refused', () => {
  const values: Values = { podAnnotations: {} };
  values.extraObjects = [{ apiVersion: 'v1', kind: 'List', items: values }];
  expect(refused(values)).toBe('[argo/rollouts] values.extraObjects[0].items: is part of itself; leave it out, or give a copy of what it is to hold');
});

test('values that are there twice are taken', () => {
  const team = { team: 'shop' };
  const values = { podAnnotations: team, podLabels: team };
  expect(new ArgoRolloutsInstallation({ values }).values()).toMatchObject(values);
});
