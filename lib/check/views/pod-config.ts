import type { ManifestGraph } from '../graph';
import { asList, asString, field } from '../../model/json';
import type { Rollout } from './rollout';

/** A ConfigMap or Secret that pods read. */
export interface PodConfig {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** Whether they start without it. */
  readonly isOptional: boolean;
}

/** The template of a Rollout's pods, wherever it stands. */
function templateOf(graph: ManifestGraph, { manifest, namespace, workloadRef }: Rollout): unknown {
  if (workloadRef === undefined) {
    return field(manifest, 'spec', 'template');
  }
  const { group, kind, name } = workloadRef;
  const workload = graph.find(`${group}/${kind ?? ''}`, namespace, name)?.manifest;
  return kind === 'PodTemplate' ? field(workload, 'template') : field(workload, 'spec', 'template');
}

/** The ConfigMaps and Secrets that the pods of a Rollout mount or take variables from. */
export function podConfigs(graph: ManifestGraph, rollout: Rollout): PodConfig[] {
  const pods = field(templateOf(graph, rollout), 'spec');
  const volumes = asList(field(pods, 'volumes'));
  const sources = [...volumes, ...volumes.flatMap((volume) => asList(field(volume, 'projected', 'sources')))];
  const containers = [...asList(field(pods, 'initContainers')), ...asList(field(pods, 'containers'))];
  const variables = containers.flatMap((container) => [
    ...asList(field(container, 'envFrom')),
    ...asList(field(container, 'env')).map((variable) => field(variable, 'valueFrom')),
  ]);
  return [
    ...sources.flatMap((source) => [
      ...named('ConfigMap', field(source, 'configMap')),
      ...named('Secret', field(source, 'secret'), 'secretName'),
    ]),
    ...variables.flatMap((variable) => [
      ...named('ConfigMap', field(variable, 'configMapRef') ?? field(variable, 'configMapKeyRef')),
      ...named('Secret', field(variable, 'secretRef') ?? field(variable, 'secretKeyRef')),
    ]),
  ];
}

/** The name of the service account of a Rollout's pods. */
export function serviceAccountOf(graph: ManifestGraph, rollout: Rollout): string | undefined {
  const pods = field(templateOf(graph, rollout), 'spec');
  return asString(field(pods, 'serviceAccountName') ?? field(pods, 'serviceAccount'));
}

function named(kind: PodConfig['kind'], reference: unknown, key = 'name'): PodConfig[] {
  const given = asString(field(reference, key) ?? field(reference, 'name'));
  return given === undefined || given === '' ? [] : [{ kind, name: given, isOptional: field(reference, 'optional') === true }];
}
