import { asString, field } from '../../../model/json';
import { nearest } from '../../nearest';
import type { Fault, Rule } from '../../rule';
import { KINDS_BY_GROUP } from '../../schema/kinds';
import { apiVersionsOf } from '../../schema/schemas';

/** The groups that may be misspelt; a kind whose group has no dot in it is told of by ARO004. */
const DOTTED = ['argoproj.io', 'networking.istio.io'];

/** What is written for a group, unless the import of the kind tells. */
const API_VERSIONS: ReadonlyMap<string, string> = new Map([
  ['', 'v1'],
  ['apps', 'apps/v1'],
  ['argoproj.io', 'argoproj.io/v1alpha1'],
  ['autoscaling', 'autoscaling/v2'],
  ['batch', 'batch/v1'],
  ['gateway.networking.k8s.io', 'gateway.networking.k8s.io/v1'],
  ['networking.istio.io', 'networking.istio.io/v1'],
  ['networking.k8s.io', 'networking.k8s.io/v1'],
]);

/** The kinds that may be sought in another group; those of the Gateway API are more than these, so that it has no say itself. */
const SOUGHT: readonly (readonly [string, ReadonlySet<string>])[] = [
  ...KINDS_BY_GROUP, ['gateway.networking.k8s.io', new Set(['Gateway', 'GatewayClass', 'GRPCRoute', 'HTTPRoute', 'ReferenceGrant'])],
];

export const unknownKind: Rule = {
  id: 'ARO005',
  severity: 'error',
  title: 'Every kind is one that its API group has',
  why: 'The API server has no objects of a misspelt kind and refuses the manifest. Until then nothing here knows what it '
    + 'is: no rule looks into it, and whatever refers to it is found missing.',
  fix: 'correct the kind',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/',
  noticedBy: ['API server'],
  example: {
    base: 'canary',
    bad: `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplates
metadata:
  name: requests
  namespace: shop
spec:
  metrics:
    - name: requests
      successCondition: result[0] >= 10
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(requests_total[2m])) or vector(0)
`,
    good: `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: requests
  namespace: shop
spec:
  metrics:
    - name: requests
      successCondition: result[0] >= 10
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(requests_total[2m])) or vector(0)
`,
  },
  *check(graph) {
    for (const nodes of graph.byKind.values()) {
      const { group, kind } = nodes[0]?.identity ?? { group: '', kind: '' };
      const fault = faultOf(group, kind);
      if (fault !== undefined) {
        for (const { manifest } of nodes) {
          const value = asString(field(manifest, fault.field));
          if (value !== undefined) {
            yield { manifest, ...fault, value };
          }
        }
      }
    }
  },
};

function faultOf(group: string, kind: string): Fault | undefined {
  const kinds = KINDS_BY_GROUP.get(group);
  if (kinds === undefined) {
    const meant = nearest(group, DOTTED);
    return meant === undefined || KINDS_BY_GROUP.get(meant)?.has(kind) !== true
      ? undefined : { field: 'apiVersion', text: `is of a group that has no kind ${kind}`, fix: `did you mean the group ${meant}?` };
  }
  if (kind === '' || kinds.has(kind)) {
    return undefined;
  }
  const [other, another] = SOUGHT.filter(([, others]) => others.has(kind)).map(([name]) => name);
  if (other !== undefined) {
    const [newest] = apiVersionsOf(kind);
    const isToldElsewhere = newest !== undefined && !group.includes('.');
    const version = newest ?? API_VERSIONS.get(other) ?? other;
    return isToldElsewhere || another !== undefined
      ? undefined : { field: 'apiVersion', text: `is of a group that has no kind ${kind}`, fix: `did you mean ${version}?` };
  }
  const meant = nearest(kind, kinds);
  // A list of all objects of a kind comes from the API, as an object of a kind of its own.
  return meant === undefined || kind === `${meant}List`
    ? undefined : { field: 'kind', text: `is no kind of ${showGroup(group)}`, fix: `did you mean ${JSON.stringify(meant)}?` };
}

function showGroup(group: string): string {
  return group === '' ? 'the core API' : group;
}
