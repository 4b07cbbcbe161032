/** The glob patterns of Argo CD, as far as they are understood here: stars. */

/** What takes more than stars to tell. */
const BEYOND_STARS = /[?[\]{}\\]/;

/** Whether a pattern has more than stars, so that it may match anything. */
export function isBeyondStars(pattern: string): boolean {
  return BEYOND_STARS.test(pattern);
}

/** From where on the rest of a pattern is tried again. */
interface Retry {
  readonly inPattern: number;
  readonly inText: number;
}

/**
 * Whether a text is what a pattern stands for. A regular expression would take a time that grows with each star; here the
 * next star of a kind takes the place of the last one, so it is the product of both lengths at most.
 *
 * @param isPath whether one star ends at a slash, and only two of them go beyond it
 */
export function fitsGlob(pattern: string, text: string, isPath: boolean): boolean {
  let inPattern = 0;
  let inText = 0;
  let wide: Retry | undefined;
  let narrow: Retry | undefined;
  while (inPattern < pattern.length || inText < text.length) {
    if (pattern[inPattern] === '*') {
      const start = inPattern;
      while (pattern[inPattern] === '*') {
        inPattern += 1;
      }
      const isNarrow = isPath && inPattern - start === 1;
      narrow = isNarrow ? { inPattern, inText } : undefined;
      wide = isNarrow ? wide : { inPattern, inText };
    } else if (inText < text.length && pattern[inPattern] === text[inText]) {
      inPattern += 1;
      inText += 1;
    } else if (narrow !== undefined && narrow.inText < text.length && text[narrow.inText] !== '/') {
      narrow = { inPattern: narrow.inPattern, inText: narrow.inText + 1 };
      ({ inPattern, inText } = narrow);
    } else if (wide !== undefined && wide.inText < text.length) {
      wide = { inPattern: wide.inPattern, inText: wide.inText + 1 };
      narrow = undefined;
      ({ inPattern, inText } = wide);
    } else {
      return false;
    }
  }
  return true;
}
