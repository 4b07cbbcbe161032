import type { Manifest } from '../manifest';
import { field } from '../../model/json';
import { perGraph } from '../per-graph';
import type { SchemaFault } from './schema-faults';
import { schemaFaults } from './schema-faults';
import { podTemplateSchema, schemaOf } from './schemas';

/** A fault and the manifest that it is in. */
export interface ManifestFault extends SchemaFault {
  readonly manifest: Manifest;
}

/**
 * The faults of all manifests of imported kinds, and of the pod templates that a Rollout takes from a Deployment. Two rules
 * tell of them, and manifests are gone through once.
 */
export const faultsIn = perGraph((graph): readonly ManifestFault[] => {
  const faults: ManifestFault[] = [];
  const add = (manifest: Manifest, found: readonly SchemaFault[]): void => {
    for (const fault of found) {
      faults.push({ manifest, ...fault });
    }
  };
  for (const nodes of graph.byKind.values()) {
    const [first] = nodes;
    const schema = first === undefined ? undefined : schemaOf(first.identity.group, first.identity.kind);
    if (schema !== undefined) {
      nodes.forEach(({ manifest }) => { add(manifest, schemaFaults(manifest, schema)); });
    }
  }
  const schema = podTemplateSchema();
  for (const { manifest, namespace, name } of graph.deployments) {
    const template = field(manifest, 'spec', 'template');
    if (schema !== undefined && template !== undefined && graph.ownerOfDeployment(namespace, name) !== undefined) {
      add(manifest, schemaFaults(template, schema, 'spec.template'));
    }
  }
  return faults;
});
