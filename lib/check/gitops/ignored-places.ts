import type { IgnoredDifference } from './ignored-differences';
import { concerns, filterOf, filtersFor, isController } from './ignored-differences';
import type { IgnoredPath } from './ignored-path';
import { failsIn } from './ignored-path';
import type { Identity, Manifest } from '../manifest';

interface Covered {
  isAll: boolean;
  readonly places: Map<string, IgnoredPath[]>;
}

/** What the entries ignore, for asking about many objects. */
export class IgnoredPlaces {
  private readonly byFilter = new Map<string, IgnoredDifference[]>();
  private readonly known = new Map<string, Covered>();
  /** Of paths with many places in an object, whether jq fails on them there. */
  private readonly failing = new Map<IgnoredPath, Map<Manifest, boolean>>();

  constructor(entries: readonly IgnoredDifference[]) {
    for (const entry of entries) {
      const filter = filterOf(entry);
      const same = this.byFilter.get(filter) ?? [];
      this.byFilter.set(filter, same);
      same.push(entry);
    }
  }

  /** Whether one of the spellings of a place, or of what it lies in, is ignored in an object. */
  public covers(object: Identity, manifest: Manifest, spellings: readonly string[]): boolean {
    return filtersFor(object).some((filter) => {
      const { isAll, places } = this.coveredBy(filter, object);
      return isAll || spellings.some((spelling) => places.get(spelling)?.some((path) => !this.fails(path, manifest)) === true);
    });
  }

  private fails(path: IgnoredPath, manifest: Manifest): boolean {
    const known = this.failing.get(path) ?? new Map<Manifest, boolean>();
    this.failing.set(path, known);
    const fails = known.get(manifest) ?? failsIn(path, manifest);
    known.set(manifest, fails);
    return fails;
  }

  private coveredBy(filter: string, object: Identity): Covered {
    const memo = `${object.group}\n${object.kind}\n${filter}`;
    const known = this.known.get(memo);
    if (known !== undefined) {
      return known;
    }
    const covered: Covered = { isAll: false, places: new Map() };
    for (const entry of this.byFilter.get(filter) ?? []) {
      if (concerns(entry, object)) {
        covered.isAll ||= entry.managers.some(isController);
        for (const { path } of entry.expressions) {
          if (path === undefined) {
            covered.isAll = true;
          } else {
            const place = path.steps.join('');
            covered.places.set(place, [...covered.places.get(place) ?? [], path]);
          }
        }
      }
    }
    this.known.set(memo, covered);
    return covered;
  }
}
