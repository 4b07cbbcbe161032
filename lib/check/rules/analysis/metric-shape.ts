import { blameUses } from '../../analysis/blame-uses';
import type { AnalysisUse } from '../../views/analyses';
import type { Metric } from '../../views/analysis-template';
import { asCount } from '../../analysis/measurements';
import { hasMisspeltTemplates } from '../../analysis/template-list';
import { asRecord, field as fieldOf, givenFields } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { showList, showName } from '../../wording';

const PROVIDERS = [
  'prometheus', 'job', 'web', 'datadog', 'newRelic', 'wavefront', 'cloudWatch', 'graphite', 'influxdb', 'kayenta',
  'skywalking', 'plugin',
] as const;
const KNOWN: ReadonlySet<string> = new Set(PROVIDERS);

export const metricShape: Rule = {
  id: 'ARO210',
  severity: 'error',
  title: 'An analysis has metrics, each with one provider and an interval',
  why: 'The API server admits an analysis without metrics, and a metric with several providers or none. The controller '
    + 'ends the run with an error then, and also where it should measure several times and is not told how often.',
  fix: 'give it exactly one',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      count: 5
      successCondition: len(result) > 0 && result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus:9090
          query: up
`,
    good: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      count: 5
      interval: 1m
      successCondition: len(result) > 0 && result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus:9090
          query: up
`,
  },
  *check(graph) {
    for (const { manifest, metrics } of graph.analysisTemplates) {
      for (const metric of metrics) {
        yield* blame(manifest, provider(metric));
        yield* blame(manifest, interval(metric));
      }
    }
    yield* blameUses(graph, (use) => (use.complete && use.metrics.length === 0 && isReadable(use) && !hasMisspeltTemplates(use)
      ? [{ field: use.field, text: 'measures nothing', fix: 'name a template that has metrics' }] : []));
  },
};

function* provider({ field, providers, content }: Metric): Iterable<Fault> {
  const given = asRecord(fieldOf(content, 'provider'));
  // One that is not known is a field too many, and probably the one that is missed here.
  if (given === undefined || providers.some((name) => !KNOWN.has(name))) {
    return;
  }
  const path = `${field}.provider`;
  const plugins = givenFields(given.plugin);
  const others = providers.filter((name) => name !== 'plugin');
  if (others.length === 0 && !providers.includes('plugin')) {
    yield { field: path, text: 'has no provider in it', fix: `give it one of ${PROVIDERS.join(', ')}` };
  } else if (others.length === 0 && plugins.length === 0 && asRecord(given.plugin) !== undefined) {
    yield { field: `${path}.plugin`, text: 'names no plugin', fix: 'give the name of a plugin, and its configuration' };
  } else if (others.length + plugins.length > 1) {
    const names = [...others, ...plugins];
    yield { field: path, text: `has ${names.length} providers, ${showList(names.map(showName))}` };
  }
}

function* interval(metric: Metric): Iterable<Fault> {
  if ((asCount(metric.count) ?? 0) > 1 && metric.interval === undefined) {
    const fix = 'give the metric an interval';
    yield { field: `${metric.field}.count`, value: metric.count, text: 'measurements have no interval between them', fix };
  }
}

/** Whether what is there has the right types, so far as the metrics of an analysis depend on it. */
function isReadable({ content, templates }: AnalysisUse): boolean {
  const references = fieldOf(content, 'templates');
  return asRecord(content) !== undefined && (references === undefined || Array.isArray(references))
    && templates.every(({ template }) => {
      const metrics = fieldOf(template.manifest, 'spec', 'metrics');
      return asRecord(template.manifest.spec) !== undefined && (metrics === undefined || Array.isArray(metrics));
    });
}
