/** Keys and indexes for finding objects in one step. */

/** What is found by its namespace and name. */
export interface Named {
  readonly name: string | undefined;
  readonly namespace: string;
}

/** One key for several parts, or none where a part is missing. No part of an ordinary manifest has a line break. */
export function key(first: string | undefined, second: string | undefined, ...more: readonly (string | undefined)[]): string | undefined {
  if (first === undefined || second === undefined || more.includes(undefined)) {
    return undefined;
  }
  return more.length === 0 ? `${first}\n${second}` : `${first}\n${second}\n${more.join('\n')}`;
}

/** What is at a key; nothing is at no key. */
export function at<T>(index: ReadonlyMap<string, T>, where: string | undefined): T | undefined {
  return where === undefined ? undefined : index.get(where);
}

/**
 * Items by two names, as namespace and name; the first item counts. Two lookups take less time than joining both to one
 * key, which is then to be hashed.
 */
export class NameIndex<T> {
  private readonly byFirst = new Map<string, Map<string, T>>();

  /** Nothing is added where there is no name. */
  public add(first: string, second: string | undefined, item: T): void {
    const items = this.byFirst.get(first);
    if (second === undefined || items?.has(second) === true) {
      return;
    }
    if (items === undefined) {
      this.byFirst.set(first, new Map([[second, item]]));
    } else {
      items.set(second, item);
    }
  }

  public find(first: string, second: string | undefined): T | undefined {
    return second === undefined ? undefined : this.byFirst.get(first)?.get(second);
  }
}

/** Objects by their namespaces and names. */
export function named<T extends Named>(objects: readonly T[]): NameIndex<T> {
  const index = new NameIndex<T>();
  for (const object of objects) {
    index.add(object.namespace, object.name, object);
  }
  return index;
}

/** The first item for each key. */
export function firstBy<T>(items: readonly T[], keyFor: (item: T) => string | undefined): ReadonlyMap<string, T> {
  const index = new Map<string, T>();
  for (const item of items) {
    const where = keyFor(item);
    if (where !== undefined && !index.has(where)) {
      index.set(where, item);
    }
  }
  return index;
}

/** All items for each key, of which an item may have several. */
export function listsBy<T>(
  items: readonly T[], keysFor: (item: T) => readonly (string | undefined)[],
): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>();
  for (const item of items) {
    for (const where of keysFor(item)) {
      const list = at(index, where);
      if (list !== undefined) {
        list.push(item);
      } else if (where !== undefined) {
        index.set(where, [item]);
      }
    }
  }
  return index;
}
