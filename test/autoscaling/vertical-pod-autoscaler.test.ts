import { ControlledResource, VerticalContainerPolicy, VerticalPodAutoscaler, VerticalPodAutoscalerProps, VerticalUpdateMode } from '../../lib';
import { blueGreen } from '../support/checkout';
import { refusal, shop, synth } from '../support/synth';

test('every prop reaches the manifest', () => {
  const chart = shop();
  const policy: Required<VerticalContainerPolicy> = {
    containerName: 'main', off: false, minAllowed: { cpu: '100m' }, maxAllowed: { memory: '1Gi' }, controlledResources: [ControlledResource.MEMORY],
  };
  const props: Required<VerticalPodAutoscalerProps> = {
    metadata: { name: 'chip-vertical', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    target: blueGreen(chart),
    updateMode: VerticalUpdateMode.IN_PLACE_OR_RECREATE,
    containerPolicies: [policy, { off: true }],
  };
  new VerticalPodAutoscaler(chart, 'vertical', props);
  expect(synth(chart).the('VerticalPodAutoscaler')).toEqual({
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name: 'chip-vertical', namespace: 'shop', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    spec: {
      targetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'chip' },
      updatePolicy: { updateMode: 'InPlaceOrRecreate' },
      resourcePolicy: {
        containerPolicies: [
          { containerName: 'main', minAllowed: { cpu: '100m' }, maxAllowed: { memory: '1Gi' }, controlledResources: ['memory'] },
          { containerName: '*', mode: 'Off' },
        ],
      },
    },
  });
});

test('it only recommends, unless it is told to do more', () => {
  const chart = shop();
  new VerticalPodAutoscaler(chart, 'vertical', { target: blueGreen(chart) });
  expect(synth(chart).the('VerticalPodAutoscaler').spec).toEqual({
    targetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'chip' },
    updatePolicy: { updateMode: 'Off' },
  });
});

test('it follows a patch of neither, but the name that the Rollout really has', () => {
  const chart = shop();
  new VerticalPodAutoscaler(chart, 'vertical', { target: blueGreen(chart, { metadata: { name: 'renamed' } }) });
  const manifests = synth(chart);
  expect(manifests.the('VerticalPodAutoscaler').spec.targetRef.name).toBe(manifests.the('Rollout').metadata.name);
});

test('an impossible name is refused', () => {
  const chart = shop();
  expect(refusal(() => new VerticalPodAutoscaler(chart, 'vertical', { target: blueGreen(chart), metadata: { name: 'a_b' } }))).toBe(
    '[shop/vertical] metadata.name: "a_b" is not a DNS subdomain; use lower-case letters, digits, - and ., with a letter or digit at both ends',
  );
});
