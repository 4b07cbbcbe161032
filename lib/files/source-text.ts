/** A place in a file, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One document of a file, as kubectl tells them apart: a line that begins with `---` begins another. */
export interface Chunk {
  readonly text: string;
  /** How many lines stand before it in the file. */
  readonly linesBefore: number;
}

const SEPARATOR = /^---(?=\s|$)/gm;

/**
 * The documents of a file, apart: a mistake in one, an unclosed bracket say, does not swallow those that follow. What holds
 * only comments is left out.
 */
export function chunksOf(text: string): Chunk[] {
  const starts = [0, ...Array.from(text.matchAll(SEPARATOR), ({ index }) => index), text.length];
  const chunks: Chunk[] = [];
  let linesBefore = 0;
  let start = 0;
  for (const end of starts.slice(1)) {
    const chunk = text.slice(start, end);
    if (/^(?!---\s*(#|$))\s*[^\s#]/m.test(chunk)) {
      chunks.push({ text: chunk, linesBefore });
    }
    linesBefore += lineBreaksIn(chunk);
    start = end;
  }
  return chunks;
}

function lineBreaksIn(text: string): number {
  let count = 0;
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) {
    count += 1;
  }
  return count;
}
