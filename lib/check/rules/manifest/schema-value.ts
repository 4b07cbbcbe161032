import { field } from '../../../model/json';
import type { ManifestGraph } from '../../graph';
import type { Rule, Violation } from '../../rule';
import { faultsIn } from '../../schema/checked';
import { apiVersionsOf } from '../../schema/schemas';

export const schemaValue: Rule = {
  id: 'ARO004',
  severity: 'error',
  title: 'Every field holds what it is meant for, and none is missing',
  why: 'The schema of a kind says which type each field has, which values and which fields are needed. The API server '
    + 'refuses what does not keep to it, with everything else in the manifest; where a schema leaves the pods open, '
    + 'the controller cannot read them.',
  fix: 'give what is expected',
  link: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  noticedBy: ['API server'],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  minReadySeconds: "10"
`,
    good: `
kind: Rollout
spec:
  minReadySeconds: 10
`,
  },
  *check(graph) {
    yield* misplacedKinds(graph);
    for (const fault of faultsIn(graph)) {
      if (fault.kind === 'value') {
        yield fault.field === 'apiVersion' ? { ...fault, text: `has no kind ${String(fault.manifest.kind)}` } : fault;
      }
    }
  },
};

/** Whoever makes a Rollout out of a Deployment changes the kind, and may forget the group. */
function* misplacedKinds(graph: ManifestGraph): Iterable<Violation> {
  for (const { manifest, identity: { group, kind } } of graph.nodes) {
    const [newest] = group.includes('.') ? [] : apiVersionsOf(kind);
    if (newest !== undefined) {
      const value = field(manifest, 'apiVersion');
      yield { manifest, field: 'apiVersion', value, text: value === undefined ? 'is required' : `has no kind ${kind}`, fix: `write ${newest}` };
    }
  }
}
