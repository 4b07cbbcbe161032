import type { ManifestGraph, Node } from '../graph';
import type { IgnoredDifference } from '../gitops/ignored-differences';
import { ignoredDifferences } from '../gitops/ignored-differences';
import { IgnoredPlaces } from '../gitops/ignored-places';
import { asList, asRecord, asString, field, givenFields } from '../../model/json';
import { listsBy } from '../lookup';
import type { Identity, Manifest } from '../manifest';
import type { Rewrite } from '../gitops/rewrites';
import type { Place } from '../gitops/rewritten-places';
import { spellingsOf } from '../gitops/rewritten-places';
import { element } from '../wording';

/** A sync option, as `key=value`. */
export interface SyncOption {
  readonly field: string;
  readonly text: string;
}

/** What the rules read of an Application of Argo CD, or of the template of an ApplicationSet. */
export class Application {
  public readonly manifest: Manifest;
  /** Where the Application's `spec` stands. */
  public readonly path: string;
  /** The namespace that objects go to; `''` where it is not told, or differs. */
  public readonly namespace: string;
  public readonly ignored: readonly IgnoredDifference[];
  private readonly spec: unknown;
  private places?: IgnoredPlaces;

  constructor({ manifest, identity }: Node) {
    const isSet = identity.kind === 'ApplicationSet';
    this.manifest = manifest;
    this.path = isSet ? 'spec.template.spec' : 'spec';
    this.spec = isSet ? field(manifest, 'spec', 'template', 'spec') : field(manifest, 'spec');
    this.namespace = asString(field(this.spec, 'destination', 'namespace')) ?? '';
    this.ignored = ignoredDifferences(field(this.spec, 'ignoreDifferences'), `${this.path}.ignoreDifferences`);
  }

  /** Whether it applies what is in Git without being asked. */
  public get isAutomated(): boolean {
    const automated = asRecord(field(this.spec, 'syncPolicy', 'automated'));
    return automated !== undefined && automated.enabled !== false;
  }

  /** Whether it does so too when only the cluster has changed. */
  public get healsItself(): boolean {
    return field(this.spec, 'syncPolicy', 'automated', 'selfHeal') === true;
  }

  /** Whether each generated Application may be another than the template tells. */
  public get isPatched(): boolean {
    return this.path !== 'spec' && field(this.manifest, 'spec', 'templatePatch') !== undefined;
  }

  public syncOption(text: string): SyncOption | undefined {
    const index = asList(field(this.spec, 'syncPolicy', 'syncOptions')).indexOf(text);
    return index < 0 ? undefined : { field: element(`${this.path}.syncPolicy.syncOptions`, index), text };
  }

  /** Whether a place in an object is ignored, or what it lies in. */
  public ignores(object: Identity, manifest: Manifest, place: Place): boolean {
    this.places ??= new IgnoredPlaces(this.ignored);
    return this.places.covers(object, manifest, spellingsOf(place).flat());
  }

  /** Whether all that a Rollout changes there is ignored. */
  public ignoresAllOf({ object, manifest, places }: Rewrite): boolean {
    return places.every((place) => this.ignores(object, manifest, place));
  }
}

/** The Applications that deliver into each namespace. */
export function applicationsByNamespace(graph: ManifestGraph): ReadonlyMap<string, readonly Application[]> {
  const applications = [...graph.ofKind('argoproj.io/Application'), ...graph.ofKind('argoproj.io/ApplicationSet')]
    .map((node) => new Application(node));
  return listsBy(applications, ({ namespace }) => [namespace === '' ? undefined : namespace]);
}

const SETTINGS = 'resource.customizations';

/** The settings of Argo CD that say which differences count, for whatever Application. */
export class ArgoCdSettings {
  private readonly names = new Set<string>();

  constructor(graph: ManifestGraph) {
    for (const { identity, manifest } of graph.ofKind('/ConfigMap')) {
      if (identity.name === 'argocd-cm') {
        givenFields(field(manifest, 'data')).forEach((name) => this.names.add(name));
      }
    }
  }

  /** Whether some of them may be about a kind. */
  public concern({ group, kind }: Identity): boolean {
    return [SETTINGS, `${SETTINGS}.ignoreDifferences.all`, `${SETTINGS}.ignoreDifferences.${group}_${kind}`]
      .some((name) => this.names.has(name));
  }
}
