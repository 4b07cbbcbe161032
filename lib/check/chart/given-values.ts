/** The values of a Helm chart, as a source of an Application gives them: an object or a text, and parameters. */

import { hasMapAsKey, isPlaceholder } from '../../model/placeholders';
import type { JsonObject } from '../../model/json';
import { asList, asRecord, asString, field } from '../../model/json';
import { yamlContent } from '../../model/yaml';
import { element } from '../wording';
import type { Step } from './helm-parameter';
import { DEEPEST, settingValue, stepsOf } from './helm-parameter';

/** A value that is set by a parameter. */
export interface GivenParameter {
  /** Where the parameter stands. */
  readonly field: string;
  /** The keys and indexes that its name is made of; `undefined` where they are not known. */
  readonly steps: readonly Step[] | undefined;
  /** `undefined` where it is not known. */
  readonly content: { readonly value: unknown } | undefined;
  /** As it is written. */
  readonly text: string;
  readonly isText: boolean;
}

/** Values in an object, or in a text. */
export interface GivenMap {
  /** Where they stand. */
  readonly field: string;
  readonly values: JsonObject;
}

/** The values that stand in a source itself. */
export class GivenValues {
  /** The values of the object, or of the text, which does not count beside it; `undefined` where these are not known. */
  public readonly map: GivenMap | undefined;
  /** A text that cannot be read, or will be another one. */
  public readonly opaque: { readonly field: string; readonly text: string } | undefined;
  /** In the order in which they count. */
  public readonly parameters: readonly GivenParameter[];

  /** @param isTemplate whether the source is filled in for each Application of a set */
  constructor(helm: unknown, place: string, isTemplate: boolean) {
    const object = field(helm, 'valuesObject');
    const text = asString(field(helm, 'values')) ?? '';
    if (object !== undefined || text.trim() === '') {
      const values = plainCopy(object ?? {}, false);
      this.map = values === undefined ? undefined : { field: `${place}.valuesObject`, values };
    } else {
      const values = valuesIn(text, isTemplate);
      this.map = values === undefined ? undefined : { field: `${place}.values`, values };
      this.opaque = values === undefined ? { field: `${place}.values`, text } : undefined;
    }
    const parameters = parametersOf(field(helm, 'parameters'), `${place}.parameters`);
    const files = asList(field(helm, 'fileParameters')).map((parameter, index): GivenParameter => (
      { field: element(`${place}.fileParameters`, index), steps: stepsOf(asString(field(parameter, 'name')) ?? ''), content: undefined, text: '', isText: true }
    ));
    this.parameters = [...parameters.filter(({ isText }) => !isText), ...parameters.filter(({ isText }) => isText), ...files];
  }
}

function parametersOf(value: unknown, place: string): GivenParameter[] {
  return asList(value).map((parameter, index) => {
    const isText = field(parameter, 'forceString') === true;
    const given = field(parameter, 'value') ?? '';
    return {
      field: element(place, index),
      steps: stepsOf(asString(field(parameter, 'name')) ?? ''),
      content: typeof given === 'string' ? settingValue(given, isText) : undefined,
      text: asString(given) ?? '',
      isText,
    };
  });
}

/** The values that a text gives; `undefined` where these are not known. */
function valuesIn(text: string, isTemplate: boolean): JsonObject | undefined {
  const content = isTemplate && isPlaceholder(text) ? undefined : yamlContent(text);
  const values = content === undefined ? undefined : plainCopy(content.value ?? {}, true);
  // A template writes a part of such a text.
  return hasMapAsKey(values) ? undefined : values;
}

/**
 * A copy of a map; `undefined` where it is none, or lies in itself, or is deeper than any chart looks.
 *
 * @param keepsNull whether a null takes away what the chart has, as in a text; in an object it does not arrive
 */
function plainCopy(value: unknown, keepsNull: boolean): JsonObject | undefined {
  const copy = (item: unknown): unknown => {
    if (Array.isArray(item)) {
      return item.map(copy);
    }
    const fields = asRecord(item);
    return fields === undefined ? item : Object.fromEntries(Object.entries(fields)
      .filter(([, inner]) => keepsNull || (inner !== undefined && inner !== null))
      .map(([key, inner]) => [key, copy(inner)]));
  };
  return isTooDeep(value, []) ? undefined : asRecord(copy(value));
}

function isTooDeep(value: unknown, outer: readonly unknown[]): boolean {
  return typeof value === 'object' && value !== null
    && (outer.length >= DEEPEST || outer.includes(value) || Object.values(value).some((inner) => isTooDeep(inner, [...outer, value])));
}
