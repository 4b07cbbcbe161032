import { asList, asRecord, asString, field } from '../../../model/json';
import { didYouMean } from '../../nearest';
import type { Part } from '../../views/pod-spec';
import { partsOf } from '../../views/pod-spec';
import type { Rollout, Step } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

const VERSIONS = ['stable', 'canary'] as const;

export const experimentStep: Rule = {
  id: 'ARO121',
  severity: 'error',
  title: 'An experiment of a step can be run',
  why: 'The controller makes an Experiment of the step when it comes to it. One with two templates of one name, or of a '
    + 'version that there is not, is refused then, and the rollout goes no further; a weight that the router cannot give '
    + 'is refused at once (InvalidSpec).',
  fix: 'give each a name of its own',
  link: 'https://argoproj.github.io/argo-rollouts/features/experiment/#integration-with-rollouts',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'unrouted',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - experiment:
            duration: 10m
            templates:
              - name: baseline
                specRef: stable
              - name: baseline
                specRef: canary
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - experiment:
            duration: 10m
            templates:
              - name: baseline
                specRef: stable
              - name: candidate
                specRef: canary
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      for (const step of rollout.steps) {
        if (asRecord(field(step.content, 'experiment')) !== undefined) {
          yield* blame(rollout.manifest, mistakes(rollout, step));
        }
      }
    }
  },
};

function* mistakes(rollout: Rollout, step: Step): Iterable<Fault> {
  const experiment = asRecord(field(step.content, 'experiment')) ?? {};
  const path = `${step.field}.experiment`;
  const templates = partsOf(experiment, 'templates', path);
  const analyses = partsOf(experiment, 'analyses', path);
  const list = field(experiment, 'templates');
  if (Array.isArray(list) && list.length === 0 && asList(field(experiment, 'analyses')).length === 0) {
    yield { field: `${path}.templates`, text: 'is empty, and there is no analysis either', fix: 'add a template' };
  }
  yield* repeated(templates, 'template');
  const hasNoWeights = rollout.isRoutedWithout('smi', 'alb', 'istio', 'plugins');
  for (const template of templates) {
    const specRef = asString(field(template.content, 'specRef'));
    if (specRef !== undefined && !VERSIONS.some((version) => version === specRef)) {
      const fix = didYouMean(specRef, VERSIONS, 'write stable or canary');
      yield { field: `${template.field}.specRef`, value: specRef, text: 'is neither stable nor canary', fix };
    }
    if (hasNoWeights && field(template.content, 'weight') !== undefined) {
      const text = 'needs SMI, ALB, Istio or a plugin as its router';
      yield { field: `${template.field}.weight`, text, fix: 'remove the weight' };
    }
  }
  yield* repeated(analyses, 'analysis');
  for (const analysis of analyses) {
    if (field(analysis.content, 'templateName') === '') {
      yield { field: `${analysis.field}.templateName`, text: 'is empty', fix: 'name the AnalysisTemplate' };
    }
  }
}

function* repeated(parts: readonly Part[], kind: string): Iterable<Fault> {
  const taken = new Set<string>();
  for (const { content, field: path } of parts) {
    const value = asString(field(content, 'name'));
    if (value === '') {
      yield { field: `${path}.name`, text: 'is empty' };
    } else if (value !== undefined && taken.has(value)) {
      yield { field: `${path}.name`, value, text: `is the name of an earlier ${kind} too` };
    }
    taken.add(value ?? '');
  }
}
