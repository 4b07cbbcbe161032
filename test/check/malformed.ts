/** What nobody expects where something stands in a manifest. */
export const WORST: readonly any[] = [
  undefined, null, '', '...', '💥\u0000\ud800', 0, -1, 1e308, NaN, Infinity, true, [], [null], [[]], {}, [{}], { constructor: 1 }, JSON.parse('{"__proto__": {"name": 7}}'),
  'x'.repeat(100_000),
];

/** Puts each of `values` in place of each value below `root`, one at a time, and has somebody look. */
export function whereverPut(values: readonly any[], root: any, look: () => void, leftOut: readonly string[] = []): void {
  const visit = (parent: any): void => {
    for (const key of Object.keys(parent).filter((each) => !leftOut.includes(each))) {
      const before = parent[key];
      for (const value of values) {
        parent[key] = value;
        look();
      }
      parent[key] = before;
      if (typeof before === 'object' && before !== null) {
        visit(before);
      }
    }
  };
  visit(root);
}
