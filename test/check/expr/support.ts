import type { Expr } from '../../../lib/check/expr';
import { parseExpr } from '../../../lib/check/expr';

/** The tree of a condition that can be read. */
export function tree(text: string): Expr {
  const { ast, error } = parseExpr(text);
  if (error !== undefined) {
    throw new Error(`${text} ${error.message}`);
  }
  return ast;
}

/** The tree as text, each operation in parentheses, so that it shows what belongs together. */
export function print(expr: Expr): string {
  switch (expr.kind) {
    case 'nil':
      return 'nil';
    case 'boolean':
      return String(expr.value);
    case 'number':
      return expr.integer ? String(expr.value) : `${expr.value}f`;
    case 'string':
      return expr.value === undefined ? '"…"' : JSON.stringify(expr.value);
    case 'placeholder':
      return '{{…}}';
    case 'name':
      return expr.name;
    case 'element':
      return `#${expr.name}`;
    case 'list':
      return `[${expr.items.map(print).join(', ')}]`;
    case 'map':
      return `{${expr.entries.map(({ key, value }) => `${print(key)}: ${print(value)}`).join(', ')}}`;
    case 'unary':
      return `(${expr.operator}${print(expr.operand)})`;
    case 'binary':
      return `(${print(expr.left)} ${expr.operator} ${print(expr.right)})`;
    case 'comparison':
      return `(${[print(expr.first), ...expr.rest.map(({ operator, operand }) => `${operator} ${print(operand)}`)].join(' ')})`;
    case 'conditional':
      return `(${print(expr.condition)} ? ${expr.then === undefined ? '' : `${print(expr.then)} `}: ${print(expr.otherwise)})`;
    case 'member':
      return `${print(expr.object)}${expr.optional ? '?.' : ''}[${print(expr.property)}]`;
    case 'slice':
      return `${print(expr.object)}[${[expr.from, expr.to].map((bound) => bound === undefined ? '' : print(bound)).join(':')}]`;
    case 'call':
      return `${expr.name ?? (expr.method === undefined ? '{{…}}' : print(expr.method))}(${expr.args.map(print).join(', ')})`;
    case 'predicate':
      return `{ ${print(expr.body)} }`;
    case 'let':
      return `(let ${expr.name} = ${print(expr.value)}; ${print(expr.body)})`;
    case 'sequence':
      return `(${expr.items.map(print).join('; ')})`;
  }
}
