import { applicationsByNamespace } from '../../views/argo-cd';
import type { Application } from '../../views/argo-cd';
import type { ManifestGraph } from '../../graph';
import { keyStep } from '../../gitops/ignored-path';
import { asNumber } from '../../../model/json';
import type { Place } from '../../gitops/rewritten-places';
import type { Rollout } from '../../views/rollout';
import type { Rule } from '../../rule';
import type { Deployment } from '../../views/workloads';
import { showObject } from '../../wording';

const REPLICAS: Place = [[keyStep('spec')], [keyStep('replicas')]];
const RESPECT = 'RespectIgnoreDifferences=true';

export const restoredReplicas: Rule = {
  id: 'ARO509',
  severity: 'info',
  title: 'A Deployment that has been scaled down is not scaled up again',
  why: 'The move needs the old pods until the new ones are there, so their number is right in the manifest that starts it. '
    + 'But the controller scales a Deployment down at the first revision of the Rollout only: whoever applies the '
    + 'manifest later, a sync or a new version, brings the old pods back for good, and the service runs twice.',
  fix: `write 0 when the move is over, or have Argo CD ignore the field and respect that (${RESPECT})`,
  link: 'https://github.com/argoproj/argo-rollouts/issues/4935',
  noticedBy: [],
  example: {
    base: 'migration',
    bad: `
kind: Deployment
spec:
  replicas: 10
`,
    good: `
kind: Deployment
spec:
  replicas: 0
`,
  },
  *check(graph) {
    let applications: ReadonlyMap<string, readonly Application[]> | undefined;
    for (const rollout of graph.rollouts) {
      const deployment = drained(graph, rollout);
      const value = deployment?.replicas;
      if (deployment !== undefined && (asNumber(value) ?? 0) > 0) {
        applications ??= applicationsByNamespace(graph);
        if (!(applications.get(deployment.namespace) ?? []).some((application) => spares(application, deployment))) {
          const text = `brings the old pods back whenever it is applied again, and ${showObject(rollout)} does not remove them a second time`;
          yield { manifest: deployment.manifest, field: 'spec.replicas', value, text };
        }
      }
    }
  },
};

/** The Deployment that a Rollout scales down. */
function drained(graph: ManifestGraph, { namespace, takesOverReplicas, workloadRef }: Rollout): Deployment | undefined {
  const isDeployment = takesOverReplicas && workloadRef?.kind === 'Deployment';
  return isDeployment ? graph.findDeployment(namespace, workloadRef.name) : undefined;
}

function spares(application: Application, { kind, name, namespace, manifest }: Deployment): boolean {
  return application.syncOption(RESPECT) !== undefined && application.ignores({ group: 'apps', kind, name, namespace }, manifest, REPLICAS);
}
