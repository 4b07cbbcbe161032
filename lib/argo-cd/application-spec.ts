import * as argocd from '../../imports/argocd-argoproj.io';
import { optionalInteger } from '../model/require';
import { UsageError } from '../model/usage-error';
import { ApplicationDestination } from './application-destination';
import { ApplicationSource } from './application-source';
import { IgnoredDifference, validateDifference } from './ignored-difference';
import { IArgoCdProject } from './project';
import { createsNamespace, syncPolicy, validateSync } from './sync-policy';
import { SyncOptions } from './sync-options';

/** What an Application delivers, where to, and how. */
export interface ApplicationSpecProps {
  /**
   * The project that the Application belongs to, which says what it may deliver where.
   *
   * @default - the project `default`, which allows everything unless somebody has restricted it
   */
  readonly project?: IArgoCdProject;

  /** Where the manifests come from. */
  readonly source: ApplicationSource;

  /**
   * Further sources. Their manifests are delivered together with those of `source`.
   *
   * @default - none
   */
  readonly furtherSources?: ApplicationSource[];

  /** The cluster that the manifests are delivered to, and the namespace of those that name none. */
  readonly destination: ApplicationDestination;

  /**
   * How Argo CD applies the manifests.
   *
   * @default - only when it is asked to
   */
  readonly sync?: SyncOptions;

  /**
   * What may differ from the source. For what Rollouts change there is `toleratesRollouts`.
   *
   * @default - nothing
   */
  readonly ignoreDifferences?: IgnoredDifference[];

  /**
   * How many deployed revisions Argo CD remembers; 0 for none.
   *
   * @default 10
   */
  readonly revisionHistoryLimit?: number;

  /**
   * What Argo CD shows about the Application, such as the address of a dashboard, by its title.
   *
   * @default - nothing
   */
  readonly info?: { [key: string]: string };
}

/** Refuses what one Application cannot be. */
export function validateApplication(props: ApplicationSpecProps, path: string): void {
  validateSync(props.sync ?? {}, path);
  if (createsNamespace(props.sync ?? {}) && props.destination.namespace === undefined) {
    throw new UsageError({ path, field: 'sync.createNamespace', rule: 'has no namespace to create', fix: 'give the namespace of the destination' });
  }
  optionalInteger(props.revisionHistoryLimit, 0, { path, field: 'revisionHistoryLimit', fix: 'give 0 for none, or more' });
  (props.ignoreDifferences ?? []).forEach((entry, index) => { validateDifference(entry, path, `ignoreDifferences[${index}]`); });
  validateReferences([props.source, ...props.furtherSources ?? []], path);
}

/** `$values/…` is a file in the source of that reference. */
function validateReferences(sources: readonly ApplicationSource[], path: string): void {
  const references = new Set<string>();
  const specs = sources.map((source, index) => ({ field: index === 0 ? 'source' : `furtherSources[${index - 1}]`, ...source._toKube() }));
  for (const { field, ref } of specs) {
    if (ref !== undefined && references.has(ref)) {
      throw new UsageError({ path, field, value: ref, rule: 'is the reference of another source too', fix: 'give each a name of its own' });
    }
    references.add(ref ?? '');
  }
  if (specs.every(({ chart, path: folder }) => chart === undefined && folder === undefined)) {
    throw new UsageError({ path, field: 'source', rule: 'delivers nothing', fix: 'give a source with a path or a chart' });
  }
  for (const { field, helm } of specs) {
    for (const file of helm?.valueFiles ?? []) {
      const reference = /^\$([\w-]+)\//.exec(file)?.[1];
      if (reference !== undefined && !references.has(reference)) {
        throw new UsageError({
          path, field: `${field}.valueFiles`, value: file, rule: 'is in a source that is not given',
          fix: `add ApplicationSource.gitReference(…, { name: '${reference}' })`,
        });
      }
    }
  }
}

/** The `spec` of an Application. */
export function applicationSpec(props: ApplicationSpecProps, differences: readonly IgnoredDifference[]): argocd.ApplicationSpec {
  const { project, source, furtherSources = [], destination, sync, revisionHistoryLimit, info } = props;
  const ignored = [...props.ignoreDifferences ?? [], ...differences];
  return {
    project: project?.projectName ?? 'default',
    ...(furtherSources.length === 0
      ? { source: source._toKube() }
      : { sources: [source, ...furtherSources].map((one) => argocd.toJson_ApplicationSpecSource(one._toKube())) }),
    destination: destination._toKube(),
    syncPolicy: syncPolicy(sync ?? {}),
    ignoreDifferences: ignored.length === 0 ? undefined : ignored,
    revisionHistoryLimit,
    info: info === undefined ? undefined : Object.entries(info).map(([name, value]) => ({ name, value })),
  };
}
