import type { ManifestGraph } from '../../graph';
import { at, key, listsBy } from '../../lookup';
import { podTemplateOf, selects } from '../../views/pods';
import { podSelectorOf } from '../../strategy/pod-selector';
import type { Rollout } from '../../views/rollout';
import type { Rule } from '../../rule';
import type { Deployment } from '../../views/workloads';
import { showObject } from '../../wording';

type Labels = ReadonlyMap<string, string>;

export const sharedSelector: Rule = {
  id: 'ARO413',
  severity: 'warning',
  title: 'A Rollout selects its own pods and no others',
  why: 'A Service that selects by these labels leads to the pods of both, an autoscaler counts the pods of both, and a query '
    + 'that goes by labels measures both. Only what goes by the hash of the pod template tells them apart.',
  fix: 'give each its own label, in the selector and in the template (a selector cannot be changed later)',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  noticedBy: [],
  example: {
    base: 'unrouted',
    bad: `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: checkout-worker
  namespace: shop
spec:
  selector:
    matchLabels: { app: checkout }
  template:
    metadata:
      labels: { app: checkout }
    spec:
      containers: [{ name: main, image: worker }]
  strategy:
    canary:
      steps: [{ setWeight: 50 }, { pause: {} }]
`,
    good: `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: checkout-worker
  namespace: shop
spec:
  selector:
    matchLabels: { app: checkout-worker }
  template:
    metadata:
      labels: { app: checkout-worker }
    spec:
      containers: [{ name: main, image: worker }]
  strategy:
    canary:
      steps: [{ setWeight: 50 }, { pause: {} }]
`,
  },
  *check(graph) {
    const byLabel = listsBy(graph.rollouts.length === 0 ? [] : graph.deployments, (deployment) =>
      Array.from(podLabelsOf(deployment), ([name, value]) => key(deployment.namespace, name, value)));
    const seen = new Set<Rollout>();
    for (const rollout of graph.rollouts) {
      seen.add(rollout);
      const own = graph.podsOf(rollout)?.labels;
      const { labels, field: path } = podSelectorOf(graph, rollout);
      // A selector that misses its own pods is ARO404's to report.
      if (own !== undefined && selects(labels, own)) {
        const other = rivalOf(graph, rollout, { labels, own }, seen) ?? strangerOf(graph, rollout, { labels, own }, byLabel);
        if (other !== undefined) {
          yield { manifest: rollout.manifest, field: path, text: `selects the pods of ${showObject(other)} as well` };
        }
      }
    }
  },
};

interface Own {
  /** Those by which the Rollout selects. */
  readonly labels: Labels;
  /** The labels of its pods. */
  readonly own: Labels;
}

/** The first other Rollout whose pods are selected; of two that select each other's, the later one tells. */
function rivalOf(graph: ManifestGraph, rollout: Rollout, { labels, own }: Own, seen: ReadonlySet<Rollout>): Rollout | undefined {
  for (const other of graph.rolloutsSelectedBy(rollout.namespace, labels)) {
    if (!other.is(rollout)) {
      return !seen.has(other) && selects(podSelectorOf(graph, other).labels, own) ? undefined : other;
    }
  }
  return undefined;
}

/** The Deployments with a label on their pods, by namespace, name and value. */
type ByLabel = ReadonlyMap<string, readonly Deployment[]>;

/** The first Deployment whose pods are selected, unless ARO503 tells, which looks from the Deployment. */
function strangerOf(graph: ManifestGraph, { namespace }: Rollout, { labels, own }: Own, byLabel: ByLabel): Deployment | undefined {
  const lists = Array.from(labels, ([name, value]) => at(byLabel, key(namespace, name, value)) ?? []);
  const [rarest = []] = lists.sort((left, right) => left.length - right.length);
  return rarest.find((deployment) => deployment.replicas !== 0
    && graph.ownerOfDeployment(namespace, deployment.name) === undefined
    && selects(labels, podLabelsOf(deployment))
    && !selects(deployment.selector, own));
}

function podLabelsOf({ manifest }: Deployment): Labels {
  return podTemplateOf(manifest)?.labels ?? new Map<string, string>();
}
