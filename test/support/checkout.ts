import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AnalysisArgument, AnalysisTemplate, BlueGreenRollout, BlueGreenRolloutProps, CanaryRollout, CanaryRolloutProps, CanarySteps,
  IstioSplitLevel, IstioTrafficSplit, MetricProvider, SuccessRateAnalysis,
} from '../../lib';

export const PROMETHEUS = 'http://prometheus.o11y.svc.cluster.local:9090';

export const CONTAINERS = [{ name: 'main', image: 'registry.example.com/checkout:1.8.0', portNumber: 5000 }];

/** A canary `checkout` in two steps, with what a test adds to it. */
export function canary(scope: Construct, props: Partial<CanaryRolloutProps> = {}): CanaryRollout {
  return new CanaryRollout(scope, props.metadata?.name ?? 'checkout', { containers: CONTAINERS, steps: CanarySteps.weights([20, 60]), ...props });
}

/** A blue/green rollout `chip`, with what a test adds to it. */
export function blueGreen(scope: Construct, props: Partial<BlueGreenRolloutProps> = {}): BlueGreenRollout {
  return new BlueGreenRollout(scope, props.metadata?.name ?? 'chip', { containers: CONTAINERS, ...props });
}

export function hostSplit(scope: Construct, id = 'split'): IstioTrafficSplit {
  return new IstioTrafficSplit(scope, id, { hosts: ['checkout.example.com'] });
}

export function subsetSplit(scope: Construct, id = 'split'): IstioTrafficSplit {
  return new IstioTrafficSplit(scope, id, { hosts: ['checkout.example.com'], level: IstioSplitLevel.SUBSET });
}

export function successRate(scope: Construct, id = 'success-rate'): SuccessRateAnalysis {
  return new SuccessRateAnalysis(scope, id, { prometheus: PROMETHEUS, threshold: 0.95, window: Duration.minutes(1) });
}

/** An analysis that declares the arguments and measures nothing of interest. */
export function analysisWith(scope: Construct, id: string, ...args: AnalysisArgument[]): AnalysisTemplate {
  return new AnalysisTemplate(scope, id, {
    args,
    metrics: [{
      name: id,
      successCondition: 'result[0] > 0',
      provider: MetricProvider.prometheus({ address: PROMETHEUS, query: args.map(({ name }) => `{{args.${name}}}`).join(' ') || 'up' }),
    }],
  });
}
