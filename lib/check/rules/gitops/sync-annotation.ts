import { syncAnnotationFaults } from '../../gitops/sync-annotations';
import type { Rule } from '../../rule';
import { blame } from '../../rule';

export const syncAnnotation: Rule = {
  id: 'ARO612',
  severity: 'warning',
  title: 'Sync waves are whole numbers, and hooks are those of Argo CD',
  why: 'Argo CD says nothing of an annotation that it cannot read. A wave that is no whole number counts as 0. An object '
    + 'whose hook has another name is a hook all the same, of no phase: it is never applied. With a delete policy of '
    + 'another name, a hook is deleted before it is made anew (BeforeHookCreation).',
  fix: 'write the annotation as Argo CD has it',
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
  noticedBy: [],
  example: {
    base: 'unrouted',
    bad: `
apiVersion: v1
kind: ServiceAccount
metadata: { name: checkout, namespace: shop, annotations: { argocd.argoproj.io/sync-wave: first } }
`,
    good: `
apiVersion: v1
kind: ServiceAccount
metadata: { name: checkout, namespace: shop, annotations: { argocd.argoproj.io/sync-wave: "-1" } }
`,
  },
  *check(graph) {
    for (const { manifest } of graph.nodes) {
      yield* blame(manifest, syncAnnotationFaults(manifest));
    }
  },
};
