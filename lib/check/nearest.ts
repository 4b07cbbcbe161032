/** Comparing takes time in the product of the lengths, and nobody mistypes a word that long. */
const LONGEST_WORD = 64;

/** By how much a word is nearer that only lacks its end: `rat` is rather `rate` than `rad`. */
const LACKS_ITS_END = 0.5;

/** How many letters must be added, removed, replaced or swapped with their neighbour. */
function editDistance(left: string, right: string): number {
  let earlier: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = at(previous, column - 1) + (left[row - 1] === right[column - 1] ? 0 : 1);
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const swapped = isSwap ? at(earlier, column - 2) + 1 : Infinity;
      current.push(Math.min(at(previous, column) + 1, at(current, column - 1) + 1, replaced, swapped));
    }
    earlier = previous;
    previous = current;
  }
  return at(previous, right.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

/**
 * The candidate that was probably meant by `word`: case does not count, and at most a third of the letters may be
 * wrong. `undefined` where none is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) {
    return undefined;
  }
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + LACKS_ITS_END;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    const missing = other.length - wanted.length;
    const isBegun = other.startsWith(wanted);
    if (!isBegun && Math.abs(missing) >= bestDistance) {
      continue;
    }
    const distance = isBegun ? missing - LACKS_ITS_END : editDistance(wanted, other);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean "x"?` where something near is among the candidates, else `otherwise`. */
export function didYouMean(word: string, candidates: Iterable<string>, otherwise: string): string {
  const near = nearest(word, candidates);
  return near === undefined ? otherwise : `did you mean ${JSON.stringify(near)}?`;
}
