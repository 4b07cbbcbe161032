import type { Document } from 'yaml';
import { LineCounter, parseAllDocuments } from 'yaml';
import type { Manifest } from '../check';
import { asList, asRecord } from '../model/json';
import { kubernetesTags } from '../model/kubernetes-yaml';
import type { Flaw } from './flaws';
import { flawOfError, flawOfNodes, flawOfSyntax, flawOfValue, MOST_ALIASES, startOf, TEMPLATE } from './flaws';
import type { Chunk, Position } from './source-text';
import { chunksOf } from './source-text';

// The parser compares each key with every other of its map, which takes hours for a map of a megabyte; `flawOfNodes` finds repeated ones.
const OPTIONS = { logLevel: 'silent', prettyErrors: false, uniqueKeys: false, customTags: kubernetesTags } as const;

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
  readonly flaw: Flaw;
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
      unreadable.push({ position: { line: chunk.linesBefore + 1, column: 1 }, flaw: flawOfError(error) });
    }
  }
  // A template is one in all its parts.
  const first = unreadable.find(({ flaw }) => flaw === TEMPLATE);
  return { manifests, unreadable: unreadable.filter((each) => each === first || each.flaw !== TEMPLATE) };
}

function readChunk(chunk: Chunk, manifests: PlacedManifest[], unreadable: Unreadable[]): void {
  const { documents, lines } = parse(chunk);
  documents.forEach((document, index) => {
    const place: Place = { chunk, index, prefix: [] };
    const tell = (offset: number, flaw: Flaw): void => {
      unreadable.push({ position: positionAt(offset, chunk, lines), flaw });
    };
    const [error] = document.errors;
    if (error !== undefined) {
      // Whatever is valid JSON can be applied, also what YAML has doubts about (a tab, a key of over 1,024 characters).
      const json = asJson(chunk.text);
      if (json === undefined) {
        tell(error.pos[0], flawOfSyntax(error.message, error.pos[0], chunk.text));
      } else {
        collect(json, place, manifests);
      }
      return;
    }
    const flawed = flawOfNodes(document.contents, chunk.text);
    if (flawed !== undefined) {
      tell(flawed.offset, flawed.flaw);
      return;
    }
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    const flaw = flawOfValue(value, chunk.text);
    if (flaw === undefined) {
      collect(value, place, manifests);
    } else {
      tell(startOf(document.contents) ?? 0, flaw);
    }
  });
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

/** The documents of a chunk as nodes. */
export interface Parsed {
  readonly documents: readonly Document[];
  readonly lines: LineCounter;
}

export function parse(chunk: Chunk): Parsed {
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

/** The place in the file of what stands at an offset in the chunk. */
export function positionAt(offset: number, chunk: Chunk, lines: LineCounter): Position {
  const { line, col } = lines.linePos(offset);
  return { line: chunk.linesBefore + Math.max(line, 1), column: Math.max(col, 1) };
}
