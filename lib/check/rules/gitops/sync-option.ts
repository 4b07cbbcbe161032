import { field } from '../../../model/json';
import { optionAnnotationFaults } from '../../gitops/sync-annotations';
import { syncOptionFaults } from '../../gitops/sync-options';
import type { Rule } from '../../rule';
import { blame } from '../../rule';
import { applicationsOf } from '../../views/argo-cd';

export const syncOption: Rule = {
  id: 'ARO604',
  severity: 'warning',
  title: 'Every sync option, and every compare option, is one of Argo CD',
  why: 'Argo CD compares sync options letter by letter, and passes over what it does not know: with a misspelt option, or '
    + 'another value, syncs go on as if nothing had been said. So it is with the options in annotations of an object, where '
    + 'those of comparing stand too. Of two that contradict each other only one can count.',
  fix: 'write the option as Argo CD has it',
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/',
  noticedBy: [],
  example: {
    base: 'gitOps',
    bad: `
kind: Application
spec:
  syncPolicy:
    syncOptions:
      - ApplyOutOfSync=true
`,
    good: `
kind: Application
spec:
  syncPolicy:
    syncOptions:
      - ApplyOutOfSyncOnly=true
`,
  },
  *check(graph) {
    for (const { manifest, syncOptions } of applicationsOf(graph)) {
      for (const { index, text, fix, isRepetition } of syncOptionFaults(syncOptions.map((option) => option.text))) {
        const option = syncOptions[index];
        if (option !== undefined && !isRepetition) {
          yield { manifest, field: option.field, value: option.text, text, fix };
        }
      }
    }
    for (const { manifest } of graph.nodes) {
      yield* blame(manifest, optionAnnotationFaults(manifest));
    }
    for (const { manifest } of graph.ofKind('argoproj.io/ApplicationSet')) {
      yield* blame(manifest, optionAnnotationFaults(field(manifest, 'spec', 'template'), 'spec.template.metadata.annotations'));
    }
  },
};
