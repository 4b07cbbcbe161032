import { checkManifests, formatFinding } from '../../../lib/check';
import { schemaValue } from '../../../lib/check/rules/manifest/schema-value';
import { unknownField } from '../../../lib/check/rules/manifest/unknown-field';
import { blueGreen, canary, podTemplate, template } from '../fixtures';

/** What the two rules say; what others say about the same manifests is for the tests of those. */
function messages(...manifests: any[]): string[] {
  return checkManifests(manifests, { rules: [unknownField, schemaValue] }).map(formatFinding);
}

function rollout(change: (spec: any, rollout: any) => void): any {
  const { rollout: changed } = canary();
  change(changed.spec, changed);
  return changed;
}

/** A Rollout with a change to its pod. */
function pod(change: (pod: any, container: any, podTemplate: any) => void): any {
  return rollout(({ template: pods }) => { change(pods.spec, pods.spec.containers[0], pods); });
}

function job(change: (job: any) => void): any {
  const pods = { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'hey' }] } };
  const manifest: any = template('warm-up', [{ name: 'warm-up', provider: { job: { spec: { backoffLimit: 1, template: pods } } } }]);
  change(manifest.spec.metrics[0].provider.job);
  return manifest;
}

function metric(change: (metric: any, spec: any) => void, kind = 'AnalysisTemplate'): any {
  const manifest = { ...canary().template, kind };
  change(manifest.spec.metrics[0], manifest.spec);
  return manifest;
}

function experiment(change: (spec: any) => void): any {
  const spec = { duration: '1h', templates: [{ name: 'a', selector: { matchLabels: { app: 'a' } }, template: podTemplate() }] };
  change(spec);
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Experiment', metadata: { name: 'a' }, spec };
}

function istio(kind: string, spec: any, version = 'v1'): any {
  return { apiVersion: `networking.istio.io/${version}`, kind, metadata: { name: 'a' }, spec };
}

function virtualService(change: (http: any, spec: any) => void): any {
  const { virtualService: changed } = canary();
  change(changed.spec.http[0], changed.spec);
  return changed;
}

const CANARY = 'spec.strategy.canary';
const CONTAINER = 'spec.template.spec.containers[0]';

describe('ARO003: unknown fields', () => {
  test.each<[any, string, string]>([
    [rollout((_, { metadata }) => { metadata.lables = {}; }), 'metadata.lables', 'labels'],
    [rollout((spec) => { spec.replica = 2; }), 'spec.replica', 'replicas'],
    [rollout((spec) => { spec.revisionHistoryLimits = 2; }), 'spec.revisionHistoryLimits', 'revisionHistoryLimit'],
    [rollout((spec) => { spec.selector.matchlabels = {}; }), 'spec.selector.matchlabels', 'matchLabels'],
    [rollout((spec) => { spec.selector = { labels: {} }; }), 'spec.selector.labels', 'matchLabels'],
    [rollout((spec) => { spec.strategy.cannary = {}; }), 'spec.strategy.cannary', 'canary'],
    [rollout((spec) => { spec.strategy.canary.stableSevice = 'a'; }), `${CANARY}.stableSevice`, 'stableService'],
    [rollout((spec) => { spec.strategy.canary.steps[0] = { setWieght: 20 }; }), `${CANARY}.steps[0].setWieght`, 'setWeight'],
    [rollout((spec) => { spec.strategy.canary.steps[1].pause = { durations: '1m' }; }), `${CANARY}.steps[1].pause.durations`, 'duration'],
    [rollout((spec) => { spec.strategy.canary.trafficRouting.isito = {}; }), `${CANARY}.trafficRouting.isito`, 'istio'],
    [rollout((spec) => { spec.strategy.canary.trafficRouting.istio.virtualService.route = []; }),
      `${CANARY}.trafficRouting.istio.virtualService.route`, 'routes'],
    [rollout((spec) => { spec.strategy.canary.steps[2].analysis.args[0].valuefrom = {}; }),
      `${CANARY}.steps[2].analysis.args[0].valuefrom`, 'valueFrom'],
    [rollout((spec) => { spec.strategy.canary.canaryMetadata = { label: {} }; }), `${CANARY}.canaryMetadata.label`, 'labels'],
    [pod((_spec, _container, pods) => { pods.metadata.anotations = {}; }), 'spec.template.metadata.anotations', 'annotations'],
    [pod((spec) => { spec.serviceAcountName = 'a'; }), 'spec.template.spec.serviceAcountName', 'serviceAccountName'],
    [pod((_, container) => { container.imagePullPolice = 'Always'; }), `${CONTAINER}.imagePullPolice`, 'imagePullPolicy'],
    [pod((_, container) => { container.arg = []; }), `${CONTAINER}.arg`, 'args'],
    [pod((_, container) => { container.ports[0].containerport = 80; }), `${CONTAINER}.ports[0].containerport`, 'containerPort'],
    [pod((_, container) => { container.readinessProbe = { httpGet: { port: 80 }, period: 5 }; }),
      `${CONTAINER}.readinessProbe.period`, 'periodSeconds'],
    [pod((_, container) => { container.resources = { limit: {} }; }), `${CONTAINER}.resources.limit`, 'limits'],
    [pod((_, container) => { container.env = [{ name: 'a', valueFrom: { secretRef: {} } }]; }),
      `${CONTAINER}.env[0].valueFrom.secretRef`, 'secretKeyRef'],
    [pod((_, container) => { container.securityContext = { runAsNoRoot: true }; }), `${CONTAINER}.securityContext.runAsNoRoot`, 'runAsNonRoot'],
    [pod((spec) => { spec.volumes = [{ name: 'a', configmap: {} }]; }), 'spec.template.spec.volumes[0].configmap', 'configMap'],
    [pod((spec) => { spec.volumes = [{ name: 'a', secret: { name: 'a' } }]; }), 'spec.template.spec.volumes[0].secret.name', 'secretName'],
    [metric((content) => { content.failLimit = 1; }), 'spec.metrics[0].failLimit', 'failureLimit'],
    [metric((content) => { content.maxFailures = 1; }), 'spec.metrics[0].maxFailures', 'failureLimit'],
    [metric((content) => { content.provider.prometheus.adress = 'a'; }), 'spec.metrics[0].provider.prometheus.adress', 'address'],
    [metric((content) => { content.provider = { promotheus: {} }; }), 'spec.metrics[0].provider.promotheus', 'prometheus'],
    [metric((_, spec) => { spec.arg = []; }, 'ClusterAnalysisTemplate'), 'spec.arg', 'args'],
    [metric((_, spec) => { spec.terminated = true; }, 'AnalysisRun'), 'spec.terminated', 'terminate'],
    [job(({ spec }) => { spec.backOfLimit = 1; }), 'spec.metrics[0].provider.job.spec.backOfLimit', 'backoffLimit'],
    [job(({ spec }) => { spec.template.spec.containers[0].arg = []; }),
      'spec.metrics[0].provider.job.spec.template.spec.containers[0].arg', 'args'],
    [job(({ spec }) => { spec.template.metadata = { lables: {} }; }), 'spec.metrics[0].provider.job.spec.template.metadata.lables', 'labels'],
    [experiment((spec) => { spec.templates[0].replica = 1; }), 'spec.templates[0].replica', 'replicas'],
    [virtualService((http) => { http.retries = { retriesOn: '5xx' }; }), 'spec.http[0].retries.retriesOn', 'retryOn'],
    [virtualService((http) => { http.route[0].wieght = 1; }), 'spec.http[0].route[0].wieght', 'weight'],
    [virtualService((_, spec) => { spec.gateway = []; }), 'spec.gateway', 'gateways'],
    [istio('DestinationRule', { host: 'a', subset: [] }), 'spec.subset', 'subsets'],
    [istio('Gateway', { servers: [{ hosts: ['a'], port: { number: 80, protocol: 'HTTP', names: 'a' } }] }), 'spec.servers[0].port.names', 'name'],
  ])('%#: a misspelling is named with what was meant', (manifest, field, meant) => {
    const [found = '', ...others] = messages(manifest).filter((message) => !message.endsWith('is required; give a string'));
    expect(found).toBe(`ARO003 ${field}: is unknown, and the API server drops it; did you mean "${meant}"?`);
    expect(others).toEqual([]);
  });

  test.each<[any, string, string]>([
    [rollout((spec) => { spec.stableService = 'a'; }), 'spec.stableService', CANARY],
    [rollout((spec) => { spec.annotations = {}; }), 'spec.annotations', 'metadata'],
    [rollout((_, manifest) => { manifest.strategy = {}; }), 'strategy', 'spec'],
    [rollout((spec) => { spec.apiVersion = 'v1'; }), 'spec.apiVersion', 'the top level'],
    [rollout((spec) => { spec.strategy.canary.autoPromotionEnabled = true; }), `${CANARY}.autoPromotionEnabled`, 'spec.strategy.blueGreen'],
    [rollout((spec) => { spec.strategy.canary.virtualService = {}; }), `${CANARY}.virtualService`, `${CANARY}.trafficRouting.istio`],
    [pod((_, container) => { container.volumes = []; }), `${CONTAINER}.volumes`, 'spec.template.spec'],
    [pod((_, container) => { container.terminationGracePeriodSeconds = 5; }), `${CONTAINER}.terminationGracePeriodSeconds`, 'spec.template.spec'],
    [pod((spec) => { spec.readinessProbe = {}; }), 'spec.template.spec.readinessProbe',
      'spec.template.spec.containers[]'],
    [pod((spec) => { spec.containers = []; spec.readinessProbe = {}; }), 'spec.template.spec.readinessProbe',
      'spec.template.spec.containers[] or spec.template.spec.ephemeralContainers[] or spec.template.spec.initContainers[]'],
    [pod((_spec, _container, pods) => { pods.labels = {}; }), 'spec.template.labels', 'spec.template.metadata'],
    [virtualService((http) => { http.weight = 5; }), 'spec.http[0].weight', 'spec.http[0].route[]'],
    [job((content) => { content.backoffLimit = 1; }), 'spec.metrics[0].provider.job.backoffLimit', 'spec.metrics[0].provider.job.spec'],
  ])('%#: a field in the wrong place is sent to the right one', (manifest, field, place) => {
    expect(messages(manifest)).toEqual([`ARO003 ${field}: is unknown, and the API server drops it; move it to ${place}, or remove it`]);
  });

  test.each<[any, string]>([
    [rollout((spec) => { spec.strategy.canary.steps[1].pause.banana = 1; }),
      `${CANARY}.steps[1].pause.banana: is unknown, and the API server drops it; remove it, or use duration`],
    [rollout((spec) => { spec.banana = 1; }), 'spec.banana: is unknown, and the API server drops it; remove it, or see the fields of spec'],
    [rollout((spec) => { spec.strategy.canary.antiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { banana: {} } }; }),
      `${CANARY}.antiAffinity.requiredDuringSchedulingIgnoredDuringExecution.banana: is unknown, and the API server drops it; remove it`],
    [rollout((spec) => { spec['a.b'] = 1; }), 'spec["a.b"]: is unknown, and the API server drops it; remove it, or see the fields of spec'],
  ])('%#: what nobody can have meant is to be removed', (manifest, message) => {
    expect(messages(manifest)).toEqual([`ARO003 ${message}`]);
  });

  test('what was meant is rather a field that is not given yet', () => {
    const { rollout: given } = blueGreen();
    given.spec.strategy.blueGreen.postPromotionAnalysiss = {};
    delete given.spec.strategy.blueGreen.prePromotionAnalysis;
    expect(messages(given)).toEqual([
      'ARO003 spec.strategy.blueGreen.postPromotionAnalysiss: is unknown, and the API server drops it; did you mean "prePromotionAnalysis"?',
    ]);
    given.spec.strategy.blueGreen.prePromotionAnalysis = {};
    expect(messages(given)).toEqual([
      'ARO003 spec.strategy.blueGreen.postPromotionAnalysiss: is unknown, and the API server drops it; did you mean "postPromotionAnalysis"?',
    ]);
  });
});

describe('ARO004: values', () => {
  test.each<[any, string]>([
    [rollout((spec) => { spec.replicas = '3'; }), 'spec.replicas: "3" is a string where a whole number is expected; write 3 without quotes'],
    [rollout((spec) => { spec.strategy.canary.steps[0].setWeight = '20'; }),
      `${CANARY}.steps[0].setWeight: "20" is a string where a whole number is expected; write 20 without quotes`],
    [metric((content) => { content.interval = 5; }), 'spec.metrics[0].interval: 5 is a number where a string is expected; write "5s"'],
    [experiment((spec) => { spec.duration = 60; }), 'spec.duration: 60 is a number where a string is expected; write "60s"'],
    [rollout((spec) => { spec.strategy.canary.steps[0] = null; }),
      `${CANARY}.steps[0]: is null where an object is expected; give an object, or remove it`],
    [rollout((spec) => { spec.strategy.canary.steps[1].pause = '30s'; }),
      `${CANARY}.steps[1].pause: "30s" is a string where an object is expected; write { duration: "30s" }`],
    [rollout((spec) => { spec.strategy.canary.steps[2].analysis.templates = { templateName: 'a' }; }),
      `${CANARY}.steps[2].analysis.templates: is an object where a list is expected; make it an element of a list`],
    [rollout((_, { metadata }) => { metadata.labels = { version: 1 }; }),
      'metadata.labels.version: 1 is a number where a string is expected; quote it: "1"'],
    [rollout((_, { metadata }) => { metadata.annotations = { 'a.io/b': true }; }),
      'metadata.annotations["a.io/b"]: true is a boolean where a string is expected; quote it: "true"'],
    [rollout((_, manifest) => { delete manifest.spec; }), 'spec: is required; give an object'],
    [pod((spec) => { spec.restartPolicy = 'always'; }),
      'spec.template.spec.restartPolicy: "always" is none of Always, OnFailure and Never; did you mean "Always"?'],
    [pod((spec) => { spec.dnsPolicy = 'None of these'; }),
      'spec.template.spec.dnsPolicy: "None of these" is none of ClusterFirst, ClusterFirstWithHostNet, Default and None; use one of them'],
    [pod((spec) => { spec.tolerations = [{ operator: 'In', effect: 'NoSchedul' }]; }),
      'spec.template.spec.tolerations[0].operator: "In" is none of Equal, Exists, Gt and Lt; use one of them'],
    [pod((_, container) => { delete container.name; }), `${CONTAINER}.name: is required; give a string`],
    [pod((_, container) => { container.imagePullPolicy = 'Allways'; }),
      `${CONTAINER}.imagePullPolicy: "Allways" is none of Always, IfNotPresent and Never; did you mean "Always"?`],
    [pod((_, container) => { container.ports[0].protocol = 'HTTP'; }),
      `${CONTAINER}.ports[0].protocol: "HTTP" is none of TCP, UDP and SCTP; use one of them`],
    [pod((_, container) => { container.command = 'sh'; }), `${CONTAINER}.command: "sh" is a string where a list is expected; write ["sh"]`],
    [pod((_, container) => { container.env = [{ name: 'PORT', value: 8080 }]; }),
      `${CONTAINER}.env[0].value: 8080 is a number where a string is expected; quote it: "8080"`],
    [pod((_, container) => { container.resources = { limits: { memory: '128MB' } }; }),
      `${CONTAINER}.resources.limits.memory: "128MB" is not a quantity such as 500m or 128Mi; write it in that form`],
    [job(({ spec }) => { delete spec.template; }), 'spec.metrics[0].provider.job.spec.template: is required; give an object'],
    [virtualService((http) => { http.match = [{ uri: { exact: '/a', prefix: '/b' } }]; }),
      'spec.http[0].match[0].uri: takes only one of exact, prefix and regex; keep one of exact and prefix'],
    [virtualService((http) => { http.route[0].destination.port = 80; }),
      'spec.http[0].route[0].destination.port: 80 is a number where an object is expected; write { number: 80 }'],
    [istio('DestinationRule', { host: 'a', trafficPolicy: { tls: { mode: 'MUTAL' } } }),
      'spec.trafficPolicy.tls.mode: "MUTAL" is none of DISABLE, SIMPLE, MUTUAL and ISTIO_MUTUAL; did you mean "MUTUAL"?'],
    [istio('Gateway', { servers: [{ hosts: ['a'] }] }), 'spec.servers[0].port: is required; give an object'],
  ])('%#: a mistake is named with what to write', (manifest, message) => {
    expect(messages(manifest)[0]).toBe(`ARO004 ${message}`);
  });

  test('a version of the API that has no such kind is refused, and the others are not', () => {
    const versioned = (apiVersion: unknown, kind: string): string[] => messages({ apiVersion, kind, metadata: {}, spec: { host: 'a' } })
      .filter((message) => message.includes('apiVersion'));
    expect(versioned('argoproj.io/v1', 'Rollout')).toEqual(['ARO004 apiVersion: "argoproj.io/v1" has no kind Rollout; write argoproj.io/v1alpha1']);
    expect(versioned('apps/v1', 'Rollout')).toEqual(['ARO004 apiVersion: "apps/v1" has no kind Rollout; write argoproj.io/v1alpha1']);
    expect(versioned(undefined, 'VirtualService')).toEqual(['ARO004 apiVersion: is required; write networking.istio.io/v1']);
    expect(versioned('networking.istio.io/v2', 'Gateway')).toHaveLength(1);
    expect(versioned('rollouts.kruise.io/v1beta1', 'Rollout')).toEqual([]);
    for (const version of ['v1', 'v1beta1', 'v1alpha3']) {
      expect(messages(istio('DestinationRule', { host: 'a' }, version))).toEqual([]);
    }
  });
});

test('ARO003: a name that many things have is looked for in what the manifest has', () => {
  const said = 'is unknown, and the API server drops it';
  expect(messages(rollout(({ strategy }) => { strategy.type = 'Canary'; }))).toEqual([
    `ARO003 spec.strategy.type: ${said}; remove it, or use one of blueGreen and canary`,
  ]);
  expect(messages(rollout((spec) => { spec.name = 'checkout'; }))).toEqual([`ARO003 spec.name: ${said}; move it to metadata, or remove it`]);
});
