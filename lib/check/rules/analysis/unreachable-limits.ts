import type { Metric } from '../../views/analysis-template';
import { isPlaceholder } from '../../../model/placeholders';
import { asCount } from '../../analysis/measurements';
import { field } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

export const unreachableLimits: Rule = {
  id: 'ARO217',
  severity: 'error',
  title: 'The limits of a metric are numbers, and lie within its count',
  why: 'The controller refuses a metric whose limits are above its count, below zero or all switched off: the run ends '
    + 'with an error as soon as it starts, and the update is aborted. A text that is no number counts as 0.',
  fix: 'take more measurements, or lower a limit',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/#consecutivesuccesslimit-and-failurelimit',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      interval: 1m
      count: 3
      failureLimit: 5
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
      interval: 1m
      count: 10
      failureLimit: 5
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
        if (NUMBERS.some((name) => isUnreadable(field(metric.content, name)))) {
          yield* blame(manifest, unreadable(metric));
        }
        yield* blame(manifest, outOfBounds(metric));
        yield* blame(manifest, aboveCount(metric));
      }
    }
  },
};

const NUMBERS = ['count', 'failureLimit', 'consecutiveSuccessLimit', 'inconclusiveLimit', 'consecutiveErrorLimit'] as const;

function* unreadable({ content, field: path }: Metric): Iterable<Fault> {
  for (const name of NUMBERS) {
    const value = field(content, name);
    if (isUnreadable(value)) {
      yield { field: `${path}.${name}`, value, text: 'is no whole number, and counts as 0', fix: 'write a whole number' };
    }
  }
}

/** Empty text is what is left of an optional value, and 0 is meant by it. */
function isUnreadable(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && asCount(value) === undefined && !isPlaceholder(value);
}

function* outOfBounds(metric: Metric): Iterable<Fault> {
  const failures = limit(metric, 'failureLimit');
  if (failures !== undefined && failures < -1) {
    const fix = 'give the number of failures to tolerate, or -1 where consecutiveSuccessLimit decides';
    yield { field: `${metric.field}.failureLimit`, value: field(metric.content, 'failureLimit'), text: 'is below -1', fix };
  } else if (failures === -1 && limit(metric, 'consecutiveSuccessLimit') === 0) {
    const text = 'tolerates every failure, and no consecutiveSuccessLimit decides instead';
    const fix = 'give the number of failures to tolerate, or a consecutiveSuccessLimit as well';
    yield { field: `${metric.field}.failureLimit`, value: field(metric.content, 'failureLimit'), text, fix };
  }
  for (const name of ['consecutiveSuccessLimit', 'inconclusiveLimit', 'consecutiveErrorLimit']) {
    if ((limit(metric, name) ?? 0) < 0) {
      const fix = 'give a number of measurements, at least 0';
      yield { field: `${metric.field}.${name}`, value: field(metric.content, name), text: 'is below 0', fix };
    }
  }
}

function* aboveCount(metric: Metric): Iterable<Fault> {
  const count = limit(metric, 'count') ?? 0;
  if (count <= 0) {
    return;
  }
  const path = `${metric.field}.count`;
  const failures = Math.max(limit(metric, 'failureLimit') ?? 0, 0);
  const successes = Math.max(limit(metric, 'consecutiveSuccessLimit') ?? 0, 0);
  if (failures + successes > count) {
    const names = [failures > 0 ? 'failureLimit' : '', successes > 0 ? 'consecutiveSuccessLimit' : ''].filter((name) => name !== '');
    const together = names.length > 1 ? ' together' : '';
    const text = `is below ${names.join(' and ')}${together}, ${failures + successes}`;
    yield { field: path, value: metric.count, text };
  }
  const inconclusive = limit(metric, 'inconclusiveLimit') ?? 0;
  if (inconclusive > count) {
    yield { field: path, value: metric.count, text: `is below inconclusiveLimit, ${inconclusive}` };
  }
}

/** A limit as the controller reads it: what is no number is 0. `undefined` where that depends on an argument. */
function limit(metric: Metric, name: string): number | undefined {
  const value = field(metric.content, name);
  if (typeof value === 'string' && isPlaceholder(value)) {
    return undefined;
  }
  const number = asCount(value) ?? 0;
  return Number.isInteger(number) ? number : undefined;
}
