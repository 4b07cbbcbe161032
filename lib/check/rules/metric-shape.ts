import type { Metric } from '../analysis-template';
import { asCount } from '../measurements';
import { didYouMean } from '../nearest';
import type { Fault, Rule } from '../rule';
import { blame } from '../rule';
import { showList, showName, subfield } from '../wording';

const PROVIDERS = [
  'prometheus', 'job', 'web', 'datadog', 'newRelic', 'wavefront', 'cloudWatch', 'graphite', 'influxdb', 'kayenta',
  'skywalking', 'plugin',
] as const;
const KNOWN: ReadonlySet<string> = new Set(PROVIDERS);

export const metricShape: Rule = {
  id: 'ARO210',
  severity: 'error',
  title: 'A metric has one provider, and an interval between its measurements',
  why: 'The API server drops a provider that it does not know, and admits a metric with several or none. The controller '
    + 'ends the run with an error then, and also where it should measure several times and is not told how often.',
  fix: 'give it exactly one',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  *check(graph) {
    for (const { manifest, metrics } of graph.analysisTemplates) {
      for (const metric of metrics) {
        yield* blame(manifest, provider(metric));
        yield* blame(manifest, interval(metric));
      }
    }
  },
};

function* provider({ field, providers }: Metric): Iterable<Fault> {
  const path = `${field}.provider`;
  const unknown = providers.filter((name) => !KNOWN.has(name));
  for (const name of unknown) {
    const fix = didYouMean(name, PROVIDERS, `use one of ${PROVIDERS.join(', ')}`);
    yield { field: subfield(path, name), text: 'is not a provider', fix };
  }
  if (providers.length === 0) {
    yield { field: path, text: 'has no provider in it', fix: `give it one of ${PROVIDERS.join(', ')}` };
  } else if (unknown.length === 0 && providers.length > 1) {
    yield { field: path, text: `has ${providers.length} providers, ${showList(providers.map(showName))}` };
  }
}

function* interval(metric: Metric): Iterable<Fault> {
  if ((asCount(metric.count) ?? 0) > 1 && metric.interval === undefined) {
    const fix = 'give the metric an interval';
    yield { field: `${metric.field}.count`, value: metric.count, text: 'measurements have no interval between them', fix };
  }
}
