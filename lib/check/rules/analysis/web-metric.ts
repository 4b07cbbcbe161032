import { isPlaceholder } from '../../../model/placeholders';
import { pathMistake } from '../../analysis/json-path';
import { asNumber, asRecord, asString, field } from '../../../model/json';
import { didYouMean } from '../../nearest';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { showList } from '../../wording';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const URL = /^https?:\/\/[^\s/]/i;
const URL_FIX = 'begin with http:// or https://';

export const webMetric: Rule = {
  id: 'ARO224',
  severity: 'error',
  title: 'The request of a metric can be sent',
  why: 'The controller looks at the request of a web or Prometheus metric when it measures. What it refuses then, or what '
    + 'no server understands, is an error of every measurement, and the fifth in a row aborts the update.',
  fix: 'correct the request',
  link: 'https://argoproj.github.io/argo-rollouts/analysis/web/',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      successCondition: result == "ok"
      provider:
        web:
          url: http://checkout-canary/health
          jsonPath: $.status
`,
    good: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      successCondition: result == "ok"
      provider:
        web:
          url: http://checkout-canary/health
          jsonPath: "{$.status}"
`,
  },
  *check(graph) {
    for (const { manifest, metrics } of graph.analysisTemplates) {
      for (const metric of metrics) {
        yield* blame(manifest, web(field(metric.content, 'provider', 'web'), `${metric.field}.provider.web`));
        yield* blame(manifest, prometheus(field(metric.content, 'provider', 'prometheus'), `${metric.field}.provider.prometheus`));
      }
    }
  },
};

function* web(content: unknown, path: string): Iterable<Fault> {
  const url = filled(content, 'url');
  if (url !== undefined && !URL.test(url)) {
    yield { field: `${path}.url`, value: url, text: 'is not a URL', fix: URL_FIX };
  }
  const method = filled(content, 'method');
  if (method !== undefined && method !== '' && !METHODS.includes(method)) {
    const fix = didYouMean(method, METHODS, 'use GET, POST or PUT');
    yield { field: `${path}.method`, value: method, text: 'is not a method', fix };
  }
  yield* body(content, path);
  const jsonPath = filled(content, 'jsonPath');
  const mistake = jsonPath === undefined || jsonPath === '' ? undefined : pathMistake(jsonPath);
  if (mistake !== undefined) {
    yield { field: `${path}.jsonPath`, value: jsonPath, text: mistake, fix: 'put the whole path in braces, as in {$.status}' };
  }
}

function* body(content: unknown, path: string): Iterable<Fault> {
  const given = ['body', 'jsonBody'].filter((name) => (field(content, name) ?? '') !== '');
  const method = asString(field(content, 'method')) ?? '';
  if (given.length > 1) {
    yield { field: `${path}.body`, text: 'excludes jsonBody', fix: 'remove one of the two' };
  } else if (given.length > 0 && (method === '' || method === 'GET')) {
    yield { field: `${path}.${given.join('')}`, text: 'cannot be sent by GET', fix: 'give the method POST or PUT, or remove it' };
  }
}

function* prometheus(content: unknown, path: string): Iterable<Fault> {
  if (asRecord(content) === undefined) {
    return;
  }
  const address = filled(content, 'address');
  // An empty one stands for what the controller itself is given.
  if (address !== undefined && address !== '' && !URL.test(address)) {
    yield { field: `${path}.address`, value: address, text: 'is not a URL', fix: URL_FIX };
  }
  const query = field(content, 'query');
  if (query === undefined || asString(query)?.trim() === '') {
    yield { field: path, text: 'has no query', fix: 'give a query in PromQL' };
  }
  if ((asNumber(field(content, 'timeout')) ?? 0) < 0) {
    yield { field: `${path}.timeout`, value: field(content, 'timeout'), text: 'is below 0', fix: 'give a number of seconds' };
  }
  const range = asRecord(field(content, 'rangeQuery'));
  const absent = ['start', 'end', 'step'].filter((name) => (field(range, name) ?? '') === '');
  if (range !== undefined && absent.length > 0) {
    const fix = `give start and end as times, such as now(), and step as a duration`;
    yield { field: `${path}.rangeQuery`, text: `lacks ${showList(absent)}`, fix };
  }
}

/** A text that no argument changes. */
function filled(content: unknown, name: string): string | undefined {
  const text = asString(field(content, name));
  return text === undefined || isPlaceholder(text) ? undefined : text;
}
