import type { RuleText } from './rule';

/** What a reader of files reports; no rule can look at what is not there. */
export const unreadableRule: RuleText = {
  id: 'ARO001',
  severity: 'error',
  title: 'Every document can be read',
  why: 'A document that cannot be read is not checked, and is not applied either: kubectl and Argo CD stop at it, perhaps '
    + 'after having applied what stood before.',
  fix: 'mend the YAML',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/',
  noticedBy: ['API server', 'lint command'],
  example: {
    base: 'unrouted',
    bad: `
kind: Service
metadata:
  name: checkout
  name: checkout-canary
`,
    good: `
kind: Service
metadata:
  name: checkout
`,
  },
};
