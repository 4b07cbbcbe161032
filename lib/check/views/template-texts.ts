import { subfield, element } from '../wording';

/** Where placeholders may be meant for something else: what reads an Application, makes its manifests, or is in these. */
const FOREIGN = [
  /^spec\.template\.(?:metadata\.annotations|spec\.info)\b/,
  /^spec\.template\.spec\..*?\.(?:helm\.(?:values|valuesObject|parameters)|kustomize|directory|plugin|annotations)\b/,
];

/** A text, and where it stands. */
export interface PlacedText {
  readonly field: string;
  readonly text: string;
}

/** All texts in a value, however deep, but for what lies in itself. */
export function placedTexts(value: unknown, place: string, outer: readonly unknown[] = []): PlacedText[] {
  if (typeof value === 'string') {
    return [{ field: place, text: value }];
  }
  if (typeof value !== 'object' || value === null || outer.includes(value)) {
    return [];
  }
  const within = [...outer, value];
  return Array.isArray(value) ? value.flatMap((item, index) => placedTexts(item, element(place, index), within))
    : Object.entries(value).flatMap(([key, item]) => placedTexts(item, subfield(place, key), within));
}

/** A text in the template of an ApplicationSet. */
export interface TemplateText extends PlacedText {
  /** Whether it may have placeholders for something else than the ApplicationSet. */
  readonly isForeign: boolean;
}

/** All texts in the template of an ApplicationSet. */
export function templateTexts(template: unknown): TemplateText[] {
  return placedTexts(template, 'spec.template').map((placed) => ({ ...placed, isForeign: FOREIGN.some((place) => place.test(placed.field)) }));
}
