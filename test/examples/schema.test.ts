import { checkManifests } from '../../lib/check';
import { kindOf, KINDS, validator } from '../check/schema/oracle';
import { clustersOf, folders, Manifest, manifestsOf, scenario } from './synth';

/** Kinds of Kubernetes itself, and those whose CRD is not among the imports: their fields are read by the scenario tests. */
const WITHOUT_SCHEMA = [
  'apps/v1/Deployment', 'autoscaling.k8s.io/v1/VerticalPodAutoscaler', 'autoscaling/v2/HorizontalPodAutoscaler', 'v1/Namespace', 'v1/Service',
];

function typeOf({ apiVersion, kind }: Manifest): string {
  return `${apiVersion}/${kind}`;
}

/** What the API server would prune or refuse: `<path> <keyword> <field>`. */
function mistakes(manifest: Manifest): string[] {
  const validate = validator(kindOf(manifest));
  validate(manifest);
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, params.additionalProperty].filter((part) => part !== undefined).join(' '));
}

describe.each(folders())('%s', (folder) => {
  test('has objects whose every field is known', () => {
    const found = manifestsOf(folder).filter((manifest) => kindOf(manifest) in KINDS)
      .flatMap((manifest) => mistakes(manifest).map((mistake) => `${manifest.kind} ${manifest.metadata.name}: ${mistake}`));
    expect(found).toEqual([]);
  });

  test('passes the check, read back as anybody\'s YAML', () => {
    expect(clustersOf(folder).flatMap((manifests) => checkManifests(manifests)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('names no object twice', () => {
    for (const manifests of clustersOf(folder)) {
      const names = manifests.map((manifest) => [typeOf(manifest), manifest.metadata.namespace, manifest.metadata.name].join(' '));
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

test('every kind has a schema, or is known to have none', () => {
  const strangers = folders().flatMap((folder) => manifestsOf(folder).filter((manifest) => !(kindOf(manifest) in KINDS)).map(typeOf));
  expect([...new Set(strangers)].sort()).toEqual(WITHOUT_SCHEMA);
});

/** One valid object and one mistake in it. */
interface Mistake {
  readonly title: string;
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly make: (spec: Manifest) => void;
  readonly found: string[];
}

const MISTAKES: Mistake[] = [
  {
    title: 'a misspelt field of a step', id: 'c1', kind: 'Rollout', name: 'chip',
    make: (spec) => { spec.strategy.canary.steps[0] = { setWeigth: 20 }; },
    found: ['/spec/strategy/canary/steps/0 must NOT have additional properties setWeigth'],
  },
  {
    title: 'a weight as text', id: 'c1', kind: 'Rollout', name: 'chip',
    make: (spec) => { spec.strategy.canary.steps[0].setWeight = '20'; },
    found: ['/spec/strategy/canary/steps/0/setWeight must be integer'],
  },
  {
    title: 'a misspelt field of a container', id: 'c1', kind: 'Rollout', name: 'chip',
    make: (spec) => { spec.template.spec.containers[0].imagePullPolice = 'Always'; },
    found: ['/spec/template/spec/containers/0 must NOT have additional properties imagePullPolice'],
  },
  {
    title: 'a container without a name', id: 'c1', kind: 'Rollout', name: 'chip',
    make: (spec) => { delete spec.template.spec.containers[0].name; },
    found: ['/spec/template/spec/containers/0 must have required property \'name\''],
  },
  {
    title: 'a field of the pod in the container', id: 'c1', kind: 'Rollout', name: 'chip',
    make: (spec) => { spec.template.spec.containers[0].terminationGracePeriodSeconds = 60; },
    found: ['/spec/template/spec/containers/0 must NOT have additional properties terminationGracePeriodSeconds'],
  },
  {
    title: 'a field of blue/green in a canary', id: 'c1', kind: 'Rollout', name: 'chip',
    make: (spec) => { spec.strategy.canary.autoPromotionEnabled = false; },
    found: ['/spec/strategy/canary must NOT have additional properties autoPromotionEnabled'],
  },
  {
    title: 'a Kubernetes list where anti-affinity is an object', id: 'b1', kind: 'Rollout', name: 'rollout-bluegreen',
    make: (spec) => { spec.strategy.blueGreen.antiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [] }; },
    found: ['/spec/strategy/blueGreen/antiAffinity/requiredDuringSchedulingIgnoredDuringExecution must be object'],
  },
  {
    title: 'a blue/green without its active Service', id: 'b1', kind: 'Rollout', name: 'rollout-bluegreen',
    make: (spec) => { delete spec.strategy.blueGreen.activeService; },
    found: ['/spec/strategy/blueGreen must have required property \'activeService\''],
  },
  {
    title: 'a label that is no text', id: 'c1', kind: 'Rollout', name: 'chip',
    make: (spec) => { spec.template.metadata.labels.version = 1; },
    found: ['/spec/template/metadata/labels/version must be string'],
  },
  {
    title: 'an unknown field of a metric', id: 'c6', kind: 'AnalysisTemplate', name: 'success-rate',
    make: (spec) => { spec.metrics[0].failLimit = 1; },
    found: ['/spec/metrics/0 must NOT have additional properties failLimit'],
  },
  {
    title: 'an unknown provider', id: 'c6', kind: 'AnalysisTemplate', name: 'success-rate',
    make: (spec) => { spec.metrics[0].provider = { promotheus: {} }; },
    found: ['/spec/metrics/0/provider must NOT have additional properties promotheus'],
  },
  {
    title: 'an unknown field of an analysis template', id: 'c6', kind: 'AnalysisTemplate', name: 'success-rate',
    make: (spec) => { spec.arguments = []; },
    found: ['/spec must NOT have additional properties arguments'],
  },
  {
    title: 'a misspelt field of the Job', id: 'b3', kind: 'AnalysisTemplate', name: 'warm-up',
    make: (spec) => { spec.metrics[0].provider.job.spec.backOffLimit = 1; },
    found: ['/spec/metrics/0/provider/job/spec must NOT have additional properties backOffLimit'],
  },
  {
    title: 'a misspelt field of the Job\'s container', id: 'b3', kind: 'AnalysisTemplate', name: 'warm-up',
    make: (spec) => { spec.metrics[0].provider.job.spec.template.spec.containers[0].arg = []; },
    found: ['/spec/metrics/0/provider/job/spec/template/spec/containers/0 must NOT have additional properties arg'],
  },
  {
    title: 'a misspelt retry', id: 'b2', kind: 'VirtualService', name: 'chip-active',
    make: (spec) => { spec.http[0].retries.retriesOn = '5xx'; },
    found: ['/spec/http/0/retries must NOT have additional properties retriesOn'],
  },
  {
    title: 'a port of a destination as a bare number', id: 'b2', kind: 'VirtualService', name: 'chip-active',
    make: (spec) => { spec.http[0].route[0].destination.port = 8080; },
    found: ['/spec/http/0/route/0/destination/port must be object'],
  },
  {
    title: 'a Gateway without a port', id: 'a4', kind: 'Gateway', name: 'argo-dashboard',
    make: (spec) => { delete spec.servers[0].port; },
    found: ['/spec/servers/0 must have required property \'port\''],
  },
];

describe('the schemas refuse', () => {
  test.each(MISTAKES)('$title', ({ id, kind, name, make, found }) => {
    const manifest = structuredClone(scenario(id).find(kind, name));
    expect(mistakes(manifest)).toEqual([]);
    make(manifest.spec);
    expect(mistakes(manifest)).toEqual(found);
  });
});
