import type { Document } from 'yaml';
import { isMap, isPair, isScalar, isSeq, Scalar } from 'yaml';
import type { Parsed, Place } from './documents';
import { parse, positionAt } from './documents';
import { segmentsOf } from './field-path';
import { startOf } from './flaws';
import type { Chunk, Position } from './source-text';

/** Where a field stands, and how its value is written. */
export interface Location {
  readonly position: Position;
  /** A value without quotes; `undefined` where there is none. */
  readonly plain: Plain | undefined;
}

/** A value without quotes: what is read, and what is written. */
export interface Plain {
  readonly value: unknown;
  readonly text: string;
}

/**
 * Finds where fields stand; that which is nearest on the way there, where one is absent. The text is read once more, since
 * keeping the positions of everything would take many times the memory, and findings are few.
 */
export class Locator {
  /** The findings of one document come one after another. */
  private last?: { readonly chunk: Chunk; readonly parsed: Parsed };

  public locate({ chunk, index, prefix }: Place, field: string): Location {
    const { documents, lines } = this.parsed(chunk);
    const document = documents[index];
    const { offset, node } = document === undefined ? NOWHERE : follow(document, [...prefix, ...segmentsOf(field)]);
    return { position: positionAt(offset, chunk, lines), plain: plainOf(node) };
  }

  private parsed(chunk: Chunk): Parsed {
    if (this.last?.chunk !== chunk) {
      this.last = { chunk, parsed: parse(chunk) };
    }
    return this.last.parsed;
  }
}

function plainOf(node: unknown): Plain | undefined {
  return isScalar(node) && node.type === Scalar.PLAIN && node.source !== undefined ? { value: node.value, text: node.source } : undefined;
}

/** Where a field of a document stands in a text that holds no other. */
export function positionIn(text: string, field: string): Position {
  return new Locator().locate({ chunk: { text, linesBefore: 0 }, index: 0, prefix: [] }, field).position;
}

const NOWHERE = { offset: 0, node: undefined };

/** The node at the end of the way, if the way leads to its end. */
function follow(document: Document, segments: readonly (string | number)[]): { readonly offset: number; readonly node: unknown } {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const segment of segments) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
      if (!isPair(pair)) {
        return { offset, node: undefined };
      }
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof segment === 'number') {
      node = node.items[segment];
      offset = startOf(node) ?? offset;
    } else {
      return { offset, node: undefined };
    }
  }
  return { offset, node };
}
