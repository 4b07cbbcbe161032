import type { AnalysisTemplate } from '../../views/analysis-template';
import { asRecord } from '../../../model/json';
import { didYouMean } from '../../nearest';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { element, showValue, subfield } from '../../wording';

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const PREFIX = 'args.';

export const undeclaredPlaceholder: Rule = {
  id: 'ARO206',
  severity: 'error',
  title: 'A template declares every argument that it uses',
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
      yield* blame(template.manifest, undeclared(template));
    }
  },
};

function* undeclared(template: AnalysisTemplate): Iterable<Fault> {
  const declared = new Set(template.args.flatMap(({ name }) => name ?? []));
  for (const metric of template.metrics) {
    for (const { path, text } of textsIn(metric.content, metric.field)) {
      const told = new Set<string>();
      for (const [, inner = ''] of text.matchAll(PLACEHOLDER)) {
        const placeholder = inner.trim();
        const name = placeholder.slice(PREFIX.length);
        if (placeholder.startsWith(PREFIX) && !declared.has(name) && !told.has(name)) {
          told.add(name);
          const fix = didYouMean(name, declared, undeclaredPlaceholder.fix);
          yield { field: path, text: `uses argument ${showValue(name)}, which the template does not declare`, fix };
        }
      }
    }
  }
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
