import { asRecord, field } from '../../../model/json';
import { DNS_LABEL, DNS_SUBDOMAIN, NameForm, SERVICE_NAME } from '../../../model/names';
import type { Fault, Rule } from '../../rule';
import { schemaOf } from '../../schema/schemas';

const FORMS: ReadonlyMap<string, NameForm> = new Map([
  ['/Namespace', DNS_LABEL],
  ['/Service', SERVICE_NAME],
  ['argoproj.io/AnalysisRun', DNS_SUBDOMAIN],
  ['argoproj.io/AnalysisTemplate', DNS_SUBDOMAIN],
  ['argoproj.io/ClusterAnalysisTemplate', DNS_SUBDOMAIN],
  ['argoproj.io/Experiment', DNS_SUBDOMAIN],
  ['argoproj.io/Rollout', DNS_LABEL],
  ['autoscaling.k8s.io/VerticalPodAutoscaler', DNS_SUBDOMAIN],
  ['autoscaling/HorizontalPodAutoscaler', DNS_SUBDOMAIN],
  ['gateway.networking.k8s.io/Gateway', DNS_SUBDOMAIN],
  ['networking.istio.io/DestinationRule', DNS_SUBDOMAIN],
  ['networking.istio.io/Gateway', DNS_SUBDOMAIN],
  ['networking.istio.io/VirtualService', DNS_SUBDOMAIN],
]);

export const objectName: Rule = {
  id: 'ARO403',
  severity: 'error',
  title: 'Every object has a name, of the form that its kind needs',
  why: 'Names become host names and label values: that of a Service is a host, that of a Rollout is part of its pods\' '
    + 'names. The API server refuses an object without one and most wrong ones, and a Rollout with a long one makes pods that '
    + 'never come up.',
  fix: 'rename it',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  noticedBy: ['API server'],
  example: {
    base: 'unrouted',
    bad: `
apiVersion: v1
kind: Service
metadata:
  name: 2nd_checkout
  namespace: shop
spec:
  selector: { app: checkout }
  ports: [{ port: 80, targetPort: 8080 }]
`,
    good: `
apiVersion: v1
kind: Service
metadata:
  name: second-checkout
  namespace: shop
spec:
  selector: { app: checkout }
  ports: [{ port: 80, targetPort: 8080 }]
`,
  },
  *check(graph) {
    for (const [type, form] of FORMS) {
      for (const { manifest, identity: { group, kind } } of graph.ofKind(type)) {
        const metadata = field(manifest, 'metadata');
        if (isNameless(metadata, schemaOf(group, kind) !== undefined)) {
          yield { manifest, field: 'metadata.name', text: 'is required', fix: 'give it a name' };
        }
        const faults = [
          malformed('metadata.name', field(metadata, 'name'), form),
          malformed('metadata.namespace', field(metadata, 'namespace'), DNS_LABEL),
        ];
        for (const fault of faults) {
          // A wrong type is ARO004's to report where it knows the kind.
          if (fault !== undefined && (typeof fault.value === 'string' || schemaOf(group, kind) === undefined)) {
            yield { manifest, ...fault };
          }
        }
      }
    }
  },
};

/** Whether it has neither a name nor the beginning of one, which `kubectl create` takes. The schema tells where all metadata is missing. */
function isNameless(metadata: unknown, hasSchema: boolean): boolean {
  return (metadata === undefined ? !hasSchema : asRecord(metadata) !== undefined)
    && isNothing(field(metadata, 'name')) && isNothing(field(metadata, 'generateName'));
}

/** Empty text is no name to the API server. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function malformed(path: string, value: unknown, form: NameForm): Fault | undefined {
  if (isNothing(value)) {
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
