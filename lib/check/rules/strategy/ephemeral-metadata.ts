import { field } from '../../../model/json';
import type { Rule } from '../../rule';

/** Each half and its counterpart. */
const HALVES = [
  ['canaryMetadata', 'stableMetadata'],
  ['stableMetadata', 'canaryMetadata'],
  ['activeMetadata', 'previewMetadata'],
  ['previewMetadata', 'activeMetadata'],
] as const;

export const ephemeralMetadata: Rule = {
  id: 'ARO108',
  severity: 'warning',
  title: 'Ephemeral metadata says what it becomes',
  why: 'Ephemeral labels and annotations are taken off when a version is promoted. With one half only, pods carry them '
    + 'for a while and then nothing in their place, and dashboards or queries that go by them lose the pods.',
  fix: 'give both halves',
  link: 'https://github.com/argoproj/argo-rollouts/issues/2916',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      canaryMetadata:
        labels:
          track: canary
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      canaryMetadata:
        labels:
          track: canary
      stableMetadata:
        labels:
          track: stable
`,
  },
  *check(graph) {
    for (const { manifest, strategies } of graph.rollouts) {
      for (const strategy of strategies) {
        for (const [half, counterpart] of HALVES) {
          if (field(strategy.content, half) !== undefined && field(strategy.content, counterpart) === undefined) {
            yield { manifest, field: `${strategy.field}.${half}`, text: `has no counterpart ${counterpart}` };
          }
        }
      }
    }
  },
};
