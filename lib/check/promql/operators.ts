import type { Value } from './value';
import { firstNaN } from './value';

const COMPARISONS: ReadonlySet<string> = new Set(['Eql', 'Neq', 'Gte', 'Gtr', 'Lte', 'Lss']);

/** What comes of two values and the operator of that name in the grammar. */
export function combined(operator: string, left: Value, right: Value, isBool: boolean): Value {
  const calculated = calculation(left, right);
  if (COMPARISONS.has(operator)) {
    return isBool ? { ...calculated, nan: undefined, isNonZero: false } : filtered(operator, left, right);
  }
  switch (operator) {
    case 'Or':
      return {
        kind: 'vector',
        nan: firstNaN([left, right]),
        isPresent: left.isPresent || right.isPresent,
        isPlain: left.isPlain && right.isPlain,
        isNonZero: left.isNonZero && right.isNonZero,
      };
    case 'And':
    case 'Unless':
      // Whoever writes it chooses among the series on purpose, perhaps those that can be divided.
      return { ...left, nan: undefined, isPresent: false };
    case 'Div':
    case 'Mod': {
      // A number divided by 0 is infinite; what is left over then is NaN.
      const isNaN = !right.isNonZero && (operator === 'Mod' || !left.isNonZero);
      const source = operator === 'Mod' ? 'it divides by 0' : 'it divides 0 by 0';
      return { ...calculated, nan: calculated.nan ?? (isNaN ? source : undefined) };
    }
    case 'Add':
      // Added lest the divisor be 0.
      return { ...calculated, isNonZero: (left.number ?? 0) > 0 || (right.number ?? 0) > 0 };
    case 'Sub':
      return { ...calculated, isNonZero: false };
    default:
      return calculated;
  }
}

function calculation(left: Value, right: Value): Value {
  const isScalar = left.kind === 'scalar' && right.kind === 'scalar';
  const isVector = left.kind === 'vector' || right.kind === 'vector';
  // Two lists are matched by their labels, which nobody knows here unless there are none.
  const areMatched = left.kind === 'scalar' || right.kind === 'scalar' || (left.isPlain && right.isPlain);
  return {
    kind: isScalar ? 'scalar' : isVector ? 'vector' : undefined,
    nan: firstNaN([left, right]),
    isPresent: left.isPresent && right.isPresent && areMatched,
    isPlain: left.isPlain && right.isPlain,
    isNonZero: left.isNonZero && right.isNonZero,
  };
}

/** The series of which a comparison holds. NaN is neither equal to anything, nor above or below it. */
function filtered(operator: string, left: Value, right: Value): Value {
  const series = left.kind === 'scalar' ? right : left;
  const bound = right.number ?? NaN;
  const excludesZero = (operator === 'Gtr' && bound >= 0) || (operator === 'Gte' && bound > 0) || (operator === 'Neq' && bound === 0);
  return {
    kind: 'vector',
    nan: operator === 'Neq' ? series.nan : undefined,
    isPresent: false,
    isPlain: series.isPlain,
    isNonZero: series.isNonZero || excludesZero,
  };
}
