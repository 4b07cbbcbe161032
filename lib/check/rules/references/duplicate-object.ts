import { APART } from '../../references/clusters-apart';
import type { Rule } from '../../rule';
import { showName } from '../../wording';

/** Constructs make the Services of a Rollout, unless they are told not to. */
const SERVICE_FIX = `rename or remove one of the two (\`services: { create: false }\` where it is made elsewhere), or ${APART}`;

export const duplicateObject: Rule = {
  id: 'ARO402',
  severity: 'error',
  title: 'No two manifests are one object',
  why: 'Kind, namespace and name are the identity of an object; the version of its API is not. Of two manifests with one '
    + 'identity the last to be applied wins, and the other is gone without a message.',
  fix: `rename or remove one of the two, or ${APART}`,
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  noticedBy: [],
  example: {
    base: 'unrouted',
    bad: `
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: settings, namespace: shop }, data: { rate: "7" } }
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: settings, namespace: shop }, data: { colour: blue } }
`,
    good: `
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: limits, namespace: shop }, data: { rate: "7" } }
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: colours, namespace: shop }, data: { colour: blue } }
`,
  },
  *check(graph) {
    const seen = new Set<string>();
    for (const { manifest, identity: { group, kind, namespace, name } } of graph.nodes) {
      if (kind === '' || name === undefined || name === '') {
        continue;
      }
      const identity = `${group}\n${kind}\n${namespace}\n${name}`;
      if (seen.has(identity)) {
        const place = namespace === '' ? '' : ` in namespace ${showName(namespace)}`;
        const text = `is the name of an earlier ${showName(kind)}${place} too`;
        yield { manifest, field: 'metadata.name', value: name, text, ...(group === '' && kind === 'Service' ? { fix: SERVICE_FIX } : {}) };
      }
      seen.add(identity);
    }
  },
};
