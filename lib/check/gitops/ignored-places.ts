import type { IgnoredDifference } from './ignored-differences';
import { concerns, filterOf, filtersFor, isController } from './ignored-differences';
import type { Identity } from '../manifest';

interface Covered {
  isAll: boolean;
  readonly places: Set<string>;
}

/** What the entries ignore, for asking about many objects. */
export class IgnoredPlaces {
  private readonly byFilter = new Map<string, IgnoredDifference[]>();
  private readonly known = new Map<string, Covered>();

  constructor(entries: readonly IgnoredDifference[]) {
    for (const entry of entries) {
      const filter = filterOf(entry);
      const same = this.byFilter.get(filter) ?? [];
      this.byFilter.set(filter, same);
      same.push(entry);
    }
  }

  /** Whether one of the spellings of a place, or of what it lies in, is ignored in an object. */
  public covers(object: Identity, spellings: readonly string[]): boolean {
    return filtersFor(object).some((filter) => {
      const { isAll, places } = this.coveredBy(filter, object);
      return isAll || spellings.some((spelling) => places.has(spelling));
    });
  }

  private coveredBy(filter: string, object: Identity): Covered {
    const memo = `${object.group}\n${object.kind}\n${filter}`;
    const known = this.known.get(memo);
    if (known !== undefined) {
      return known;
    }
    const covered: Covered = { isAll: false, places: new Set() };
    for (const entry of this.byFilter.get(filter) ?? []) {
      if (concerns(entry, object)) {
        covered.isAll ||= entry.managers.some(isController);
        for (const { path } of entry.expressions) {
          if (path === undefined) {
            covered.isAll = true;
          } else {
            covered.places.add(path.steps.join(''));
          }
        }
      }
    }
    this.known.set(memo, covered);
    return covered;
  }
}
