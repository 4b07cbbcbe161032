import { blameUses } from '../../analysis/blame-uses';
import type { AnalysisUse } from '../../views/analyses';
import type { AnalysisTemplate } from '../../views/analysis-template';
import { asString } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { showName, showObject, showValue } from '../../wording';

export const templatesInConflict: Rule = {
  id: 'ARO209',
  severity: 'error',
  title: 'Templates that are used together agree',
  why: 'All templates of one analysis become one run, in which a metric name stands for one metric and an argument has '
    + 'one default. The controller refuses anything else, even where the Rollout supplies the argument.',
  fix: 'rename one of the metrics',
  link: 'https://github.com/argoproj/argo-rollouts/issues/1851',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      successCondition: len(result) > 0 && result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus:9090
          query: up
    - name: success-rate
      successCondition: result == "ok"
      provider:
        web:
          url: http://checkout-canary/health
          jsonPath: "{$.status}"
`,
    good: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      successCondition: len(result) > 0 && result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus:9090
          query: up
    - name: health
      successCondition: result == "ok"
      provider:
        web:
          url: http://checkout-canary/health
          jsonPath: "{$.status}"
`,
  },
  *check(graph) {
    for (const template of graph.analysisTemplates) {
      yield* blame(template.manifest, repeatedWithin(template));
    }
    yield* blameUses(graph, (use) => (use.templates.length > 1 ? [...repeatedAcross(use), ...defaultsInConflict(use)] : []));
  },
};

function* repeatedWithin(template: AnalysisTemplate): Iterable<Fault> {
  const seen = new Set<string>();
  for (const { field, name } of template.metrics) {
    if (name !== undefined && seen.has(name)) {
      yield { field: `${field}.name`, value: name, text: 'is the name of an earlier metric too' };
    } else if (name !== undefined) {
      seen.add(name);
    }
  }
}

function* repeatedAcross(use: AnalysisUse): Iterable<Fault> {
  const owners = new Map<string, AnalysisTemplate>();
  for (const { field, template, metric: { name } } of use.metrics) {
    const owner = name === undefined ? template : owners.get(name);
    if (name !== undefined && owner === undefined) {
      owners.set(name, template);
    } else if (owner !== undefined && owner !== template) {
      const text = `runs metric ${showName(name)} of ${showObject(template)} and of ${showObject(owner)} together`;
      yield { field, text };
    }
  }
}

interface Default {
  readonly template: AnalysisTemplate;
  readonly value: string;
}

function* defaultsInConflict(use: AnalysisUse): Iterable<Fault> {
  const defaults = new Map<string, Default>();
  for (const { field, template } of use.templates) {
    for (const { name, value } of template.args) {
      const text = asString(value);
      if (name === undefined || text === undefined) {
        continue;
      }
      const first = defaults.get(name);
      if (first === undefined) {
        defaults.set(name, { template, value: text });
      } else if (first.template !== template && first.value !== text) {
        yield {
          field,
          text: `has two defaults for argument ${showName(name)}, ${showValue(first.value)} in ${showObject(first.template)} `
            + `and ${showValue(text)} in ${showObject(template)}`,
          fix: 'give both templates the same default, or only one of them',
        };
      }
    }
  }
}
