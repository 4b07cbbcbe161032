import type { Call } from './syntax';
import type { Trial } from './trial';
import type { ListValue, Value } from './values';
import { ANYTHING, ERROR, SOME_MAP, SOME_NUMBER, boolean, isNaNValue, list, number } from './values';

/** Evaluates the predicate with what `#`, `#index` and `#acc` are. */
export type Body = (elements: ReadonlyMap<string, Value>) => Value;

/**
 * What a function gives that does something for each element of a list; `start` is the value that `reduce` begins with.
 *
 * The predicate is evaluated once, for all elements alike, and not at all for an empty list.
 */
export function applyPredicate(call: Call, subject: Value, body: Body | undefined, start: Value | undefined, trial: Trial): Value {
  if (subject.kind !== 'list' && subject.kind !== 'unknown') {
    return trial.reject(subject);
  }
  const known: ListValue = subject.kind === 'list' ? subject : { kind: 'list', element: ANYTHING };
  const given = applyToList(call, known, body, start, trial);
  return subject.kind === 'list' ? given : trial.doubt(given);
}

function applyToList(call: Call, subject: ListValue, body: Body | undefined, start: Value | undefined, trial: Trial): Value {
  if (call.name === 'reduce') {
    return reduced(call, subject, body, start, trial);
  }
  // Without a predicate, `sum` and `count` look at the elements themselves.
  const given = each(subject, body);
  if (given.kind === 'error') {
    return ERROR;
  }
  switch (call.name) {
    case 'map':
      return list(subject.length, given);
    case 'sortBy':
      return subject;
    case 'groupBy':
      return SOME_MAP;
    case 'sum':
      return sum(subject, given, trial);
    case undefined:
    default: {
      const holds = subject.length === 0 ? false : trial.truth(given);
      return holds === 'error' ? ERROR : selected(call, subject, holds);
    }
  }
}

/** What the predicate gives for any one element; where there is none it may be anything. */
function each({ length, element }: ListValue, body: Body | undefined, accumulated: Value = ANYTHING): Value {
  if (length === 0) {
    return ANYTHING;
  }
  const given = body?.(new Map([['', element], ['index', length === 1 ? number(0) : SOME_NUMBER], ['acc', accumulated]])) ?? element;
  // Whether there is any element for which it can fail, is not known then.
  return given.kind === 'error' && length === undefined ? ANYTHING : given;
}

/** What comes of the elements that pass, where all of them do or none; `undefined` where that depends. */
function selected(call: Call, { length, element }: ListValue, holds: boolean | undefined): Value {
  const least = holds === true ? length ?? 0 : 0;
  const most = holds === false ? 0 : length ?? Infinity;
  const exactly = least === most ? least : undefined;
  switch (call.name) {
    case 'all':
      return boolean(holds === true || length === 0 ? true : most < (length ?? 0) ? false : undefined);
    case 'any':
      return boolean(least > 0 ? true : most === 0 ? false : undefined);
    case 'none':
      return boolean(most === 0 ? true : least > 0 ? false : undefined);
    case 'one':
      return boolean(exactly === 1 ? true : most === 0 || least > 1 ? false : undefined);
    case 'count':
      return exactly === undefined ? SOME_NUMBER : number(exactly);
    case 'filter':
      return list(exactly, element);
    case 'find':
    case 'findLast':
      return least > 0 ? element : most === 0 ? { kind: 'nil', lacking: call } : ANYTHING;
    case 'findIndex':
    case 'findLastIndex':
      return least > 0 ? number(call.name === 'findIndex' ? 0 : least - 1) : most === 0 ? { kind: 'nil', lacking: call } : ANYTHING;
    case undefined:
    default:
      return ANYTHING;
  }
}

/** The sum of nothing is 0. */
function sum({ length }: ListValue, summand: Value, trial: Trial): Value {
  if (length === 0) {
    return number(0);
  }
  if (summand.kind !== 'number') {
    return trial.doubt(ANYTHING);
  }
  return length === 1 || (length !== undefined && isNaNValue(summand)) ? summand : SOME_NUMBER;
}

/** Without a value to begin with, `reduce` begins with the first element, and fails where there is none. */
function reduced(call: Call, subject: ListValue, body: Body | undefined, start: Value | undefined, trial: Trial): Value {
  if (subject.length === 0) {
    return start ?? trial.lack(call);
  }
  if (subject.length === 1 && start === undefined) {
    return subject.element;
  }
  const given = each(subject, body, subject.length === 1 ? start : ANYTHING);
  return given.kind === 'error' || subject.length === 1 ? given : ANYTHING;
}
