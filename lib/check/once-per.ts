/** What is worked out about an object when somebody first asks, and forgotten with the object. */
export function oncePer<K extends object, T>(workOut: (about: K) => T): (about: K) => T {
  const known = new WeakMap<K, { readonly result: T }>();
  return (about) => {
    const before = known.get(about);
    if (before !== undefined) {
      return before.result;
    }
    const result = workOut(about);
    known.set(about, { result });
    return result;
  };
}
