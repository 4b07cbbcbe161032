import { isPlaceholder } from '../../../model/placeholders';
import type { AnalysisUse } from '../../views/analyses';
import type { Manifest } from '../../manifest';
import { isBrokenPattern, MetricNames } from '../../analysis/metric-patterns';
import { asList, asString, field } from '../../../model/json';
import { didYouMean } from '../../nearest';
import type { Rule, Violation } from '../../rule';
import { element } from '../../wording';

const LISTS = ['dryRun', 'measurementRetention'] as const;
/** Comparing names is dear. */
const MOST_CANDIDATES = 100;

export const unmatchedMetricName: Rule = {
  id: 'ARO223',
  severity: 'error',
  title: 'What is said about single metrics of an analysis is about metrics that it has',
  why: 'The metrics of a dry run, and those whose measurements are kept longer, are named by regular expressions. One that '
    + 'is broken, given twice or matches no metric of the run ends it with an error, and the update is aborted.',
  fix: 'give the name of a metric, or remove the entry',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/#dry-run-mode',
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
                value: checkout
            dryRun:
              - metricName: sucess-rate
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
                value: checkout
            dryRun:
              - metricName: success-rate
`,
  },
  *check(graph) {
    const told = new Set<unknown>();
    for (const { manifest } of graph.analysisTemplates) {
      for (const list of LISTS) {
        yield* once(told, broken(entriesIn(manifest, field(manifest, 'spec'), 'spec', list)));
      }
    }
    // Each entry is told of once, so one of several steps with an equal analysis is enough.
    for (const use of graph.analyses.filter(({ like }) => like === undefined)) {
      for (const list of LISTS.filter((name) => isGiven(name, use))) {
        const own = entriesIn(use.rollout.manifest, use.content, use.field, list);
        const others = use.templates.flatMap(({ template: { manifest } }) => entriesIn(manifest, field(manifest, 'spec'), 'spec', list));
        if (own.length + others.length > 0) {
          yield* once(told, [...broken(own), ...repeated([...others, ...own]), ...unmatched([...others, ...own], use)]);
        }
      }
    }
  },
};

/** Whether the Rollout or a template of the analysis has such a list. */
function isGiven(list: string, { content, templates }: AnalysisUse): boolean {
  return field(content, list) !== undefined || templates.some(({ template }) => field(template.manifest, 'spec', list) !== undefined);
}

/** One pattern, and where it stands. */
interface Entry {
  readonly manifest: Manifest;
  readonly field: string;
  readonly content: unknown;
  readonly pattern: string;
}

interface Finding {
  readonly entry: Entry;
  readonly text: string;
  readonly fix?: string;
}

function entriesIn(manifest: Manifest, owner: unknown, path: string, list: string): Entry[] {
  return asList(field(owner, list)).flatMap((content, index) => {
    const pattern = asString(field(content, 'metricName'));
    const place = `${element(`${path}.${list}`, index)}.metricName`;
    return pattern === undefined || isPlaceholder(pattern) ? [] : [{ manifest, field: place, content, pattern }];
  });
}

/** Each entry is faulted once, however many analyses use its template. */
function* once(told: Set<unknown>, findings: Iterable<Finding>): Iterable<Violation> {
  for (const { entry: { manifest, field: path, content, pattern: value }, text, fix } of findings) {
    if (!told.has(content)) {
      told.add(content);
      yield { manifest, field: path, value, text, fix };
    }
  }
}

function broken(entries: readonly Entry[]): Finding[] {
  return entries.filter(({ pattern }) => isBrokenPattern(pattern))
    .map((entry) => ({ entry, text: 'is not a regular expression', fix: 'put a backslash before what stands for itself, or close what is open' }));
}

function repeated(entries: readonly Entry[]): Finding[] {
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    const isRepeated = seen.has(entry.pattern);
    seen.add(entry.pattern);
    return isRepeated ? [{ entry, text: 'is given twice in this analysis', fix: 'keep one of them' }] : [];
  });
}

function unmatched(entries: readonly Entry[], use: AnalysisUse): Finding[] {
  const names = use.metrics.flatMap(({ metric: { name } }) => (name === undefined || isPlaceholder(name) ? [] : [name]));
  if (!use.complete || names.length === 0 || names.length < use.metrics.length) {
    return [];
  }
  const known = new MetricNames(names);
  return entries.filter(({ pattern }) => known.noneMatch(pattern)).map((entry) => ({
    entry, text: 'matches no metric of this analysis', fix: didYouMean(entry.pattern, names.slice(0, MOST_CANDIDATES), unmatchedMetricName.fix),
  }));
}
