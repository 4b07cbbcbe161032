import { Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Manifest } from '../check';
import { asList, asRecord, asString, field } from '../model/json';
import { segmentsOf } from './field-path';
import type { Chunk, Position } from './source-text';
import { chunksOf } from './source-text';

/** How often anchors may be repeated; beyond it a few lines stand for a document of any size. */
const MOST_ALIASES = 10_000;

// The parser compares each key with every other of its map, which takes hours for a map of a megabyte; see `repeatedKey`.
const OPTIONS = { logLevel: 'silent', prettyErrors: false, uniqueKeys: false } as const;

/** Where a manifest stands. */
export interface Place {
  readonly chunk: Chunk;
  /** Which of the documents in the chunk. */
  readonly index: number;
  /** The way from the root of the document, for an item of a `List`. */
  readonly prefix: readonly (string | number)[];
}

/** A manifest and where it stands. */
export interface PlacedManifest {
  readonly manifest: Manifest;
  readonly place: Place;
}

/** A document that cannot be read. */
export interface Unreadable {
  readonly position: Position;
  /** What is wrong, as a predicate of the document. */
  readonly text: string;
}

/** What a text holds. Documents that are no Kubernetes objects (the values of a chart, say) are not among the manifests. */
export interface Contents {
  readonly manifests: readonly PlacedManifest[];
  readonly unreadable: readonly Unreadable[];
}

/** Reads every document of a text. A mistake in one is reported, and the others are read all the same. */
export function readDocuments(text: string): Contents {
  const manifests: PlacedManifest[] = [];
  const unreadable: Unreadable[] = [];
  for (const chunk of chunksOf(text)) {
    try {
      readChunk(chunk, manifests, unreadable);
    } catch (error) {
      unreadable.push({ position: { line: chunk.linesBefore + 1, column: 1 }, text: reasonOf(error) });
    }
  }
  return { manifests, unreadable };
}

function readChunk(chunk: Chunk, manifests: PlacedManifest[], unreadable: Unreadable[]): void {
  const { documents, lines } = parse(chunk);
  documents.forEach((document, index) => {
    const [error] = document.errors;
    const repeated = error === undefined ? repeatedKey(document.contents) : undefined;
    if (repeated !== undefined) {
      unreadable.push({ position: positionAt(repeated, chunk, lines), text: describeError('Map keys must be unique') });
    } else if (error === undefined) {
      const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
      const fault = faultOf(value, chunk);
      if (fault === undefined) {
        collect(value, { chunk, index, prefix: [] }, manifests);
      } else {
        unreadable.push({ position: positionAt(startOf(document.contents) ?? 0, chunk, lines), text: fault });
      }
    } else {
      // Whatever is valid JSON can be applied, also what YAML has doubts about (a tab, a key of over 1,024 characters).
      const json = asJson(chunk.text);
      if (json === undefined) {
        unreadable.push({ position: positionAt(error.pos[0], chunk, lines), text: describeError(error.message) });
      } else {
        collect(json, { chunk, index, prefix: [] }, manifests);
      }
    }
  });
}

/** Where a key stands that its map has already. */
function repeatedKey(root: unknown): number | undefined {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (isSeq(node)) {
      open.push(...node.items);
    } else if (isMap(node)) {
      const keys = new Set<unknown>();
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? key.value : key;
        if (keys.has(name) && name !== '<<') {
          return startOf(key);
        }
        keys.add(name);
        open.push(value);
      }
    }
  }
  return undefined;
}

/** What is wrong with a document that is valid YAML. */
function faultOf(value: unknown, { text }: Chunk): string | undefined {
  if (text.includes('&') && containsItself(value)) {
    return 'has an anchor that contains itself';
  }
  const kind = field(value, 'kind');
  // `kind: {{ .Values.kind }}` is a map within a map.
  return kind === undefined || typeof kind === 'string' ? undefined : 'has a kind that is no text; a template must be rendered first';
}

function collect(value: unknown, place: Place, manifests: PlacedManifest[]): void {
  const manifest = asRecord(value);
  if (manifest?.kind === 'List' && manifest.apiVersion === 'v1') {
    asList(manifest.items).forEach((item, index) => {
      collect(item, { ...place, prefix: [...place.prefix, 'items', index] }, manifests);
    });
  } else if (typeof manifest?.kind === 'string') {
    manifests.push({ manifest, place });
  }
}

function parse(chunk: Chunk): { readonly documents: readonly Document[]; readonly lines: LineCounter } {
  const lines = new LineCounter();
  // Merge keys make reading slower by a quarter, and are rare.
  const merge = chunk.text.includes('<<');
  const parsed = parseAllDocuments(chunk.text, { ...OPTIONS, merge, lineCounter: lines });
  return { documents: Array.isArray(parsed) ? parsed : [], lines };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function positionAt(offset: number, chunk: Chunk, lines: LineCounter): Position {
  const { line, col } = lines.linePos(offset);
  return { line: chunk.linesBefore + Math.max(line, 1), column: Math.max(col, 1) };
}

/**
 * Finds where fields stand; that which is nearest on the way there, where one is absent. The text is read once more, since
 * keeping the positions of everything would take many times the memory, and findings are few.
 */
export class Locator {
  /** The findings of one document come one after another. */
  private last?: { readonly chunk: Chunk; readonly parsed: ReturnType<typeof parse> };

  public locate({ chunk, index, prefix }: Place, field: string): Position {
    const { documents, lines } = this.parsed(chunk);
    const document = documents[index];
    const offset = document === undefined ? 0 : offsetOf(document, [...prefix, ...segmentsOf(field)]);
    return positionAt(offset, chunk, lines);
  }

  private parsed(chunk: Chunk): ReturnType<typeof parse> {
    if (this.last?.chunk !== chunk) {
      this.last = { chunk, parsed: parse(chunk) };
    }
    return this.last.parsed;
  }
}

function offsetOf(document: Document, segments: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const segment of segments) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
      if (!isPair(pair)) {
        break;
      }
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof segment === 'number') {
      node = node.items[segment];
      offset = startOf(node) ?? offset;
    } else {
      break;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function reasonOf(error: unknown): string {
  return describeError(asString(field(error, 'message')) ?? String(error));
}

const TOO_DEEP = /call stack/i;
const TOO_MANY = /alias count/i;
const UNSET = /unresolved alias[^:]*: (.*)/i;

/** The parser's sentence as a predicate. */
function describeError(message: string): string {
  if (TOO_DEEP.test(message)) {
    return 'is nested too deeply';
  }
  if (TOO_MANY.test(message)) {
    return `repeats its anchors more than ${MOST_ALIASES} times`;
  }
  const [, unset] = UNSET.exec(message) ?? [];
  if (unset !== undefined) {
    return `repeats an anchor that is not set, ${unset}`;
  }
  const line = (message.split('\n')[0] ?? '').replace(/[.:\s]+$/, '');
  return `is not valid YAML: ${line}`;
}

/** Whether an object is somewhere in itself, which only anchors can bring about. */
function containsItself(root: unknown): boolean {
  const around = new Set<unknown>();
  const done = new Set<unknown>();
  // Twice on the stack: to be looked into, and to be left. Recursion would end where the stack does.
  const open: { readonly value: unknown; readonly leave: boolean }[] = [{ value: root, leave: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, leave } = next;
    if (leave) {
      around.delete(value);
      done.add(value);
    } else if (around.has(value)) {
      return true;
    } else if (typeof value === 'object' && value !== null && !done.has(value)) {
      around.add(value);
      open.push({ value, leave: true }, ...Object.values(value).map((child: unknown) => ({ value: child, leave: false })));
    }
  }
  return false;
}
