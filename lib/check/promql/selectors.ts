import type { Tree } from '@lezer/common';
import type { Scan } from './scan';

/** A condition on a label. */
export interface LabelMatcher {
  readonly label: string;
  /** `=`, `!=`, `=~` or `!~` */
  readonly operator: string;
  /** With the placeholders that are in it. */
  readonly value: string;
}

/** Series, by the name of the metric and their labels. */
export interface Selector {
  /** `undefined` where there is none, or a placeholder in it. */
  readonly metric: string | undefined;
  readonly matchers: readonly LabelMatcher[];
}

/** The selectors in a query without errors, in order. */
export function selectorsOf(tree: Tree, { filled }: Scan, text: string): Selector[] {
  const found: { metric: string | undefined; readonly matchers: LabelMatcher[] }[] = [];
  let label = '';
  let operator = '';
  tree.iterate({
    enter({ name, from, to, node }) {
      const selector = found[found.length - 1];
      if (name === 'VectorSelector') {
        found.push({ metric: undefined, matchers: [] });
      } else if (selector === undefined) {
        return;
      } else if (name === 'Identifier' && filled.slice(from, to) === text.slice(from, to)) {
        selector.metric = filled.slice(from, to);
      } else if (name === 'LabelName') {
        label = text.slice(from, to);
      } else if (name === 'MatchOp') {
        operator = filled.slice(from, to);
      } else if (name === 'StringLiteral') {
        const value = unquote(text.slice(from, to));
        const parent = node.parent?.name;
        if (parent === 'UnquotedLabelMatcher' || parent === 'QuotedLabelMatcher') {
          selector.matchers.push({ label, operator, value });
        } else if (parent === 'QuotedLabelName' && node.parent?.parent?.name === 'QuotedLabelMatcher') {
          label = value;
        } else if (parent === 'QuotedLabelName' && node.parent?.parent?.name === 'LabelMatchers') {
          selector.metric = value;
        }
      }
    },
  });
  return found;
}

/** The text of a literal, as far as letters and their escapes go. */
function unquote(literal: string): string {
  const text = literal.slice(1, -1);
  return literal.startsWith('`') ? text : text.replace(/\\([\\"'])/g, '$1');
}
