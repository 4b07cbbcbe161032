import type { Application } from '../../views/argo-cd';
import { applicationsByNamespace, ArgoCdSettings } from '../../views/argo-cd';
import type { ManifestGraph } from '../../graph';
import type { Rewrite } from '../../gitops/rewrites';
import { Rewrites } from '../../gitops/rewrites';
import type { Rule, Violation } from '../../rule';
import { showObject } from '../../wording';

export const applicationFightsRollout: Rule = {
  id: 'ARO601',
  severity: 'warning',
  title: 'Argo CD leaves alone what the controller changes',
  why: 'During an update the controller writes weights, routes and labels of subsets into objects that are in Git as well. '
    + 'To Argo CD that is a difference like any other: it reports OutOfSync, and each automated sync, which selfHeal '
    + 'starts at once, takes the canary\'s traffic away until the controller writes again.',
  fix: 'add it to ignoreDifferences',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/istio/#integrating-with-gitops',
  noticedBy: [],
  example: {
    base: 'gitOps',
    bad: `
kind: Application
spec:
  syncPolicy:
    automated: { prune: true, selfHeal: true }
  ignoreDifferences: []
`,
    good: `
kind: Application
spec:
  syncPolicy:
    automated: { prune: true, selfHeal: true }
  ignoreDifferences:
    - group: networking.istio.io
      kind: VirtualService
      jqPathExpressions:
        - .spec.http[].route[]?.weight
`,
  },
  *check(graph) {
    const applications = applicationsByNamespace(graph);
    if (applications.size > 0) {
      yield* fights(graph, applications);
    }
  },
};

function* fights(graph: ManifestGraph, applications: ReadonlyMap<string, readonly Application[]>): Iterable<Violation> {
  const rewrites = new Rewrites(graph);
  const settings = new ArgoCdSettings(graph);
  for (const rollout of graph.rollouts) {
    for (const rewrite of rewrites.of(rollout)) {
      // Of several it cannot be told which one delivers the object.
      const [application, another] = applications.get(rewrite.object.namespace) ?? [];
      if (application?.isAutomated === true && another === undefined && !application.isPatched
        && !application.ignoresAllOf(rewrite) && !settings.concern(rewrite.object)) {
        yield fight(application, rewrite);
      }
    }
  }
}

function fight(application: Application, { rollout, object, what, expression, isAddition }: Rewrite): Violation {
  const pronoun = isAddition ? 'it' : 'them';
  const revert = application.healsItself ? `selfHeal reverts ${pronoun} at once` : `the next automated sync reverts ${pronoun}`;
  const text = `leaves out ${what} of ${showObject(object)}, which ${showObject(rollout)} changes: ${revert}`;
  const fix = `add the jqPathExpression ${expression} for kind ${object.kind} of group ${object.group}`;
  return { manifest: application.manifest, field: `${application.path}.ignoreDifferences`, text, fix };
}
