import type { AnalysisTemplate, Argument, Metric, TemplateReference } from './analysis-template';
import { argumentsAt, referencesAt, toReference } from './analysis-template';
import { asList, field } from '../../model/json';
import type { Rollout, Step, Strategy } from './rollout';
import { areEqual } from '../equal';
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

/** Finds the template that a reference from a namespace means. */
type FindTemplate = (reference: TemplateReference, namespace: string) => AnalysisTemplate | undefined;

/** What the templates that an analysis names bring in. */
interface Contents {
  readonly templates: readonly UsedTemplate[];
  readonly metrics: readonly UsedMetric[];
  readonly complete: boolean;
}

/**
 * One analysis of a Rollout: all its templates and arguments become one AnalysisRun. What it consists of is worked out when
 * a rule asks, which for one that is like an earlier one most do not.
 */
export class AnalysisUse {
  private knownReferences: readonly TemplateReference[] | undefined;
  private knownArgs: readonly Argument[] | undefined;
  private knownContents: Contents | undefined;

  constructor(
    public readonly rollout: Rollout,
    public readonly place: AnalysisPlace,
    public readonly field: string,
    public readonly content: unknown,
    /** An earlier step of the Rollout with an equal analysis, so that what is true of one is true of the other. */
    public readonly like: AnalysisUse | undefined,
    private readonly find: FindTemplate,
  ) {}

  /** The templates that the Rollout names. */
  public get references(): readonly TemplateReference[] {
    this.knownReferences ??= this.place === 'experiment'
      ? [toReference(this.content, this.field)]
      : referencesAt(field(this.content, 'templates'), `${this.field}.templates`);
    return this.knownReferences;
  }

  /** The arguments that the Rollout supplies. */
  public get args(): readonly Argument[] {
    this.knownArgs ??= argumentsAt(field(this.content, 'args'), `${this.field}.args`);
    return this.knownArgs;
  }

  /** Each template once, with the templates that it refers to. */
  public get templates(): readonly UsedTemplate[] {
    return this.contents.templates;
  }

  public get metrics(): readonly UsedMetric[] {
    return this.contents.metrics;
  }

  /** Whether every template that is referred to is among the manifests. */
  public get complete(): boolean {
    return (this.like ?? this).contents.complete;
  }

  private get contents(): Contents {
    this.knownContents ??= flatten(this.references, this.rollout.namespace, this.find);
    return this.knownContents;
  }
}

/** All analyses of a Rollout, in the order of its manifest. */
export function analysesOf(rollout: Rollout, find: FindTemplate): AnalysisUse[] {
  const { canary, steps, blueGreen } = rollout;
  const uses: AnalysisUse[] = [];
  let model: AnalysisUse | undefined;
  const add = (place: AnalysisPlace, owner: Step | Strategy | undefined, name: string): void => {
    const content = field(owner?.content, name);
    if (owner !== undefined && content !== undefined) {
      const like = place === 'step' && model !== undefined && areEqual(model.content, content) ? model : undefined;
      const use = new AnalysisUse(rollout, place, `${owner.field}.${name}`, content, like, find);
      uses.push(use);
      if (place === 'step') {
        model = like ?? use;
      }
    }
  };
  add('background', canary, 'analysis');
  for (const step of steps) {
    add('step', step, 'analysis');
    for (const [index, content] of asList(field(step.content, 'experiment', 'analyses')).entries()) {
      const path = element(`${step.field}.experiment.analyses`, index);
      uses.push(new AnalysisUse(rollout, 'experiment', path, content, undefined, find));
    }
  }
  add('prePromotion', blueGreen, 'prePromotionAnalysis');
  add('postPromotion', blueGreen, 'postPromotionAnalysis');
  return uses;
}

function flatten(
  references: readonly TemplateReference[],
  namespace: string,
  find: FindTemplate,
): Contents {
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
