import type { ManifestGraph } from './graph';

/** What several rules need of a graph, worked out when the first of them asks, and forgotten with the graph. */
export function perGraph<T>(workOut: (graph: ManifestGraph) => T): (graph: ManifestGraph) => T {
  const known = new WeakMap<ManifestGraph, { readonly result: T }>();
  return (graph) => {
    const entry = known.get(graph) ?? { result: workOut(graph) };
    known.set(graph, entry);
    return entry.result;
  };
}
