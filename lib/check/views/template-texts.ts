import { subfield, element } from '../wording';

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
