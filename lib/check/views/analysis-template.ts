import type { Identity, Manifest } from '../manifest';
import { asList, asRecord, asString, field, givenFields } from '../../model/json';
import { firstBy } from '../lookup';
import { element } from '../wording';

/** An argument, either declared by a template or supplied to it. */
export interface Argument {
  readonly field: string;
  readonly name: string | undefined;
  /** The text that is put in place of `{{args.…}}`, where the manifest tells. */
  readonly value: unknown;
  /** Where else the value comes from: a Secret, a field of the Rollout, a pod hash; `undefined` where it does not. */
  readonly source: unknown;
  readonly hasSource: boolean;
}

/** A reference to a template, by a Rollout or by another template. */
export interface TemplateReference {
  readonly field: string;
  readonly name: string | undefined;
  readonly clusterScope: boolean;
}

/** What the rules read of a metric. */
export interface Metric {
  readonly field: string;
  readonly name: string | undefined;
  /** How many measurements are taken; may be a number, digits, or a placeholder. */
  readonly count: unknown;
  /** The time between measurements; `undefined` where there is none. */
  readonly interval: unknown;
  /** How long after the start of the run it is first measured; `undefined` where that is at once. */
  readonly initialDelay: unknown;
  /** The kinds of provider that are given; a metric in order has one. */
  readonly providers: readonly string[];
  readonly content: unknown;
}

/** What the rules read of an AnalysisTemplate or ClusterAnalysisTemplate. */
export class AnalysisTemplate {
  public readonly kind: string;
  public readonly name: string | undefined;
  public readonly namespace: string;
  public readonly args: readonly Argument[];
  public readonly metrics: readonly Metric[];
  /** The templates whose metrics and arguments are added to its own. */
  public readonly templates: readonly TemplateReference[];
  private argumentsByName: ReadonlyMap<string, Argument> | undefined;

  constructor(public readonly manifest: Manifest, identity: Identity) {
    this.kind = identity.kind;
    this.name = identity.name;
    this.namespace = identity.namespace;
    this.args = argumentsAt(field(manifest, 'spec', 'args'), 'spec.args');
    this.metrics = asList(field(manifest, 'spec', 'metrics')).map((metric, index) => toMetric(metric, index));
    this.templates = referencesAt(field(manifest, 'spec', 'templates'), 'spec.templates');
  }

  /** The argument of that name, as this template declares it. */
  public argument(name: string): Argument | undefined {
    this.argumentsByName ??= firstBy(this.args, (argument) => argument.name);
    return this.argumentsByName.get(name);
  }
}

/** The arguments in a list; what is not an object is left out. */
export function argumentsAt(value: unknown, path: string): Argument[] {
  const found: Argument[] = [];
  asList(value).forEach((argument, index) => {
    if (asRecord(argument) !== undefined) {
      const source = field(argument, 'valueFrom');
      found.push({
        field: element(path, index),
        name: asString(field(argument, 'name')),
        value: field(argument, 'value'),
        source,
        hasSource: source !== undefined,
      });
    }
  });
  return found;
}

/** The references to templates in a list. */
export function referencesAt(value: unknown, path: string): TemplateReference[] {
  return asList(value).map((reference, index) => toReference(reference, element(path, index)));
}

/** A single reference to a template. */
export function toReference(value: unknown, path: string): TemplateReference {
  return {
    field: `${path}.templateName`,
    name: asString(field(value, 'templateName')),
    clusterScope: field(value, 'clusterScope') === true,
  };
}

function toMetric(content: unknown, index: number): Metric {
  return {
    field: element('spec.metrics', index),
    name: asString(field(content, 'name')),
    count: field(content, 'count'),
    interval: unlessEmpty(field(content, 'interval')),
    initialDelay: unlessEmpty(field(content, 'initialDelay')),
    providers: givenFields(field(content, 'provider')),
    content,
  };
}

/** The controller does not tell an empty text from none. */
function unlessEmpty(value: unknown): unknown {
  return value === '' ? undefined : value;
}
