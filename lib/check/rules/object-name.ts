import { field } from '../manifest';
import type { Fault, Rule } from '../rule';

interface Form {
  readonly title: string;
  readonly pattern: RegExp;
  readonly longest: number;
  readonly consistsOf: string;
}

const LABEL: Form = {
  title: 'a DNS label',
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  longest: 63,
  consistsOf: 'use lower-case letters, digits and -, with a letter or digit at both ends',
};

const SERVICE: Form = {
  title: 'a DNS label that starts with a letter',
  pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
  longest: 63,
  consistsOf: 'use lower-case letters, digits and -, with a letter at the start',
};

const SUBDOMAIN: Form = {
  title: 'a DNS subdomain',
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
  longest: 253,
  consistsOf: 'use lower-case letters, digits, - and ., with a letter or digit at both ends',
};

const FORMS: ReadonlyMap<string, Form> = new Map([
  ['/Namespace', LABEL],
  ['/Service', SERVICE],
  ['argoproj.io/AnalysisTemplate', SUBDOMAIN],
  ['argoproj.io/ClusterAnalysisTemplate', SUBDOMAIN],
  ['argoproj.io/Experiment', SUBDOMAIN],
  ['argoproj.io/Rollout', LABEL],
  ['autoscaling.k8s.io/VerticalPodAutoscaler', SUBDOMAIN],
  ['autoscaling/HorizontalPodAutoscaler', SUBDOMAIN],
  ['gateway.networking.k8s.io/Gateway', SUBDOMAIN],
  ['networking.istio.io/DestinationRule', SUBDOMAIN],
  ['networking.istio.io/Gateway', SUBDOMAIN],
  ['networking.istio.io/VirtualService', SUBDOMAIN],
]);

export const objectName: Rule = {
  id: 'ARO403',
  severity: 'error',
  title: 'Names are of the form that their kind needs',
  why: 'Names become host names and label values: that of a Service is a host, that of a Rollout is part of its pods\' '
    + 'names. The API server refuses most wrong ones, and a Rollout with a long one makes pods that never come up.',
  fix: 'rename it',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  *check(graph) {
    for (const { manifest, identity: { group, kind } } of graph.nodes) {
      const form = FORMS.get(`${group}/${kind}`);
      if (form !== undefined) {
        const metadata = field(manifest, 'metadata');
        const faults = [
          malformed('metadata.name', field(metadata, 'name'), form),
          malformed('metadata.namespace', field(metadata, 'namespace'), LABEL),
        ];
        for (const fault of faults) {
          if (fault !== undefined) {
            yield { manifest, ...fault };
          }
        }
      }
    }
  },
};

function malformed(path: string, value: unknown, form: Form): Fault | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'string') {
    return { field: path, value, text: 'is not a string', fix: 'quote it' };
  }
  if (value.length > form.longest) {
    const fix = `use at most ${form.longest}`;
    return { field: path, value, text: `has ${value.length} characters, and ${form.longest} is the most`, fix };
  }
  return form.pattern.test(value) ? undefined : { field: path, value, text: `is not ${form.title}`, fix: form.consistsOf };
}
