import { blameUses } from '../../analysis/blame-uses';
import type { Argument } from '../../views/analysis-template';
import { isPlaceholder } from '../../../model/placeholders';
import { asList, asRecord, asString, field, givenFields } from '../../../model/json';
import { didYouMean } from '../../nearest';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

const HASHES = ['Latest', 'Stable'];
const METADATA = /^metadata\.(?:(?:name|namespace|uid|labels|annotations)|(?:labels|annotations)\['[^'\]]+'\])$/;

export const argumentSource: Rule = {
  id: 'ARO222',
  severity: 'error',
  title: 'The source of an argument is one that the controller can read',
  why: 'Where a source is empty or unknown, the argument becomes an empty text without a word, and what is measured by it '
    + 'matches nothing. A field that a Rollout does not have stops the update when the analysis is due.',
  fix: 'give podTemplateHashValue or fieldRef',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/#analysis-template-arguments',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - analysis:
            templates:
              - templateName: success-rate
            args:
              - name: service
                valueFrom:
                  podTemplateHashValue: Canary
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - analysis:
            templates:
              - templateName: success-rate
            args:
              - name: service
                valueFrom:
                  podTemplateHashValue: Latest
`,
  },
  *check(graph) {
    for (const template of graph.analysisTemplates) {
      yield* blame(template.manifest, template.args.filter(isSourced).flatMap((argument) => [...declared(argument)]));
    }
    yield* blameUses(graph, ({ args, rollout }) => args.filter(isSourced).flatMap((argument) => [...supplied(argument, rollout)]));
  },
};

function isSourced({ hasSource }: Argument): boolean {
  return hasSource;
}

function* declared({ field: path, source }: Argument): Iterable<Fault> {
  if (isEmpty(source)) {
    yield { field: `${path}.valueFrom`, text: 'is empty', fix: 'give secretKeyRef, or remove it' };
  }
  for (const name of ['name', 'key']) {
    if (field(source, 'secretKeyRef', name) === '') {
      yield { field: `${path}.valueFrom.secretKeyRef.${name}`, text: 'is empty', fix: `give the ${name} of the Secret${name === 'key' ? "'s entry" : ''}` };
    }
  }
}

function* supplied({ field: path, source }: Argument, rollout: Rollout): Iterable<Fault> {
  const from = `${path}.valueFrom`;
  const hash = asString(field(source, 'podTemplateHashValue'));
  const fieldPath = asString(field(source, 'fieldRef', 'fieldPath'));
  if (isEmpty(source)) {
    yield { field: from, text: 'is empty' };
  } else if (hash !== undefined && fieldPath !== undefined) {
    yield { field: `${from}.fieldRef`, text: 'is passed over, since podTemplateHashValue is given too', fix: 'keep one of the two' };
  }
  if (hash !== undefined && !HASHES.includes(hash) && !isPlaceholder(hash)) {
    const fix = didYouMean(hash, HASHES, 'write Latest for the new version, or Stable');
    yield { field: `${from}.podTemplateHashValue`, value: hash, text: 'is no version', fix };
  }
  if (fieldPath !== undefined && !isPlaceholder(fieldPath)) {
    yield* unreadable(fieldPath, `${from}.fieldRef.fieldPath`, rollout);
  }
}

function isEmpty(source: unknown): boolean {
  return asRecord(source) !== undefined && givenFields(source).length === 0;
}

function* unreadable(value: string, path: string, rollout: Rollout): Iterable<Fault> {
  if (value.startsWith('metadata')) {
    if (!METADATA.test(value)) {
      const fix = "give metadata.name, .namespace, .uid, .labels['…'] or .annotations['…']";
      yield { field: path, value, text: 'is nothing that is read of the metadata', fix };
    }
    return;
  }
  const [section = '', ...rest] = value.split(/[.[\]]+/).filter((part) => part !== '');
  const fix = 'give a field below metadata, spec or status of the Rollout that holds a single value';
  if (!['metadata', 'spec', 'status'].includes(section)) {
    yield { field: path, value, text: 'is no field of a Rollout', fix };
  } else if (section !== 'status' && isComposite(follow(field(rollout.manifest, section), rest))) {
    yield { field: path, value, text: 'is not a single value', fix };
  }
}

/** What a path leads to, with indexes into lists; `undefined` where it leads nowhere, as to a field that has a default. */
function follow(root: unknown, path: readonly string[]): unknown {
  let current = root;
  for (const part of path) {
    current = Array.isArray(current) ? asList(current)[Number(part)] : field(current, part);
  }
  return current;
}

function isComposite(value: unknown): boolean {
  return Array.isArray(value) || asRecord(value) !== undefined;
}
