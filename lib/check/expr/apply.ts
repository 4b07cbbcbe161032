import { calculate, rangeOf } from './calculation';
import type { BinaryOperator, Order, UnaryOperator } from './syntax';
import type { Trial } from './trial';
import type { Value } from './values';
import { ANYTHING, ERROR, SOME_BOOLEAN, SOME_NUMBER, boolean, equals, inOrder, number, scalar } from './values';

/** The operators that need the values of both operands. */
export type StrictOperator = Exclude<BinaryOperator, '&&' | '||' | '??'>;

/** What an operator before a value gives. */
export function applyUnary(operator: UnaryOperator, operand: Value, trial: Trial): Value {
  if (operator === '!') {
    const truth = trial.truth(operand);
    return truth === 'error' ? ERROR : boolean(not(truth));
  }
  if (operand.kind === 'number') {
    return operator === '-' && operand.value !== undefined ? number(-operand.value) : operand;
  }
  if (operand.kind === 'unknown') {
    return operand.filledIn === true ? SOME_NUMBER : trial.doubt(ANYTHING);
  }
  return trial.reject(operand);
}

/** What an operator between two values gives. */
export function applyBinary(operator: StrictOperator, left: Value, right: Value, trial: Trial): Value {
  switch (operator) {
    case '==':
    case '!=':
      return equality(operator, left, right, trial);
    case 'in':
      return membership(left, right, trial);
    case 'matches':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return textual(operator, left, right, trial);
    case '..':
      return are(['number', 'unknown'], left, right) ? rangeOf(left, right) : trial.reject(left, right);
    case 'placeholder':
      return trial.doubt(ANYTHING);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '**': {
      const given = calculate(operator, left, right) ?? trial.reject(left, right);
      return given.kind === 'unknown' ? trial.doubt(given) : given;
    }
  }
}

/** Whether one value is above, or below, the other. */
export function applyOrder(operator: Order, left: Value, right: Value, trial: Trial): boolean | 'error' | undefined {
  if (!are(['number', 'string', 'unknown'], left, right)) {
    trial.reject(left, right);
    return 'error';
  }
  if ([left, right].some((value) => value.kind === 'unknown' && value.filledIn !== true)) {
    trial.doubt(ANYTHING);
  }
  return inOrder(operator, left, right);
}

function membership(item: Value, container: Value, trial: Trial): Value {
  if (container.kind !== 'list') {
    return are(['map', 'unknown'], container) ? trial.doubt(SOME_BOOLEAN) : trial.reject(container);
  }
  const same = container.length === 0 ? false : equals(item, container.element);
  return boolean(same === true && container.length === undefined ? undefined : same);
}

function textual(operator: 'matches' | 'contains' | 'startsWith' | 'endsWith', left: Value, right: Value, trial: Trial): Value {
  if (!are(['string', 'unknown'], left, right)) {
    return trial.reject(left, right);
  }
  const [text, part] = [scalar(left), scalar(right)];
  if (typeof text !== 'string' || typeof part !== 'string') {
    return are(['string'], left, right) ? SOME_BOOLEAN : trial.doubt(SOME_BOOLEAN);
  }
  switch (operator) {
    case 'contains':
      return boolean(text.includes(part));
    case 'startsWith':
      return boolean(text.startsWith(part));
    case 'endsWith':
      return boolean(text.endsWith(part));
    case 'matches':
      return SOME_BOOLEAN;
  }
}

function equality(operator: '==' | '!=', left: Value, right: Value, trial: Trial): Value {
  const [missing] = [left, right].flatMap((value) => value.kind === 'nil' ? value.lacking ?? [] : []);
  if (missing !== undefined && [left, right].some((value) => value.kind === 'number' && Number.isInteger(value.value ?? 0))) {
    // Where expr takes both for whole numbers, as with an index, it fails for nil; else nil is merely different.
    const isIndex = missing.kind === 'call' && (missing.name === 'findIndex' || missing.name === 'findLastIndex');
    if (isIndex) {
      trial.lack(missing);
    }
    return trial.doubt(SOME_BOOLEAN);
  }
  const equal = equals(left, right);
  return boolean(operator === '==' ? equal : not(equal));
}

function are(kinds: readonly Value['kind'][], ...values: readonly Value[]): boolean {
  return values.every(({ kind }) => kinds.includes(kind));
}

function not(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}
