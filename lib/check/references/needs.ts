/** What a Rollout cannot become healthy without. */

import type { ManifestGraph, Node } from '../graph';
import type { AnalysisUse } from '../views/analyses';
import { podConfigs, serviceAccountOf } from '../views/pod-config';
import type { Rollout } from '../views/rollout';
import { routeObjects } from './route-objects';

/**
 * The objects among the manifests that a Rollout names, and without which the controller refuses it or its pods do not
 * start.
 *
 * @param analyses those of the Rollout
 */
export function needsOf(graph: ManifestGraph, rollout: Rollout, analyses: readonly AnalysisUse[]): readonly Node[] {
  const { namespace, workloadRef, managedServices } = rollout;
  const found = new Set<Node>();
  const add = (kind: string, place: string, name: string | undefined): void => {
    const node = graph.find(kind, place, name);
    if (node !== undefined) {
      found.add(node);
    }
  };
  managedServices.forEach(({ name }) => { add('/Service', namespace, name); });
  if (workloadRef !== undefined) {
    add(`${workloadRef.group}/${workloadRef.kind ?? ''}`, namespace, workloadRef.name);
  }
  for (const { kinds, namespace: place, name } of routeObjects(rollout)) {
    kinds.forEach((kind) => { add(kind, place, name); });
  }
  // Templates of an experiment are looked for when its step comes, and at first no step does.
  for (const { templates } of analyses.filter(({ place }) => place !== 'experiment')) {
    templates.forEach(({ template }) => { add(`argoproj.io/${template.kind}`, template.namespace, template.name); });
  }
  podConfigs(graph, rollout).filter(({ isOptional }) => !isOptional).forEach(({ kind, name }) => { add(`/${kind}`, namespace, name); });
  add('/ServiceAccount', namespace, serviceAccountOf(graph, rollout));
  return [...found];
}
