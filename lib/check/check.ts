import type { Finding } from './finding';
import { toFinding } from './finding';
import { ManifestGraph } from './graph';
import type { Manifest } from './manifest';
import type { Rule } from './rule';
import { RULES } from './rules';

type FindingsByField = Map<string, Finding[]>;

/**
 * All findings of all rules about manifests that are deployed together. What is not among them is not missed: a rule
 * that needs an absent object has nothing to say.
 *
 * The order is that of the manifests; within one, that in which its fields were first found fault with; within a
 * field, that of the rules' ids. The same manifests always give the same list.
 */
export function checkManifests(manifests: readonly Manifest[], rules: readonly Rule[] = RULES): Finding[] {
  const graph = new ManifestGraph(manifests);
  const findings = new Map<Manifest, FindingsByField>();
  for (const rule of rules) {
    for (const violation of rule.check(graph)) {
      const fields = atKey(findings, violation.manifest, () => new Map<string, Finding[]>());
      atKey(fields, violation.field, () => []).push(toFinding(rule, violation));
    }
  }
  return graph.manifests
    .flatMap((manifest) => findings.get(manifest) ?? [])
    .flatMap((fields) => [...fields.values()].flatMap(byId));
}

function atKey<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const present = map.get(key);
  if (present !== undefined) {
    return present;
  }
  const created = create();
  map.set(key, created);
  return created;
}

function byId(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((left, right) => (left.id < right.id ? -1 : Number(left.id > right.id)));
}
