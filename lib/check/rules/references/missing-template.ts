import type { AbsentFix, Reference } from '../../references/absent';
import { AbsentObjects, absentFault, isAmong } from '../../references/absent';
import type { TemplateReference } from '../../views/analysis-template';
import type { ManifestGraph } from '../../graph';
import type { Fault, Rule, Violation } from '../../rule';
import { showName } from '../../wording';

const TEMPLATE = 'argoproj.io/AnalysisTemplate';
const CLUSTER_TEMPLATE = 'argoproj.io/ClusterAnalysisTemplate';
const FIX: AbsentFix = {
  otherwise: 'add the template, or correct the name',
  elsewhere: 'add one to this namespace, or make it a ClusterAnalysisTemplate',
};

export const missingTemplate: Rule = {
  id: 'ARO405',
  severity: 'warning',
  tellsOfAbsence: true,
  title: 'Every template that an analysis is made of is there',
  why: 'A Rollout whose template is missing is refused by the controller (InvalidSpec), and no update goes on; one that '
    + 'an experiment names is missed when the update gets there. An AnalysisTemplate is looked for in the namespace of '
    + 'the Rollout, a ClusterAnalysisTemplate only where clusterScope is set.',
  fix: FIX.otherwise,
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  noticedBy: ['controller'],
  example: {
    base: 'blueGreen',
    bad: `
kind: Rollout
spec:
  strategy:
    blueGreen:
      prePromotionAnalysis:
        templates: [{ templateName: warmup }]
`,
    good: `
kind: Rollout
spec:
  strategy:
    blueGreen:
      prePromotionAnalysis:
        templates: [{ templateName: warm-up }]
`,
  },
  *check(graph) {
    const told = new AbsentObjects();
    for (const use of graph.analyses.filter(({ complete }) => !complete)) {
      for (const reference of use.references) {
        yield* missed(graph, use.rollout, reference, told);
      }
    }
    for (const template of graph.analysisTemplates) {
      for (const reference of template.templates) {
        yield* missed(graph, template, reference, told);
      }
    }
  },
};

const NONE: readonly Violation[] = [];

type Referrer = Pick<Violation, 'manifest'> & { readonly namespace: string };

function missed(
  graph: ManifestGraph, { manifest, namespace }: Referrer, reference: TemplateReference, told: AbsentObjects,
): readonly Violation[] {
  const { field: path, name, clusterScope } = reference;
  const namespaced: Reference = { field: path, kinds: [TEMPLATE], namespace, name };
  const clusterWide: Reference = { field: path, kinds: [CLUSTER_TEMPLATE], namespace: '', name };
  const [wanted, other] = clusterScope ? [clusterWide, namespaced] : [namespaced, clusterWide];
  const fault = absentFault(graph, wanted, FIX);
  if (fault === undefined) {
    return NONE;
  }
  if (isAmong(graph, other)) {
    // It is the reference that is to be mended, and each by itself.
    return [{ manifest, ...fault, ...wrongScope(clusterScope, namespace) }];
  }
  return told.isNew(fault) ? [{ manifest, ...fault }] : NONE;
}

function wrongScope(clusterScope: boolean, namespace: string): Pick<Fault, 'text' | 'fix'> {
  const place = namespace === '' ? '' : ` in namespace ${showName(namespace)}`;
  return clusterScope
    ? { text: `is an AnalysisTemplate${place}, and clusterScope is set`, fix: 'remove clusterScope' }
    : { text: 'is a ClusterAnalysisTemplate, and clusterScope is not set', fix: 'set clusterScope: true' };
}
