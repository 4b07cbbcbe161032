import { APART } from '../../references/clusters-apart';
import type { Controller } from '../../references/controllers';
import { controllersOf, mayBeApart, overlap } from '../../references/controllers';
import type { Rule } from '../../rule';
import { showObject } from '../../wording';

export const crdsInstalledTwice: Rule = {
  id: 'ARO415',
  severity: 'warning',
  isRefusedAtSynth: true,
  title: 'One installation of a cluster brings the CRDs',
  why: 'A cluster has each CRD once. Of two releases that both bring them, each sync puts those of its own version in place '
    + 'of the other\'s, and Argo CD reports a resource that two Applications share. Without keepCRDs, whichever is removed '
    + 'takes the CRDs with it, and so all Rollouts of the cluster. For two releases into one namespace of in-cluster it is an '
    + 'info only: these may be two clusters, each with an Argo CD.',
  fix: `set installCRDs: false in one of the two (\`crds: { install: false }\`), or ${APART}`,
  link: 'https://github.com/argoproj/argo-helm/tree/main/charts/argo-rollouts',
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
    helm: { valuesObject: { controller: { extraArgs: [--instance-id=shop] } } }
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
    const first = new Map<string, Controller>();
    for (const controller of controllersOf(graph)) {
      const { manifest, cluster, crds } = controller;
      if (crds !== undefined) {
        const other = first.get(cluster);
        first.set(cluster, other ?? controller);
        // That there are two of them is a mistake of its own.
        if (other !== undefined && !overlap(controller, other)) {
          const text = `installs the CRDs, as ${showObject(other.identity)} does`;
          yield { manifest, field: crds.field, value: crds.value, text, ...(mayBeApart(controller, other) ? { severity: 'info' } : {}) };
        }
      }
    }
  },
};
