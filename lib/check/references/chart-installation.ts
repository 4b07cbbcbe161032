/** The controller as an Application of Argo CD installs it by its Helm chart: what the manifests of the chart would tell. */

import { isPlaceholder } from '../../model/placeholders';
import { asList, asString, field, fieldAt, givenFields } from '../../model/json';
import { perGraph } from '../per-graph';
import type { Application, Source } from '../views/argo-cd';
import { applicationsOf, clusterOf } from '../views/argo-cd';
import { showObject } from '../wording';

const CHART = 'argo-rollouts';
const OCI = 'oci://';

/** A value of the chart. */
export interface ChartValue {
  /** What is given; `undefined` for what the chart has by default. */
  readonly value: unknown;
  /** Whether it is that for sure: values may also be in files, in texts of YAML and in parameters. */
  readonly isKnown: boolean;
  /** Where it stands, or would. */
  readonly field: string;
}

/** A release of the chart. */
export class ChartInstallation {
  /** The Application, as in a sentence. */
  public readonly place: string;
  private readonly helm: unknown;
  /** The values that are set one by one, over all others. */
  private readonly parameters: readonly string[];
  private readonly isOpen: boolean;

  constructor(public readonly application: Application, public readonly source: Source) {
    const { identity, isPatched } = application;
    this.place = showObject(identity);
    this.helm = field(source.content, 'helm');
    this.parameters = [...asList(field(this.helm, 'parameters')), ...asList(field(this.helm, 'fileParameters'))]
      .flatMap((parameter) => asString(field(parameter, 'name')) ?? []);
    // The text of `values` does not count beside an object.
    const hasText = field(this.helm, 'valuesObject') === undefined && (asString(field(this.helm, 'values')) ?? '').trim() !== '';
    this.isOpen = isPatched || hasText || asList(field(this.helm, 'valueFiles')).length > 0;
  }

  /** The cluster that it is in, as a key; `undefined` where that is not told. */
  public get cluster(): string | undefined {
    return clusterOf(this.application);
  }

  /** The namespace of the controller; `undefined` where that is not told. */
  public get namespace(): string | undefined {
    const { value, isKnown } = this.at('namespaceOverride');
    const namespace = value === undefined || value === '' ? this.application.namespace : asString(value);
    return !isKnown || namespace === undefined || namespace === '' || isPlaceholder(namespace) ? undefined : namespace;
  }

  /** The value at a path. */
  public at(...path: readonly string[]): ChartValue {
    const name = path.join('.');
    const value = fieldAt(field(this.helm, 'valuesObject'), path);
    const isReplaced = this.parameters.some((parameter) => touches(parameter, name) || touches(name, parameter));
    // Lists, numbers and texts win over those of files; maps are merged with them.
    const isWhole = value !== undefined && (Array.isArray(value) || typeof value !== 'object');
    const isTemplate = typeof value === 'string' && isPlaceholder(value);
    return {
      value, isKnown: !isReplaced && !isTemplate && !this.application.isPatched && (isWhole || !this.isOpen),
      field: `${this.source.field}.helm.valuesObject.${name}`,
    };
  }

  /** Whether a switch that is on by default is on; `undefined` where that is not known. */
  public isOn(...path: readonly string[]): boolean | undefined {
    const { value, isKnown } = this.at(...path);
    return isKnown ? value === undefined || isTruthy(value) : undefined;
  }

  /** Whether a switch that is off by default is on; `undefined` where that is not known. */
  public isOnWhereGiven(...path: readonly string[]): boolean | undefined {
    const { value, isKnown } = this.at(...path);
    return isKnown ? value !== undefined && isTruthy(value) : undefined;
  }

  /** The names of what is in a map; `undefined` where there may be more. */
  public keysOf(...path: readonly string[]): readonly string[] | undefined {
    const { value, isKnown } = this.at(...path);
    return isKnown ? givenFields(value) : undefined;
  }

  /** What is in a list that is empty by default; `undefined` where that is not known. */
  public listAt(...path: readonly string[]): readonly unknown[] | undefined {
    const { value, isKnown } = this.at(...path);
    return isKnown && (value === undefined || Array.isArray(value)) ? asList(value) : undefined;
  }
}

/** All releases of the chart that Applications, or the templates of ApplicationSets, make. */
export const chartInstallations = perGraph((graph): readonly ChartInstallation[] => applicationsOf(graph).flatMap(releasesBy));

/** The releases of the chart that one Application makes. */
export function releasesBy(application: Application): ChartInstallation[] {
  return application.sources.filter(isChart).map((source) => new ChartInstallation(application, source));
}

/** The chart of whatever repository, or as an artifact of its own. */
function isChart({ content }: Source): boolean {
  const address = (asString(field(content, 'repoURL')) ?? '').replace(/\/+$/, '');
  return field(content, 'chart') === CHART || (address.startsWith(OCI) && address.endsWith(`/${CHART}`));
}

/** Whether a parameter is what a path leads to, or lies in it. */
function touches(parameter: string, name: string): boolean {
  return parameter === name || parameter.startsWith(`${name}.`) || parameter.startsWith(`${name}[`);
}

/** As the templates of Helm take it. */
function isTruthy(value: unknown): boolean {
  return value !== false && value !== 0 && value !== '';
}
