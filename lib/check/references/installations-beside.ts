/** Which releases of the chart may be of the cluster that the objects of a namespace are in. */

import type { ManifestGraph } from '../graph';
import { perGraph } from '../per-graph';
import type { Application } from '../views/argo-cd';
import { applicationsByNamespace, clusterOf } from '../views/argo-cd';
import type { ChartInstallation } from './chart-installation';
import { chartInstallations } from './chart-installation';

/** Some releases, each choice of them once: what is worked out about one is worked out about the same object. */
export type Installations = ReadonlySet<ChartInstallation>;

/** All releases, but for those in other clusters than all that the Applications of a namespace deliver to. */
class InstallationsBeside {
  private readonly all: Installations;
  private readonly applications: ReadonlyMap<string, readonly Application[]>;
  private readonly byClusters = new Map<string, Installations>();

  constructor(graph: ManifestGraph) {
    this.all = new Set(chartInstallations(graph));
    this.applications = applicationsByNamespace(graph);
  }

  public at(namespace: string): Installations {
    const clusters = new Set((this.applications.get(namespace) ?? []).map(clusterOf));
    if (clusters.size === 0 || clusters.has(undefined)) {
      return this.all;
    }
    const key = [...clusters].sort().join('\n');
    const beside = this.byClusters.get(key)
      ?? new Set([...this.all].filter(({ cluster }) => cluster === undefined || clusters.has(cluster)));
    this.byClusters.set(key, beside);
    return beside;
  }
}

const besides = perGraph((graph) => new InstallationsBeside(graph));

/** The releases that may serve what is in a namespace. */
export function installationsBeside(graph: ManifestGraph, namespace: string): Installations {
  return besides(graph).at(namespace);
}
