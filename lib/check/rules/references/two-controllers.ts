import { APART } from '../../references/clusters-apart';
import type { Controller } from '../../references/controllers';
import { controllersOf, mayBeApart } from '../../references/controllers';
import type { Rule } from '../../rule';
import { showName, showObject } from '../../wording';

export const twoControllers: Rule = {
  id: 'ARO414',
  severity: 'warning',
  isRefusedAtSynth: true,
  title: 'No two controllers watch the same Rollouts',
  why: 'Each of them works on every Rollout that it sees: both scale, both write weights and take analyses further, and each '
    + 'undoes what the other, perhaps of another version or with other plugins, has just done. A controller watches the '
    + 'whole cluster unless it is restricted to its namespace, and there the Rollouts with its instance id, or with none. '
    + 'Two releases into one namespace of in-cluster are an info only: these may be two clusters, each with an Argo CD.',
  fix: `remove one of them, give it an instance id (\`instanceId\`), restrict both to their namespaces (\`namespaced\`), or ${APART}`,
  link: 'https://argoproj.github.io/argo-rollouts/installation/',
  noticedBy: [],
  example: {
    base: 'unrouted',
    bad: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: argo-rollouts, namespace: argocd }
spec:
  project: default
  source: { repoURL: https://argoproj.github.io/argo-helm, chart: argo-rollouts, targetRevision: 2.41.0 }
  destination: { name: in-cluster, namespace: argo-rollouts }
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop-rollouts, namespace: argocd }
spec:
  project: default
  source:
    repoURL: https://argoproj.github.io/argo-helm
    chart: argo-rollouts
    targetRevision: 2.41.0
    helm: { valuesObject: { installCRDs: false } }
  destination: { name: in-cluster, namespace: shop-rollouts }
`,
    good: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: argo-rollouts, namespace: argocd }
spec:
  project: default
  source: { repoURL: https://argoproj.github.io/argo-helm, chart: argo-rollouts, targetRevision: 2.41.0 }
  destination: { name: in-cluster, namespace: argo-rollouts }
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop-rollouts, namespace: argocd }
spec:
  project: default
  source:
    repoURL: https://argoproj.github.io/argo-helm
    chart: argo-rollouts
    targetRevision: 2.41.0
    helm: { valuesObject: { installCRDs: false, controller: { extraArgs: [--instance-id=shop] } } }
  destination: { name: in-cluster, namespace: shop-rollouts }
`,
  },
  *check(graph) {
    const earlier = new Map<string, Watch>();
    for (const controller of controllersOf(graph)) {
      const key = `${controller.cluster}\n${controller.instanceId}`;
      const watch = earlier.get(key) ?? new Watch();
      earlier.set(key, watch);
      const other = watch.add(controller);
      if (other !== undefined) {
        const { manifest, field, instanceId, namespace } = controller;
        const which = instanceId === '' ? 'without an instance id' : `with instance id ${showName(instanceId)}`;
        const narrower = namespace ?? other.namespace;
        const where = narrower === undefined ? '' : ` in namespace ${showName(narrower)}`;
        const text = `watches the Rollouts ${which}${where}, as ${showObject(other.identity)} does`;
        yield { manifest, field, text, ...(mayBeApart(controller, other) ? { severity: 'info' } : {}) };
      }
    }
  },
};

/** The controllers of one cluster and instance id, by what they watch. */
class Watch {
  private everywhere?: Controller;
  private first?: Controller;
  private readonly byNamespace = new Map<string, Controller>();

  /** Adds a controller, and says which earlier one watches some of the same. */
  public add(controller: Controller): Controller | undefined {
    const { namespace } = controller;
    const other = namespace === undefined ? this.everywhere ?? this.first : this.everywhere ?? this.byNamespace.get(namespace);
    this.first ??= controller;
    if (namespace === undefined) {
      this.everywhere ??= controller;
    } else if (!this.byNamespace.has(namespace)) {
      this.byNamespace.set(namespace, controller);
    }
    return other;
  }
}
