import type { ManifestGraph, Node } from '../graph';
import { contradictionsIn } from '../gitops/contradictions';
import type { IgnoredDifference } from '../gitops/ignored-differences';
import { ignoredDifferences } from '../gitops/ignored-differences';
import { IgnoredPlaces } from '../gitops/ignored-places';
import type { Place as Destination } from '../gitops/project-permission';
import { clusterKey } from '../gitops/project-permission';
import { asList, asRecord, asString, field, givenFields } from '../../model/json';
import { listsBy } from '../lookup';
import type { Identity, Manifest } from '../manifest';
import { perGraph } from '../per-graph';
import type { Rewrite } from '../gitops/rewrites';
import type { Place } from '../gitops/rewritten-places';
import { spellingsOf } from '../gitops/rewritten-places';
import { hasOwnTemplate } from './generators';
import type { Fault } from '../rule';
import { element } from '../wording';

/** A sync option, as `key=value`. */
export interface SyncOption {
  readonly field: string;
  readonly text: string;
}

/** One source of an Application, or an entry of another list. */
export interface Source {
  readonly field: string;
  readonly content: unknown;
}

const DEFAULT_PROJECT = 'default';

/** What the rules read of an Application of Argo CD, or of the template of an ApplicationSet. */
export class Application {
  public readonly manifest: Manifest;
  public readonly identity: Identity;
  /** Where the Application's `spec` stands. */
  public readonly path: string;
  /** The namespace that objects go to; `''` where it is not told, or differs. */
  public readonly namespace: string;
  private readonly spec: unknown;
  private readonly isSet: boolean;
  private places?: IgnoredPlaces;
  private knownPatched?: boolean;
  private knownIgnored?: readonly IgnoredDifference[];

  constructor({ manifest, identity }: Node) {
    this.isSet = identity.kind === 'ApplicationSet';
    this.manifest = manifest;
    this.identity = identity;
    this.path = this.isSet ? 'spec.template.spec' : 'spec';
    this.spec = this.isSet ? field(manifest, 'spec', 'template', 'spec') : field(manifest, 'spec');
    this.namespace = asString(field(this.spec, 'destination', 'namespace')) ?? '';
  }

  /** The entries of its `ignoreDifferences`. */
  public get ignored(): readonly IgnoredDifference[] {
    this.knownIgnored ??= ignoredDifferences(field(this.spec, 'ignoreDifferences'), `${this.path}.ignoreDifferences`);
    return this.knownIgnored;
  }

  /** The same as they are written. */
  public get ignoredEntries(): readonly Source[] {
    return asList(field(this.spec, 'ignoreDifferences'))
      .map((content, index) => ({ field: element(`${this.path}.ignoreDifferences`, index), content }));
  }

  /** The name of its project. */
  public get project(): string {
    return asString(field(this.spec, 'project')) ?? DEFAULT_PROJECT;
  }

  /** What it says twice, or of what is not there. */
  public get contradictions(): readonly Fault[] {
    return contradictionsIn(this.spec, this.path, this.sources);
  }

  /** Where it delivers to. */
  public get destination(): Destination {
    const text = (name: string): string | undefined => asString(field(this.spec, 'destination', name));
    return { name: text('name'), server: text('server'), namespace: text('namespace') };
  }

  /** Where its manifests come from; the list counts where it is given. */
  public get sources(): readonly Source[] {
    const list = asList(field(this.spec, 'sources'));
    const one = field(this.spec, 'source');
    return list.length > 0
      ? list.map((content, index) => ({ field: element(`${this.path}.sources`, index), content }))
      : one === undefined ? [] : [{ field: `${this.path}.source`, content: one }];
  }

  /** The sync options that are texts. */
  public get syncOptions(): readonly SyncOption[] {
    return asList(field(this.spec, 'syncPolicy', 'syncOptions')).flatMap((text, index) => (
      typeof text === 'string' ? [{ field: element(`${this.path}.syncPolicy.syncOptions`, index), text }] : []
    ));
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

  /** Whether it says labels or annotations of the namespace, and so changes one that is there already. */
  public get managesNamespace(): boolean {
    return field(this.spec, 'syncPolicy', 'managedNamespaceMetadata') !== undefined;
  }

  /** Whether each generated Application may be another than the template tells: by a patch, or by a template of its generator. */
  public get isPatched(): boolean {
    this.knownPatched ??= this.isSet
      && (field(this.manifest, 'spec', 'templatePatch') !== undefined || hasOwnTemplate(field(this.manifest, 'spec', 'generators')));
    return this.knownPatched;
  }

  public syncOption(text: string): SyncOption | undefined {
    return this.syncOptions.find((option) => option.text === text);
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

/** All Applications, and the templates of ApplicationSets. */
export const applicationsOf = perGraph((graph): readonly Application[] => (
  [...graph.ofKind('argoproj.io/Application'), ...graph.ofKind('argoproj.io/ApplicationSet')].map((node) => new Application(node))
));

/** The Applications that deliver into each namespace. */
export function applicationsByNamespace(graph: ManifestGraph): ReadonlyMap<string, readonly Application[]> {
  return listsBy(applicationsOf(graph), ({ namespace }) => [namespace === '' ? undefined : namespace]);
}

/** The cluster that an Application delivers to, as a key: `''` for that of Argo CD itself; `undefined` where it is not told. */
export function clusterOf({ isPatched, destination }: Application): string | undefined {
  return isPatched ? undefined : clusterKey(destination);
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
