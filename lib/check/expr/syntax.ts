/**
 * The syntax tree of a condition.
 *
 * Words and signs of one meaning are one operator: `and` is `&&`, `or` is `||`, `not` is `!`, `^` is `**`, and
 * `a not in b` is `!(a in b)`.
 */

/** What every part has. */
interface Part {
  /** Where it begins, or where its operator is, counted from 1 in UTF-16 code units. */
  readonly position: number;
}

/** `nil` */
export interface NilLiteral extends Part {
  readonly kind: 'nil';
}

/** `true` */
export interface BooleanLiteral extends Part {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** `0.95` */
export interface NumberLiteral extends Part {
  readonly kind: 'number';
  readonly value: number;
  /** Whether expr takes it for a whole number: `1` and `0x2A`, yet not `1.0` or `1e3`. */
  readonly integer: boolean;
}

/** `"ok"` */
export interface StringLiteral extends Part {
  readonly kind: 'string';
  /** `undefined` where a placeholder is in it, or an escape. */
  readonly value: string | undefined;
}

/** `{{args.bound}}`: a value of any type, which is put into the text before it is evaluated. */
export interface Placeholder extends Part {
  readonly kind: 'placeholder';
}

/** `result`, or the name of a variable. */
export interface Name extends Part {
  readonly kind: 'name';
  readonly name: string;
}

/** `#`, `#index` or `#acc`: what a predicate looks at. */
export interface Element extends Part {
  readonly kind: 'element';
  /** What follows the `#`; empty for the element itself. */
  readonly name: string;
}

/** `[1, 2]` */
export interface ListLiteral extends Part {
  readonly kind: 'list';
  readonly items: readonly Expr[];
}

/** `{a: 1}` */
export interface MapLiteral extends Part {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: Expr; readonly value: Expr }[];
}

/** The operators with one operand. */
export type UnaryOperator = '!' | '-' | '+';

/** `!a` */
export interface Unary extends Part {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expr;
}

/** The operators with two operands, apart from `<` and its kin, and from the pipe, which is a call. */
export type BinaryOperator =
  | '||' | '&&' | '==' | '!=' | 'in' | 'matches' | 'contains' | 'startsWith' | 'endsWith'
  | '..' | '+' | '-' | '*' | '/' | '%' | '**' | '??'
  /** A placeholder stands where the operator belongs. */
  | 'placeholder';

/** `a + b` */
export interface Binary extends Part {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
}

/** The operators that tell which of two values is the larger. */
export type Order = '<' | '<=' | '>' | '>=';

/** `a < b`, or a chain of them, `a < b < c`, which is `a < b && b < c`. */
export interface Comparison extends Part {
  readonly kind: 'comparison';
  readonly first: Expr;
  readonly rest: readonly { readonly operator: Order; readonly operand: Expr; readonly position: number }[];
}

/** `a ? b : c` and `if a { b } else { c }`. */
export interface Conditional extends Part {
  readonly kind: 'conditional';
  readonly condition: Expr;
  /** `undefined` in `a ?: c`, where it is the condition once more. */
  readonly then: Expr | undefined;
  readonly otherwise: Expr;
}

/** `a.b`, `a["b"]` and `a[0]`. */
export interface Member extends Part {
  readonly kind: 'member';
  readonly object: Expr;
  readonly property: Expr;
  /** Whether it is nil, rather than an error, where the object is. */
  readonly optional: boolean;
}

/** `a[1:2]` */
export interface Slice extends Part {
  readonly kind: 'slice';
  readonly object: Expr;
  readonly from: Expr | undefined;
  readonly to: Expr | undefined;
}

/** `f(a)`, also where it is written `a | f()`. */
export interface Call extends Part {
  readonly kind: 'call';
  /** The function; `undefined` where it is a method, or a placeholder names it. */
  readonly name: string | undefined;
  /** The method that is called, `a.f` in `a.f()`. */
  readonly method: Member | undefined;
  readonly args: readonly Expr[];
}

/** What a function does for each element of a list: `# > 0` in `all(result, # > 0)`. */
export interface Predicate extends Part {
  readonly kind: 'predicate';
  readonly body: Expr;
}

/** `let a = 1; b` */
export interface Let extends Part {
  readonly kind: 'let';
  readonly name: string;
  readonly value: Expr;
  readonly body: Expr;
}

/** `a; b`: the value is the last one. */
export interface Sequence extends Part {
  readonly kind: 'sequence';
  readonly items: readonly Expr[];
}

/** A condition, or a part of one. */
export type Expr =
  | NilLiteral | BooleanLiteral | NumberLiteral | StringLiteral | Placeholder | Name | Element | ListLiteral | MapLiteral
  | Unary | Binary | Comparison | Conditional | Member | Slice | Call | Predicate | Let | Sequence;

/** The parts directly below, in the order in which they are written. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'nil':
    case 'boolean':
    case 'number':
    case 'string':
    case 'placeholder':
    case 'name':
    case 'element':
      return [];
    case 'list':
    case 'sequence':
      return expr.items;
    case 'map':
      return expr.entries.flatMap(({ key, value }) => [key, value]);
    case 'unary':
      return [expr.operand];
    case 'binary':
      return [expr.left, expr.right];
    case 'comparison':
      return [expr.first, ...expr.rest.map(({ operand }) => operand)];
    case 'conditional':
      return given(expr.condition, expr.then, expr.otherwise);
    case 'member':
      return [expr.object, expr.property];
    case 'slice':
      return given(expr.object, expr.from, expr.to);
    case 'call':
      return given(expr.method, ...expr.args);
    case 'predicate':
      return [expr.body];
    case 'let':
      return [expr.value, expr.body];
  }
}

/** Where the text of a part begins, which for many is before their operator. */
export function startOf(part: Expr): number {
  let start = part;
  for (let [first] = partsOf(start); first !== undefined && first.position < start.position; [first] = partsOf(start)) {
    start = first;
  }
  return start.position;
}

function given(...parts: readonly (Expr | undefined)[]): Expr[] {
  return parts.flatMap((part) => part ?? []);
}
