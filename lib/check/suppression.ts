import type { Finding } from './finding';
import type { Identity, Manifest } from './manifest';
import { identityOf } from './manifest';
import { asRecord, asString, field } from '../model/json';
import { didYouMean } from './nearest';
import type { RuleText } from './rule';
import { element, showValue, subfield } from './wording';

/** The annotation of an object by which findings about it are accepted: `ARO123: reason`, one in a line. */
export const IGNORE_ANNOTATION = 'cdk8s-argo-rollouts/ignore';

/** A finding that is accepted, and why. */
export interface Suppression {
  /** The id of the rule. */
  readonly rule: string;
  /** Why the mistake is none here; it must be said. */
  readonly reason: string;
  /**
   * The kind of the objects in which it is accepted.
   * @default - every kind
   */
  readonly kind?: string;
  /**
   * Their namespace.
   * @default - every namespace
   */
  readonly namespace?: string;
  /**
   * Their name.
   * @default - every name
   */
  readonly name?: string;
}

export const suppressionRule: RuleText = {
  id: 'ARO002',
  severity: 'warning',
  title: 'An accepted finding names its rule, and says why',
  why: 'An exception without a reason cannot be questioned by whoever comes next, and one for a rule that does not exist '
    + 'hides nothing. Neither has an effect.',
  fix: `write the id of a rule, a colon and a reason, such as "ARO105: callers choose the Service themselves"`,
  link: 'https://github.com/cdk8s-argo-rollouts/cdk8s-argo-rollouts/blob/main/RULES.md',
  noticedBy: [],
  example: {
    base: 'unrouted',
    bad: `
kind: Service
metadata:
  annotations:
    cdk8s-argo-rollouts/ignore: ARO401
`,
    good: `
kind: Service
metadata:
  annotations:
    cdk8s-argo-rollouts/ignore: "ARO401: a sidecar that is injected listens there"
`,
  },
};

const ANNOTATION_FIELD = subfield('metadata.annotations', IGNORE_ANNOTATION);

/** What is accepted: by annotations, and by the options of the check. */
export class Suppressions {
  /** Exceptions that have no effect, and why. */
  public readonly faults: Finding[] = [];
  private readonly byOptions = new Map<string, Suppression[]>();
  private readonly byAnnotation = new Map<Manifest, ReadonlySet<string>>();

  constructor(private readonly ids: ReadonlySet<string>, manifests: readonly Manifest[], options: readonly Suppression[]) {
    options.forEach((suppression, index) => { this.addOption(suppression, element('ignore', index)); });
    for (const manifest of manifests) {
      const annotation = field(manifest, 'metadata', 'annotations', IGNORE_ANNOTATION);
      if (annotation !== undefined) {
        this.byAnnotation.set(manifest, this.idsIn(annotation, manifest));
      }
    }
  }

  public covers(finding: Finding): boolean {
    const { manifest } = finding;
    if (manifest === undefined) {
      return false;
    }
    const options = this.byOptions.get(finding.id);
    return this.byAnnotation.get(manifest)?.has(finding.id) === true
      || (options !== undefined && matchesAny(options, identityOf(manifest)));
  }

  private addOption(given: Suppression, path: string): void {
    // Options come from configuration files and programs in JavaScript: the type is a promise that nobody checks.
    const suppression = asRecord(given) ?? {};
    const rule = asString(suppression.rule) ?? '';
    const reason = asString(suppression.reason) ?? '';
    if (!this.ids.has(rule)) {
      this.addFault(undefined, `${path}.rule`, rule, `is not a rule`, didYouMean(rule, this.ids, suppressionRule.fix));
    } else if (reason.trim() === '') {
      this.addFault(undefined, `${path}.reason`, undefined, 'is not given', `say why ${rule} is accepted`);
    } else {
      this.byOptions.set(rule, [...this.byOptions.get(rule) ?? [], given]);
    }
  }

  private idsIn(annotation: unknown, manifest: Manifest): Set<string> {
    const accepted = new Set<string>();
    for (const line of (asString(annotation) ?? '').split('\n').map((text) => text.trim()).filter((text) => text !== '')) {
      const colon = line.indexOf(':');
      const id = (colon < 0 ? line : line.slice(0, colon)).trim();
      const reason = colon < 0 ? '' : line.slice(colon + 1).trim();
      if (!this.ids.has(id)) {
        this.addFault(manifest, ANNOTATION_FIELD, undefined, `accepts ${showValue(id)}, which is not a rule`,
          didYouMean(id, this.ids, suppressionRule.fix));
      } else if (reason === '') {
        this.addFault(manifest, ANNOTATION_FIELD, undefined, `accepts ${id} without a reason`, `write "${id}: " and why it is accepted`);
      } else {
        accepted.add(id);
      }
    }
    return accepted;
  }

  private addFault(manifest: Manifest | undefined, path: string, value: unknown, text: string, fix: string): void {
    const { id, severity } = suppressionRule;
    this.faults.push({ id, severity, manifest, field: path, ...(value === undefined ? {} : { value }), text, fix });
  }
}

function matchesAny(suppressions: readonly Suppression[], { kind, namespace, name }: Identity): boolean {
  return suppressions.some((wanted) => (wanted.kind ?? kind) === kind
    && (wanted.namespace ?? namespace) === namespace
    && (wanted.name ?? name) === name);
}
