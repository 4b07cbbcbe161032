import type { AnalysisUse, UsedMetric } from '../../views/analyses';
import { blameUses } from '../../analysis/blame-uses';
import type { ManifestGraph } from '../../graph';
import { asString, field } from '../../../model/json';
import type { Mismeasurement } from '../../analysis/measured-version';
import { VersionJudge } from '../../analysis/measured-version';
import { queryOf } from '../../promql/metric';
import type { Fault, Rule } from '../../rule';
import type { Subject } from '../../analysis/subjects';
import { subjectOf } from '../../analysis/subjects';
import { showName, showObject, showValue } from '../../wording';

const BY_HASH = 'the pods of the new version, told by an argument with `podTemplateHashValue: Latest`';

export const queryTellsVersions: Rule = {
  id: 'ARO227',
  severity: 'warning',
  title: 'An analysis measures the version that it is to judge',
  why: 'Where a query is about the stable version or about both, the errors of a canary are lost among the good answers '
    + 'of the stable one, and it is promoted; or the canary is blamed for what others do.',
  fix: `narrow the query to ${BY_HASH}`,
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: errors
      successCondition: result[0] <= 0.1
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(errors_total{service="{{args.service}}"}[2m])) or vector(0)
---
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setWeight: 20
        - analysis:
            templates:
              - templateName: success-rate
            args:
              - name: service
                value: checkout-stable
`,
    good: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: errors
      successCondition: result[0] <= 0.1
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(errors_total{service="{{args.service}}"}[2m])) or vector(0)
---
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setWeight: 20
        - analysis:
            templates:
              - templateName: success-rate
            args:
              - name: service
                value: checkout-canary
`,
  },
  check: (graph) => blameUses(graph, (use) => faults(graph, use)),
};

function faults(graph: ManifestGraph, use: AnalysisUse): Fault[] {
  const subject = subjectOf(use);
  return subject === undefined ? [] : mismeasurements(graph, use, subject);
}

function mismeasurements(graph: ManifestGraph, use: AnalysisUse, subject: Subject): Fault[] {
  const faults: Fault[] = [];
  let judge: VersionJudge | undefined;
  for (const used of use.metrics) {
    const { providers, content } = used.metric;
    const query = queryOf(used.metric)?.query;
    const url = providers.length === 1 ? asString(field(content, 'provider', 'web', 'url')) : undefined;
    if (query?.selectors.some(({ matchers }) => matchers.length > 0) === true) {
      judge ??= new VersionJudge(graph, use, subject);
      const found = judge.ofSeries(query.selectors);
      if (found !== undefined) {
        faults.push(describe(found, used, subject));
      }
    } else if (url !== undefined) {
      judge ??= new VersionJudge(graph, use, subject);
      const found = judge.ofRequest(url);
      if (found !== undefined) {
        faults.push(describe(found, used, subject));
      }
    }
  }
  return faults;
}

/** The fault is at the argument where another value mends it, else where the template is referred to. */
function describe(found: Mismeasurement, used: UsedMetric, subject: Subject): Fault {
  const { measures, label, value, isByHash, argument } = found;
  const metric = `metric ${showName(used.metric.name)} of ${showObject(used.template)}`;
  const what = measures === 'both' ? 'both versions' : isByHash ? 'the pods of the version before' : subject.mistake;
  const verb = label === undefined ? 'call' : 'measure';
  const service = subject.service === undefined ? undefined : `${subject.name} Service ${showName(subject.service)}`;
  if (argument !== undefined && isByHash) {
    const path = `${argument.field}.valueFrom.podTemplateHashValue`;
    return { field: path, text: `makes ${metric} measure ${what}`, fix: 'write Latest' };
  }
  if (argument !== undefined && service !== undefined) {
    return { field: `${argument.field}.value`, value: argument.value, text: `makes ${metric} ${verb} ${what}`, fix: `give ${service}` };
  }
  const shown = label === undefined ? showValue(value) : `${showName(label)} is ${showValue(value)}`;
  const text = `runs ${metric}, which ${verb}s ${what}: ${shown}`;
  const better = service === undefined ? BY_HASH : `${service}, or to ${BY_HASH}`;
  return { field: used.field, text, fix: label === undefined ? `call ${service ?? BY_HASH}` : `narrow the query to ${better}` };
}
