import { asList, asNumber, field } from '../../../model/json';
import type { Rollout } from '../../views/rollout';
import type { Rule } from '../../rule';
import { element } from '../../wording';

const FIELDS = ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'] as const;

export const negativeNumber: Rule = {
  id: 'ARO116',
  severity: 'error',
  title: 'Counts and delays are not negative',
  why: 'The custom resource definition sets no bounds, so the API server admits a negative number. The controller refuses '
    + 'the Rollout (InvalidSpec), or tries for ever to make a negative number of pods.',
  fix: 'give 0 or more',
  link: 'https://argoproj.github.io/argo-rollouts/features/specification/',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'unrouted',
    bad: `
kind: Rollout
spec:
  revisionHistoryLimit: -1
`,
    good: `
kind: Rollout
spec:
  revisionHistoryLimit: 0
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      for (const { name, owner, path } of countsOf(rollout)) {
        const value = asNumber(field(owner, name));
        if (value !== undefined && value < 0 && Number.isInteger(value)) {
          yield { manifest: rollout.manifest, field: `${path}.${name}`, value, text: 'is negative' };
        }
      }
    }
  },
};

interface Count {
  readonly path: string;
  readonly owner: unknown;
  readonly name: string;
}

function countsOf(rollout: Rollout): Count[] {
  const spec = rollout.spec();
  const counts: Count[] = FIELDS.map((name) => ({ path: 'spec', owner: spec, name }));
  if (rollout.blueGreen !== undefined) {
    counts.push({ path: rollout.blueGreen.field, owner: rollout.blueGreen.content, name: 'previewReplicaCount' });
  }
  for (const { content, field: path } of rollout.steps) {
    const scale = field(content, 'setCanaryScale');
    if (scale !== undefined) {
      counts.push({ path: `${path}.setCanaryScale`, owner: scale, name: 'replicas' });
    }
    for (const [index, owner] of asList(field(content, 'experiment', 'templates')).entries()) {
      counts.push({ path: element(`${path}.experiment.templates`, index), owner, name: 'replicas' });
    }
  }
  return counts;
}
