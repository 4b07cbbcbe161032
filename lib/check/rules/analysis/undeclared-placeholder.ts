import { blameUses } from '../../analysis/blame-uses';
import type { AnalysisTemplate, Argument } from '../../views/analysis-template';
import { asRecord, asString } from '../../../model/json';
import { didYouMean } from '../../nearest';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { element, showValue, subfield } from '../../wording';

const PREFIX = 'args.';

export const undeclaredPlaceholder: Rule = {
  id: 'ARO206',
  severity: 'error',
  title: 'A template declares every argument that it uses, and has no other placeholders',
  why: 'Only declared arguments are filled in. The controller cannot resolve any other placeholder and refuses every '
    + 'Rollout that uses the template, or ends its analysis with an error.',
  fix: 'declare it in spec.args (`args`)',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      successCondition: len(result) > 0 && result[0] >= {{args.threshold}}
      provider:
        prometheus:
          address: http://prometheus:9090
          query: up
`,
    good: `
kind: AnalysisTemplate
spec:
  args:
    - name: service
    - name: threshold
      value: "0.95"
  metrics:
    - name: success-rate
      successCondition: len(result) > 0 && result[0] >= {{args.threshold}}
      provider:
        prometheus:
          address: http://prometheus:9090
          query: up
`,
  },
  *check(graph) {
    for (const template of graph.analysisTemplates) {
      const declared = new Set(template.args.flatMap(({ name }) => name ?? []));
      if (template.metrics.some(({ content }) => mayUseOthers(content, declared))) {
        yield* blame(template.manifest, undeclared(template, declared));
      }
      yield* blame(template.manifest, literal(template.args));
    }
    yield* blameUses(graph, ({ args }) => [...literal(args)]);
  },
};

/** An argument as templates of Go have it. */
const OF_GO = /\{\{\s*\.args\.[\w-]+\s*\}\}/;

/** The values of arguments are taken as they are. */
function* literal(args: readonly Argument[]): Iterable<Fault> {
  for (const { field, value } of args) {
    const [tag] = OF_GO.exec(asString(value) ?? '') ?? [];
    if (tag !== undefined) {
      const text = `has the placeholder ${showValue(tag)}, which the controller does not fill in`;
      yield { field: `${field}.value`, text, fix: 'give the value itself: no argument is filled in from another' };
    }
  }
}

/** More than any metric has; what YAML repeats by references counts as often as it is repeated. */
const MOST_VALUES = 1000;

/** Whether a text may use an argument that is not declared; most often none does, and nobody asks where it would stand. */
function mayUseOthers(root: unknown, declared: ReadonlySet<string>): boolean {
  // The list grows while it is gone through.
  const values: unknown[] = [root];
  for (const value of values) {
    if (typeof value === 'string' && value.includes('{{') && tagsIn(value).some((tag) => faultOf(tag, declared) !== undefined)) {
      return true;
    }
    if (typeof value === 'object' && value !== null) {
      const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
      if (values.length + inside.length > MOST_VALUES) {
        return true;
      }
      values.push(...inside);
    }
  }
  return false;
}

function* undeclared(template: AnalysisTemplate, declared: ReadonlySet<string>): Iterable<Fault> {
  for (const metric of template.metrics) {
    for (const { path, text } of textsIn(metric.content, metric.field)) {
      const told = new Set<string>();
      for (const tag of tagsIn(text)) {
        const fault = told.has(tag.trim()) ? undefined : faultOf(tag, declared);
        told.add(tag.trim());
        if (fault !== undefined) {
          yield { field: path, ...fault };
        }
      }
    }
  }
}

/** Stands for what never ends; no placeholder has it in it alone. */
const OPEN_END = '}';

/** What is in the placeholders of a text, as the controller reads them: from two braces to the next two, whatever is in between. */
function tagsIn(text: string): string[] {
  const tags: string[] = [];
  for (let start = text.indexOf('{{'); start >= 0;) {
    const end = text.indexOf('}}', start + 2);
    tags.push(end < 0 ? OPEN_END : text.slice(start + 2, end));
    start = end < 0 ? end : text.indexOf('{{', end + 2);
  }
  return tags;
}

/** What a chart of Helm fills in before anything is deployed. It knows no arguments. */
const OF_HELM = /^(?!\.args\.[\w-]+$)[-.$]|\s/;

/** The name in what is written for an argument elsewhere: `arg.x`, `inputs.x`, `Args.x`, `x`. */
const OTHERWISE_WRITTEN = /^(?:\.?(?:arg|argument|input|inputs\.parameter|param|parameter)s?\.)?([\w-]+)$/i;

function faultOf(tag: string, declared: ReadonlySet<string>): Pick<Fault, 'text' | 'fix'> | undefined {
  const inner = tag.trim();
  if (tag === OPEN_END) {
    return { text: 'has a placeholder that does not end', fix: 'close it, as in {{args.name}}' };
  }
  if (inner.startsWith(PREFIX)) {
    const name = inner.slice(PREFIX.length);
    return declared.has(name) ? undefined : {
      text: `uses argument ${showValue(name)}, which the template does not declare`,
      fix: didYouMean(name, declared, undeclaredPlaceholder.fix),
    };
  }
  const isDoubled = inner.startsWith('{');
  if (!isDoubled && OF_HELM.test(inner)) {
    return undefined;
  }
  const text = `has the placeholder ${showValue(`{{${tag}}}`)}, which the controller cannot fill in`;
  if (isDoubled) {
    return { text, fix: 'put a space between the single brace and the placeholder: it reads the first two braces as one' };
  }
  const [, name = ''] = OTHERWISE_WRITTEN.exec(inner) ?? [];
  return { text, fix: declared.has(name) ? `write {{args.${name}}}` : 'write {{args.name}}, and declare the argument in spec.args' };
}

interface Text {
  readonly path: string;
  readonly text: string;
}

/** All texts with a brace in a value, in order; without recursion, and once for what YAML anchors repeat. */
function* textsIn(root: unknown, rootPath: string): Iterable<Text> {
  const open: { readonly value: unknown; readonly path: string }[] = [{ value: root, path: rootPath }];
  const visited = new Set<unknown>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') {
      if (value.includes('{{')) {
        yield { path, text: value };
      }
    } else if (!visited.has(value)) {
      visited.add(value);
      for (const child of children(value, path).reverse()) {
        open.push(child);
      }
    }
  }
}

function children(value: unknown, path: string): { value: unknown; path: string }[] {
  if (Array.isArray(value)) {
    return value.map((entry: unknown, index) => ({ value: entry, path: element(path, index) }));
  }
  const entries = Object.entries(asRecord(value) ?? {});
  return entries.map(([key, entry]) => ({ value: entry, path: subfield(path, key) }));
}
