import type { Rule } from '../../rule';
import { blame } from '../../rule';
import { applicationsOf } from '../../views/argo-cd';

export const contradictoryApplication: Rule = {
  id: 'ARO613',
  severity: 'error',
  title: 'An Application says each thing once, and refers to what it has',
  why: 'Argo CD refuses an Application that names its cluster twice, that takes values from a source that it does not have, or '
    + 'whose release Helm cannot name so; and it finds no chart where the address of the registry begins with oci://, as that of '
    + 'an artifact does. Where it has two ways to say something, `source` and `sources` or `values` and '
    + '`valuesObject`, it passes one of them over in silence, which is a warning; so is metadata of a namespace that '
    + 'is not made.',
  fix: 'keep one of them',
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/',
  noticedBy: [],
  example: {
    base: 'gitOps',
    bad: `
kind: Application
spec:
  destination: { name: in-cluster, server: "https://kubernetes.default.svc", namespace: shop }
`,
    good: `
kind: Application
spec:
  destination: { name: in-cluster, server: null, namespace: shop }
`,
  },
  *check(graph) {
    for (const { manifest, isPatched, contradictions } of applicationsOf(graph)) {
      yield* blame(manifest, isPatched ? [] : contradictions);
    }
  },
};
