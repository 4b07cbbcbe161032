import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRolloutProps, DeploymentSource } from '../../lib';
import { canary, CONTAINERS, hostSplit } from '../support/checkout';
import { Manifest, refusal, shop, synth } from '../support/synth';

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'legacy',
    annotations: {
      contact: 'shop@example.com', 'deployment.kubernetes.io/revision': '7', 'kubectl.kubernetes.io/last-applied-configuration': '{}',
    },
  },
  spec: {
    selector: { matchLabels: { app: 'legacy' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '10%', maxUnavailable: 1 } },
    template: {
      metadata: { labels: { app: 'legacy' } }, spec: { containers: [{ name: 'main', image: 'legacy:3', ports: [{ containerPort: 8080 }] }] },
    },
  },
};

/** The Rollout that takes the place of the Deployment. */
function converted(propsFor: (chart: ReturnType<typeof shop>) => Partial<CanaryRolloutProps> = () => ({})): Manifest {
  const chart = shop();
  const deployment = DeploymentSource.convert(new ApiObject(chart, 'old', DEPLOYMENT));
  canary(chart, { containers: undefined, deployment, ...propsFor(chart) });
  return synth(chart).the('Rollout');
}

test('what the cluster and kubectl wrote down about the Deployment is not said of the Rollout', () => {
  expect(converted().metadata.annotations).toEqual({ contact: 'shop@example.com' });
});

test('with a router the number of pods follows from the weights, whatever the Deployment said of its updates', () => {
  const routed = converted((chart) => ({ traffic: hostSplit(chart) })).spec.strategy.canary;
  expect([routed.maxSurge, routed.maxUnavailable]).toEqual([undefined, undefined]);
  const unrouted = converted().spec.strategy.canary;
  expect([unrouted.maxSurge, unrouted.maxUnavailable]).toEqual(['10%', 1]);
});

test('no Deployment is converted twice', () => {
  const chart = shop();
  const old = new kplus.Deployment(chart, 'old', { metadata: { name: 'legacy' }, containers: CONTAINERS });
  canary(chart, { containers: undefined, deployment: DeploymentSource.convert(old) });
  expect(refusal(() => DeploymentSource.convert(old))).toBe(
    '[shop/old] deployment: holds no Deployment of the group apps, or none that is not converted yet; give the construct of one Deployment',
  );
});

test('one source of one plain Deployment serves one rollout', () => {
  const chart = shop();
  const deployment = DeploymentSource.convert(new ApiObject(chart, 'old', DEPLOYMENT));
  canary(chart, { containers: undefined, deployment, metadata: { name: 'first' } });
  expect(refusal(() => canary(chart, { containers: undefined, deployment, metadata: { name: 'second' } }))).toBe(
    '[shop/second] deployment: "legacy" was converted by shop/first already; convert it once',
  );
});
