import { ApiObject, Chart, Duration } from 'cdk8s';
import { PercentOrAbsolute, WorkloadProps } from 'cdk8s-plus-28';
import {
  AbortScaleDownDelay, AntiAffinity, BlueGreenRollout, BlueGreenRolloutProps, CanaryRollout, CanaryRolloutProps, CanarySteps,
  DeploymentSource, Promotion, ReplicaProgressThreshold,
} from '../../lib';
import { analysisWith, hostSplit } from '../support/checkout';
import { everyPodProp } from '../support/pod';
import { refusal, shop } from '../support/synth';

/** The props that a new prop of the library, or of cdk8s-plus, cannot slip out of. */
type WithoutPod<Props> = Required<Omit<Props, Exclude<keyof WorkloadProps, 'metadata'> | 'deployment'>>;

const steps = CanarySteps.weights([50]);

function deployment(chart: Chart): DeploymentSource {
  const template = { metadata: { labels: { app: 'legacy' } }, spec: { containers: [{ name: 'main', image: 'legacy:3', ports: [{ containerPort: 80 }] }] } };
  return DeploymentSource.convert(new ApiObject(chart, 'old', {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'legacy' }, spec: { selector: { matchLabels: { app: 'legacy' } }, template },
  }));
}

const COMMON = {
  metadata: { labels: { team: 'shop' } },
  replicas: 3,
  minReady: Duration.seconds(10),
  progressDeadline: Duration.minutes(5),
  progressDeadlineAbort: true,
  revisionHistoryLimit: 4,
  rollbackWindow: 3,
  analysisRunHistory: { successful: 1, unsuccessful: 2 },
  services: { create: true },
  scaleDownDelay: Duration.minutes(2),
  scaleDownDelayRevisionLimit: 2,
  abortScaleDownDelay: AbortScaleDownDelay.never(),
  maxUnavailable: PercentOrAbsolute.absolute(1),
  antiAffinity: AntiAffinity.required(),
};

function canaryProps(chart: Chart): WithoutPod<CanaryRolloutProps> {
  return {
    ...COMMON,
    steps,
    traffic: hostSplit(chart),
    maxSurge: PercentOrAbsolute.absolute(1),
    backgroundAnalysis: { analyses: [analysisWith(chart, 'any')] },
    minPodsPerReplicaSet: 2,
    dynamicStableScale: true,
    replicaProgressThreshold: ReplicaProgressThreshold.percent(90),
    ephemeralMetadata: { canary: { labels: { role: 'canary' } }, stable: { labels: { role: 'stable' } } },
  };
}

function blueGreenProps(chart: Chart): WithoutPod<BlueGreenRolloutProps> {
  const analyses = [analysisWith(chart, 'any')];
  return {
    ...COMMON,
    services: {},
    promotion: Promotion.manual(),
    previewReplicas: 1,
    prePromotionAnalysis: analyses,
    prePromotionAnalysisOptions: { dryRunMetrics: ['any'] },
    postPromotionAnalysis: analyses,
    postPromotionAnalysisOptions: { dryRunMetrics: ['any'] },
    ephemeralMetadata: { active: { labels: { role: 'active' } }, preview: { labels: { role: 'preview' } } },
  };
}

const ROLLOUTS: [string, (chart: Chart, props: object) => unknown, (chart: Chart) => object][] = [
  ['canary', (chart, props) => new CanaryRollout(chart, 'rollout', { steps, deployment: deployment(chart), ...props }), canaryProps],
  ['blue/green rollout', (chart, props) => new BlueGreenRollout(chart, 'rollout', { deployment: deployment(chart), ...props }), blueGreenProps],
];

describe.each(ROLLOUTS)('beside the Deployment of a %s', (_kind, make, props) => {
  /** A chart of its own for each prop, with that prop alone. */
  const alone = (all: (chart: Chart) => object, name: string): (() => unknown) => () => {
    const chart = shop();
    return make(chart, { [name]: Reflect.get(all(chart), name) as unknown });
  };

  test.each(Object.keys(everyPodProp(shop())).filter((name) => name !== 'metadata'))('%s is refused, for the Deployment describes the pod', (name) => {
    expect(refusal(alone(everyPodProp, name))).toBe(
      `[shop/rollout] ${name}: describes the pod, which \`deployment\` does; describe it in the Deployment, or patch the Rollout`,
    );
  });

  test.each(Object.keys(props(shop())))('%s is said, for it is not of the pod', (name) => {
    expect(alone(props, name)).not.toThrow();
  });

  test('what is absent is not said', () => {
    expect(() => make(shop(), { containers: undefined, podMetadata: undefined })).not.toThrow();
  });
});
