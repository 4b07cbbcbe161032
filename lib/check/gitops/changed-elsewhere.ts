import { ManifestGraph } from '../graph';
import type { Identity, Manifest } from '../manifest';
import { identityOf } from '../manifest';
import { routeObjects } from '../references/route-objects';

/** An object in which a Rollout changes something, and that is not where it is looked for. */
export interface ElsewhereChanged {
  readonly rollout: Identity;
  readonly object: Identity;
  readonly manifest: Manifest;
}

/** The routers whose objects Argo CD compares list by list. */
const GROUPS: readonly string[] = ['networking.istio.io', 'gateway.networking.k8s.io'];

/**
 * What Rollouts change in objects that are not among some manifests, but among all.
 *
 * @param manifests the Rollouts, and whatever is looked into for their sake
 * @param all asked only where something is missing
 * @param concerns whether a Rollout counts
 */
export function changedElsewhere(
  manifests: readonly Manifest[], all: () => readonly Manifest[], concerns: (rollout: Manifest) => boolean,
): ElsewhereChanged[] {
  const graph = new ManifestGraph(manifests);
  const missing = graph.rollouts.filter(({ manifest }) => concerns(manifest)).flatMap((rollout) => [...routeObjects(rollout)]
    .filter(({ kinds: [kind], namespace, name }) => GROUPS.some((group) => kind.startsWith(`${group}/`)) && graph.find(kind, namespace, name) === undefined)
    .map((reference) => ({ rollout, reference })));
  if (missing.length === 0) {
    return [];
  }
  const whole = new ManifestGraph(all());
  return missing.flatMap(({ rollout, reference: { kinds: [kind], namespace, name } }) => {
    const node = whole.find(kind, namespace, name);
    return node === undefined ? [] : [{ rollout: identityOf(rollout.manifest), object: node.identity, manifest: node.manifest }];
  });
}
