import type { Rule } from '../../rule';
import { faultsIn } from '../../schema/checked';

export const unknownField: Rule = {
  id: 'ARO003',
  severity: 'error',
  title: 'Every field of a kind of Argo or Istio is one that it has',
  why: 'Unless it is asked to be strict, as by a recent kubectl, the API server drops a field that it does not know, and '
    + 'says nothing. What was meant by it then does not happen: a misspelt stableService leaves the canary without one. The kinds are those '
    + 'whose CRDs are known here, and the pods in them.',
  fix: 'remove it',
  link: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      abortScaleDownDelaySecs: 60
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      abortScaleDownDelaySeconds: 60
`,
  },
  check(graph) {
    return faultsIn(graph).filter(({ kind }) => kind === 'unknown');
  },
};
