/** The controller as an Application of Argo CD installs it by its Helm chart: what the manifests of the chart would tell. */

import { isPlaceholder } from '../../model/placeholders';
import { CHART_NAME } from '../../model/chart/chart-keys';
import { asList, asRecord, asString, field, givenFields } from '../../model/json';
import { GivenValues } from '../chart/given-values';
import type { MergedValues } from '../chart/merged-values';
import { mergedValues, touches } from '../chart/merged-values';
import { perGraph } from '../per-graph';
import type { Application, Source } from '../views/argo-cd';
import { applicationsOf, clusterOf } from '../views/argo-cd';
import { showObject, subfield } from '../wording';

const OCI = 'oci://';

/** A value of the chart. */
export interface ChartValue {
  /** What is given; `undefined` for what the chart has by default, and `null` where that is taken away. */
  readonly value: unknown;
  /** Whether it is that for sure: values may also be in files, and be filled in later. */
  readonly isKnown: boolean;
  /** Where it stands, or would. */
  readonly field: string;
}

/** A text in a map of values. */
export interface ChartText {
  readonly key: string;
  readonly text: string;
  /** Where it stands. */
  readonly field: string;
}

/** A release of the chart. */
export class ChartInstallation {
  /** The Application, as in a sentence. */
  public readonly place: string;
  /** The values that stand in the Application itself. */
  public readonly given: GivenValues;
  private readonly merged: MergedValues;
  /** Whether there are values of which nothing is known, beside those that are. */
  private readonly isOpen: boolean;

  constructor(public readonly application: Application, public readonly source: Source) {
    const { identity, isPatched } = application;
    const helm = field(source.content, 'helm');
    this.place = showObject(identity);
    this.given = new GivenValues(helm, `${source.field}.helm`, identity.kind === 'ApplicationSet');
    this.merged = mergedValues(this.given);
    this.isOpen = isPatched || this.given.map === undefined || asList(field(helm, 'valueFiles')).length > 0;
  }

  /** The cluster that it is in, as a key; `undefined` where that is not told. */
  public get cluster(): string | undefined {
    return clusterOf(this.application);
  }

  /** The namespace of the controller; `undefined` where that is not told. */
  public get namespace(): string | undefined {
    const { value, isKnown } = this.at('namespaceOverride');
    const namespace = value === undefined || value === null || value === '' ? this.application.namespace : asString(value);
    return !isKnown || namespace === undefined || namespace === '' || isPlaceholder(namespace) ? undefined : namespace;
  }

  /** The value at a path. */
  public at(...path: readonly string[]): ChartValue {
    const { values, unknown, isOpen } = this.merged;
    const { value, isCutOff } = follow(values, path);
    const isFilledIn = isCutOff || isOpen || this.application.isPatched || unknown.some((other) => touches(other, path))
      || (typeof value === 'string' && isPlaceholder(value));
    // Elements that are set one by one change a list that may be in a file.
    const isElement = this.isOpen && this.given.parameters.some(({ steps = [] }) => steps.length > path.length && touches(path, steps));
    // Lists, numbers and texts win over those of files; maps are merged with them.
    const isWhole = value !== undefined && (Array.isArray(value) || typeof value !== 'object' || value === null) && !isElement;
    return { value, isKnown: !isFilledIn && (isWhole || !this.isOpen), field: this.fieldOf(path) };
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
    return isKnown && (value === undefined || value === null || Array.isArray(value)) ? asList(value) : undefined;
  }

  /**
   * The texts in a map that nothing changes but what makes manifests of the Application: they may have templates in them, for
   * somebody else. There may be more in files.
   */
  public textsIn(...path: readonly string[]): readonly ChartText[] {
    const { values, unknown, isOpen } = this.merged;
    const texts = isOpen || this.application.isPatched ? undefined : asRecord(follow(values, path).value);
    return Object.entries(texts ?? {}).flatMap(([key, text]) => {
      const inner = [...path, key];
      const isFilledIn = typeof text !== 'string' || isPlaceholder(key) || unknown.some((other) => touches(other, inner));
      return isFilledIn ? [] : [{ key, text, field: this.fieldOf(inner) }];
    });
  }

  /** Where a value stands, or would. */
  private fieldOf(path: readonly string[]): string {
    const { map, opaque, parameters } = this.given;
    const parameter = parameters.filter(({ steps = [] }) => steps.length === path.length && touches(steps, path)).pop();
    const place = map?.field ?? opaque?.field ?? `${this.source.field}.helm.valuesObject`;
    return parameter === undefined ? path.reduce(subfield, place) : `${parameter.field}.value`;
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
  return field(content, 'chart') === CHART_NAME || (address.startsWith(OCI) && address.endsWith(`/${CHART_NAME}`));
}

/** What a path leads to, and whether it is cut off: below what is no map, the chart has nothing. */
function follow(values: unknown, path: readonly string[]): { readonly value: unknown; readonly isCutOff: boolean } {
  let value = values;
  for (const key of path) {
    if (value !== undefined && asRecord(value) === undefined) {
      return { value: undefined, isCutOff: true };
    }
    value = asRecord(value)?.[key];
  }
  return { value, isCutOff: false };
}

/** As the templates of Helm take it. */
function isTruthy(value: unknown): boolean {
  return value !== false && value !== 0 && value !== '' && value !== null;
}
