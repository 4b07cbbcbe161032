import { ApiObject, Chart } from 'cdk8s';

/** A Rollout of another tool that needs what a controller does not have by itself: SMI, a plugin, and whatever the further steps need. */
export function ledger(chart: Chart, metadata: object = {}, ...steps: object[]): ApiObject {
  const rollout: any = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'ledger', ...metadata },
    spec: {
      selector: { matchLabels: { app: 'ledger' } },
      template: { metadata: { labels: { app: 'ledger' } }, spec: { containers: [{ name: 'main', image: 'registry.example.com/ledger:1' }] } },
      strategy: {
        canary: {
          stableService: 'stable',
          canaryService: 'canary',
          trafficRouting: { smi: {} },
          steps: [{ setWeight: 10 }, { plugin: { name: 'example/approval' } }, ...steps],
        },
      },
    },
  };
  return new ApiObject(chart, 'ledger', rollout);
}
