import type { Tree } from '@lezer/common';
import { Memory } from '../../model/memory';
import { didYouMean } from '../nearest';
import { showValue } from '../wording';
import type { Misuse } from './argument-types';
import { evaluate } from './evaluate';
import { mayBeOtherLanguage, PROMQL_FUNCTIONS } from './functions';
import { hasBrokenPattern } from './matching';
import { promqlParser } from './parser';
import type { QueryError, Scan } from './scan';
import { scan, showPlace } from './scan';
import type { Selector } from './selectors';
import { selectorsOf } from './selectors';
import type { Value } from './value';
import { UNKNOWN } from './value';

/** What a query is about, as far as it is understood: nothing is known of one with a mistake, or in another language. */
export interface Query {
  /** The mistake for which it is refused, where that is certain. */
  readonly error?: QueryError;
  /** What Prometheus refuses as well, and a language akin to PromQL may take. */
  readonly misuse?: Misuse;
  /** The series that it is about. */
  readonly selectors: readonly Selector[];
  readonly value: Value;
}

/** Nobody writes one as long by hand, and the parser takes its time. */
const LONGEST = 5000;

/** Beyond this the parser gives up on what is nested deeply, and calls it an error. */
const MOST_NODES = 1000;

const NOT_UNDERSTOOD: Query = { selectors: [], value: UNKNOWN };
const queries = new Memory<Query>();

/** Reads a query in PromQL, in which placeholders such as `{{args.service}}` may stand for anything. */
export function readQuery(text: string): Query {
  return text.length > LONGEST ? NOT_UNDERSTOOD : queries.recall(text, () => read(text));
}

function read(text: string): Query {
  const scanned = scan(text);
  if (scanned.filled.trim() === '') {
    return failed({ offset: 0, text: 'is empty', fix: 'write a query in PromQL' });
  }
  if (scanned.error !== undefined) {
    return failed(scanned.error);
  }
  const tree = promqlParser().parse(scanned.filled);
  const { first, nodes } = errorIn(tree);
  if (first === undefined) {
    const { value, misuse } = evaluate(tree, scanned.filled, scanned.holes);
    const selectors = selectorsOf(tree, scanned, text);
    const pattern = selectors.flatMap(({ matchers }) => matchers).find((matcher) => hasBrokenPattern(matcher))?.value;
    return pattern === undefined
      ? { selectors, value, ...(misuse === undefined ? {} : { misuse }) }
      : failed({ offset: Math.max(text.indexOf(pattern), 0), text: `matches a label by ${showValue(pattern)}, which is no regular expression` });
  }
  // Brackets match in every language.
  const isCertain = scanned.holes.size === 0 && nodes < MOST_NODES && (scanned.brackets !== undefined || !mayBeOtherLanguage(scanned.code));
  return isCertain ? failed(scanned.brackets ?? mistakeAt(first, text, scanned)) : NOT_UNDERSTOOD;
}

function failed(error: QueryError): Query {
  return { ...NOT_UNDERSTOOD, error };
}

/** Where the first error is, and how many nodes there are. */
function errorIn(tree: Tree): { readonly first: number | undefined; readonly nodes: number } {
  const cursor = tree.cursor();
  let first: number | undefined;
  let nodes = 0;
  do {
    nodes += 1;
    if (cursor.type.isError) {
      first ??= cursor.from;
    }
  } while (cursor.next());
  return { first, nodes };
}

const LONGEST_EXCERPT = 20;

function mistakeAt(offset: number, text: string, { code }: Scan): QueryError {
  const [, name] = /([A-Za-z_:][\w:]*)\s*$/.exec(code.slice(0, offset)) ?? [];
  if (name !== undefined && code.charAt(offset) === '(' && !PROMQL_FUNCTIONS.has(name)) {
    const fix = didYouMean(name, PROMQL_FUNCTIONS, 'use a function of Prometheus');
    return { offset, text: `calls ${showValue(name)}, which is not a function of PromQL`, fix };
  }
  const rest = text.slice(offset).trim();
  return rest === ''
    ? { offset, text: 'ends too early' }
    : { offset, text: `has a syntax error ${showPlace(text, offset)}, near ${showValue(rest.slice(0, LONGEST_EXCERPT))}` };
}
