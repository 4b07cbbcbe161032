import type { AnalysisTemplate, Argument, Metric, TemplateReference } from './analysis-template';
import { argumentsAt, referencesAt, toReference } from './analysis-template';
import { asList, field } from '../../model/json';
import type { Rollout, Step, Strategy } from './rollout';
import { element } from '../wording';

/** Where in a Rollout an analysis runs. */
export type AnalysisPlace = 'step' | 'background' | 'prePromotion' | 'postPromotion' | 'experiment';

/** A template of an analysis, and the reference that brought it in (perhaps through another template). */
export interface UsedTemplate {
  readonly field: string;
  readonly template: AnalysisTemplate;
}

/** A metric of an analysis, and the template that it is from. */
export interface UsedMetric extends UsedTemplate {
  readonly metric: Metric;
}

/** One analysis of a Rollout: all its templates and arguments become one AnalysisRun. */
export interface AnalysisUse {
  readonly rollout: Rollout;
  readonly place: AnalysisPlace;
  readonly field: string;
  readonly content: unknown;
  /** The templates that the Rollout names. */
  readonly references: readonly TemplateReference[];
  /** The arguments that the Rollout supplies. */
  readonly args: readonly Argument[];
  /** Each template once, with the templates that it refers to. */
  readonly templates: readonly UsedTemplate[];
  readonly metrics: readonly UsedMetric[];
  /** Whether every template that is referred to is among the manifests. */
  readonly complete: boolean;
}

/** Finds the template that a reference from a namespace means. */
type FindTemplate = (reference: TemplateReference, namespace: string) => AnalysisTemplate | undefined;

/** All analyses of a Rollout, in the order of its manifest. */
export function analysesOf(rollout: Rollout, find: FindTemplate): AnalysisUse[] {
  return placesIn(rollout).map(({ place, path, content, references }) => ({
    rollout,
    place,
    field: path,
    content,
    references,
    args: argumentsAt(field(content, 'args'), `${path}.args`),
    ...flatten(references, rollout.namespace, find),
  }));
}

interface Place {
  readonly place: AnalysisPlace;
  readonly path: string;
  readonly content: unknown;
  readonly references: readonly TemplateReference[];
}

function placesIn({ canary, steps, blueGreen }: Rollout): Place[] {
  const places: Place[] = [];
  addAnalysis(places, 'background', canary, 'analysis');
  for (const step of steps) {
    addAnalysis(places, 'step', step, 'analysis');
    addExperiment(places, step);
  }
  addAnalysis(places, 'prePromotion', blueGreen, 'prePromotionAnalysis');
  addAnalysis(places, 'postPromotion', blueGreen, 'postPromotionAnalysis');
  return places;
}

function addAnalysis(places: Place[], place: AnalysisPlace, owner: Step | Strategy | undefined, name: string): void {
  const content = field(owner?.content, name);
  if (owner !== undefined && content !== undefined) {
    const path = `${owner.field}.${name}`;
    places.push({ place, path, content, references: referencesAt(field(content, 'templates'), `${path}.templates`) });
  }
}

function addExperiment(places: Place[], step: Step): void {
  for (const [index, content] of asList(field(step.content, 'experiment', 'analyses')).entries()) {
    const path = element(`${step.field}.experiment.analyses`, index);
    places.push({ place: 'experiment', path, content, references: [toReference(content, path)] });
  }
}

function flatten(
  references: readonly TemplateReference[],
  namespace: string,
  find: FindTemplate,
): Pick<AnalysisUse, 'templates' | 'metrics' | 'complete'> {
  const templates = new Map<AnalysisTemplate, UsedTemplate>();
  let complete = true;
  // A list of what is still to be visited rather than recursion: templates may refer to each other in a circle.
  const open = references.map((reference) => ({ reference, place: reference.field })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { reference, place } = next;
    const template = find(reference, namespace);
    if (template === undefined) {
      complete = false;
    } else if (!templates.has(template)) {
      templates.set(template, { field: place, template });
      for (const nested of [...template.templates].reverse()) {
        open.push({ reference: nested, place });
      }
    }
  }
  const used = [...templates.values()];
  const metrics: UsedMetric[] = [];
  for (const { field: place, template } of used) {
    for (const metric of template.metrics) {
      metrics.push({ field: place, template, metric });
    }
  }
  return { templates: used, metrics, complete };
}

/** The names that the templates of an analysis declare. */
export function declaredNames(use: AnalysisUse): Set<string> {
  const names = new Set<string>();
  for (const { template } of use.templates) {
    for (const { name } of template.args) {
      if (name !== undefined) {
        names.add(name);
      }
    }
  }
  return names;
}
