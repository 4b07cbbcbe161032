import { autoscaler, gitOps, messages } from '../fixtures';

describe('ARO603: the metrics of an autoscaler', () => {
  const cpu = (target: object = { type: 'Utilization', averageUtilization: 60 }): any => ({ type: 'Resource', resource: { name: 'cpu', target } });
  const memory = { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } } };
  const external = { type: 'External', external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '30' } } };

  function scaledBy(metrics: unknown): any {
    const manifests = gitOps();
    manifests.rollout.spec.template.spec.containers[0].resources = { requests: { cpu: '100m' } };
    manifests.autoscaler.spec.metrics = metrics;
    return manifests;
  }

  test.each([
    [[cpu(), memory], 0],
    [[cpu(), external], 0],
    [[external, cpu(), memory], 1],
  ])('name cpu after all others: %j', (metrics, index) => {
    expect(messages(scaledBy(metrics))).toEqual([
      `ARO603 spec.metrics[${index}].resource.name: "cpu" stands before another metric, and Kubernetes before 1.27 gives it back as the last; `
      + 'name cpu after all other metrics',
    ]);
  });

  test.each([
    [[memory, cpu()]], [[cpu()]], [[memory, external]], [[cpu({ type: 'AverageValue', averageValue: '1' }), memory]], [[]], ['cpu'], [[null, {}]],
  ])('are in order: %j', (metrics) => {
    expect(messages(scaledBy(metrics))).toEqual([]);
  });

  test('are looked at only where a Rollout is scaled', () => {
    const other = autoscaler('cart', { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'cart' });
    other.spec.metrics = [cpu(), memory];
    expect(messages({ ...gitOps(), other })).toEqual([]);
  });
});
