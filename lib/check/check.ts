import type { Finding } from './finding';
import { toFinding } from './finding';
import { ManifestGraph } from './graph';
import { key } from './lookup';
import type { Identity, Manifest } from './manifest';
import { flattenLists } from './manifest';
import type { Rule, Severity, Violation } from './rule';
import { DOCUMENTED, RULES } from './rules';
import type { Suppression } from './suppression';
import { Suppressions } from './suppression';

/** How manifests are checked. */
export interface CheckOptions {
  /**
   * Whether the manifests are all that there is: a reference to something that is not among them is then an error, and
   * a warning otherwise.
   * @default false
   */
  readonly closedWorld?: boolean;
  /**
   * Findings that are accepted. An object can also say so itself, by the annotation `cdk8s-argo-rollouts/ignore`.
   * @default - none
   */
  readonly ignore?: readonly Suppression[];
  /**
   * Objects that were among the manifests under these names and are no longer: a reference to one is an error.
   * @default - none
   */
  readonly departed?: readonly Identity[];
  /**
   * The rules to check.
   * @default - all
   */
  readonly rules?: readonly Rule[];
}

type FindingsByField = Map<string, Finding[]>;

/**
 * All findings of all rules about manifests that are deployed together. A `List` stands for its items; what is not an
 * object is left out.
 *
 * The order is that of the manifests; within one, that in which its fields were first found fault with; within a
 * field, that of the rules' ids. The same manifests always give the same list.
 */
export function checkManifests(manifests: readonly unknown[], options: CheckOptions = {}): Finding[] {
  const graph = new ManifestGraph(flattenLists(manifests));
  const suppressions = new Suppressions(KNOWN_IDS, graph.manifests, options.ignore ?? []);
  const severityOf = severities(options);
  const findings = new Map<Manifest, FindingsByField>();
  const add = (manifest: Manifest, finding: Finding): void => {
    const fields = atKey(findings, manifest, () => new Map<string, Finding[]>());
    atKey(fields, finding.field, () => []).push(finding);
  };
  for (const finding of suppressions.faults) {
    if (finding.manifest !== undefined) {
      add(finding.manifest, finding);
    }
  }
  for (const rule of options.rules ?? RULES) {
    for (const violation of rule.check(graph)) {
      const finding = toFinding(rule, severityOf(rule, violation), violation);
      if (!suppressions.covers(finding)) {
        add(violation.manifest, finding);
      }
    }
  }
  const ofOptions = suppressions.faults.filter(({ manifest }) => manifest === undefined);
  return [...ofOptions, ...graph.manifests
    .flatMap((manifest) => findings.get(manifest) ?? [])
    .flatMap((fields) => [...fields.values()].flatMap(byId))];
}

const KNOWN_IDS: ReadonlySet<string> = new Set(DOCUMENTED.map(({ id }) => id));

/** How severe each violation is: what is absent may live elsewhere. */
function severities({ closedWorld = false, departed = [] }: CheckOptions): (rule: Rule, violation: Violation) => Severity {
  const gone = new Set(departed.map(keyOfIdentity));
  return (rule, { absent, severity = rule.severity }) => {
    if (absent === undefined) {
      return severity;
    }
    return closedWorld || gone.has(keyOfIdentity(absent)) ? 'error' : 'warning';
  };
}

function keyOfIdentity({ group, kind, namespace, name }: Identity): string | undefined {
  return key(group, kind, namespace, name);
}

function atKey<K, V>(map: Map<K, V>, where: K, create: () => V): V {
  const present = map.get(where);
  if (present !== undefined) {
    return present;
  }
  const created = create();
  map.set(where, created);
  return created;
}

function byId(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((left, right) => (left.id < right.id ? -1 : Number(left.id > right.id)));
}
