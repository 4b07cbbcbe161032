import type { ManifestGraph } from './graph';
import { oncePer } from './once-per';

/** What several rules need of a graph, worked out when the first of them asks, and forgotten with the graph. */
export function perGraph<T>(workOut: (graph: ManifestGraph) => T): (graph: ManifestGraph) => T {
  return oncePer(workOut);
}
