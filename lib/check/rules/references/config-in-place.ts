import type { Node } from '../../graph';
import { asString, field } from '../../../model/json';
import { podConfigs } from '../../views/pod-config';
import type { Rule } from '../../rule';
import { showObject } from '../../wording';

/** A hash as kustomize makes it, or as other tools may, or a version. */
const TELLING_END = /-(?:[bcdfghkmt2456789]{10}|(?=[a-z]*\d)[a-z0-9]{8,10}|(?=[a-f]*\d)[0-9a-f]{8,64}|v?\d[\w.]*)$/;
/** Written by others, and read anew by who uses them. */
const ROTATED: ReadonlySet<unknown> = new Set(['kubernetes.io/tls', 'kubernetes.io/service-account-token']);

export const configInPlace: Rule = {
  id: 'ARO411',
  severity: 'info',
  title: 'Configuration that changes gets another name',
  why: 'Pods of the stable version read the same ConfigMap or Secret as the canary. Where it is changed in place, a mistake '
    + 'reaches them too, at the latest when they are restarted, and neither an abort nor a rollback takes it back.',
  fix: 'end the name in a hash of the content, as kustomize does, and keep the old one until the promotion',
  link: 'https://github.com/argoproj/argo-rollouts/issues/1297',
  noticedBy: [],
  example: {
    base: 'unrouted',
    bad: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data: { rate: "7" }
---
kind: Rollout
spec:
  template:
    spec:
      volumes: [{ name: settings, configMap: { name: settings } }]
`,
    good: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings-6k4b7g5h9c
  namespace: shop
data: { rate: "7" }
---
kind: Rollout
spec:
  template:
    spec:
      volumes: [{ name: settings, configMap: { name: settings-6k4b7g5h9c } }]
`,
  },
  *check(graph) {
    if (graph.ofKind('/ConfigMap').length === 0 && graph.ofKind('/Secret').length === 0) {
      return;
    }
    const told = new Set<Node>();
    for (const rollout of graph.rollouts) {
      for (const { kind, name } of podConfigs(graph, rollout)) {
        const config = graph.find(`/${kind}`, rollout.namespace, name);
        if (config !== undefined && !told.has(config) && isChangedInPlace(config)) {
          told.add(config);
          const text = `stays the same when the content changes, under the pods of ${showObject(rollout)}`;
          yield { manifest: config.manifest, field: 'metadata.name', value: name, text };
        }
      }
    }
  },
};

function isChangedInPlace({ manifest, identity: { name = '' } }: Node): boolean {
  return !TELLING_END.test(name)
    && field(manifest, 'immutable') !== true
    && !ROTATED.has(field(manifest, 'type'))
    // The name of what kustomize is yet to work on is not the final one.
    && asString(field(manifest, 'metadata', 'annotations', 'kustomize.config.k8s.io/needs-hash')) !== 'true';
}
