import type { IgnoredDifference } from './ignored-differences';
import { concerns, filterOf, filtersFor } from './ignored-differences';
import { jqPath, keyStep } from './ignored-path';
import type { Identity } from '../manifest';
import type { Rewrite } from './rewrites';
import type { Rollout } from '../views/rollout';

type Kind = Pick<Identity, 'group' | 'kind'>;

/** Objects that an entry may be about, by what is rewritten in the first of them. */
interface Target {
  readonly rewrite: Rewrite;
  /** The steps to what is rewritten. */
  readonly steps: readonly string[];
  /** The elements of lists that are rewritten, as steps. */
  readonly names: Set<string>;
}

const ROLLOUT: Kind = { group: 'argoproj.io', kind: 'Rollout' };
const SPEC = keyStep('spec');

/** What is delivered into a namespace and rewritten there, for asking what the entries of an `ignoreDifferences` hide. */
export class Delivery {
  private readonly rollouts = new Map<string, Rollout>();
  private readonly targets = new Map<string, Target>();
  private readonly kinds = new Map<string, Kind>();

  public addRollout(rollout: Rollout): void {
    for (const filter of filtersFor(rollout)) {
      this.rollouts.set(filter, this.rollouts.get(filter) ?? rollout);
    }
  }

  public addRewrite(rewrite: Rewrite): void {
    const { object, expression, places } = rewrite;
    if (rewrite.isAddition || places.length === 0) {
      return;
    }
    const kind = keyOf(object);
    this.kinds.set(kind, object);
    const names = places.flatMap((place) => place.flatMap((spellings) => spellings.filter((spelling) => spelling.startsWith('[='))));
    for (const filter of filtersFor(object)) {
      const where = `${kind}\n${filter}`;
      const target = this.targets.get(where) ?? { rewrite, steps: jqPath(expression)?.steps ?? [], names: new Set() };
      this.targets.set(where, target);
      names.forEach((name) => target.names.add(name));
    }
  }

  /** Whether an entry is about a kind that is rewritten. */
  public concerns(entry: IgnoredDifference): boolean {
    return this.concerned(entry).length > 0;
  }

  /** The Rollout that an entry hides as a whole by a path. */
  public rolloutIn(entry: IgnoredDifference, steps: readonly string[]): Rollout | undefined {
    const isWhole = steps.length === 0 || (steps.length === 1 && steps[0] === SPEC);
    return isWhole && concerns(entry, ROLLOUT) ? this.rollouts.get(filterOf(entry)) : undefined;
  }

  /** What is rewritten in an object that an entry is about. */
  public rewriteIn(entry: IgnoredDifference): Rewrite | undefined {
    return this.targetsOf(entry)[0]?.rewrite;
  }

  /** What is rewritten at a path that an entry ignores, or within it. */
  public heldBy(entry: IgnoredDifference, steps: readonly string[]): { readonly rewrite: Rewrite; readonly isExact: boolean } | undefined {
    const target = this.targetsOf(entry).find((candidate) => isWithin(candidate, steps));
    return target === undefined ? undefined : { rewrite: target.rewrite, isExact: steps.length === target.steps.length };
  }

  private targetsOf(entry: IgnoredDifference): Target[] {
    return this.concerned(entry).flatMap((kind) => this.targets.get(`${keyOf(kind)}\n${filterOf(entry)}`) ?? []);
  }

  private concerned(entry: IgnoredDifference): Kind[] {
    return [...this.kinds.values()].filter((kind) => concerns(entry, kind));
  }
}

function isWithin({ steps: wanted, names }: Target, steps: readonly string[]): boolean {
  return steps.length <= wanted.length && steps.every((step, index) => {
    const isElement = step.startsWith('[') && wanted[index]?.startsWith('[') === true;
    return step === wanted[index] || (isElement && (!step.startsWith('[=') || names.has(step)));
  });
}

function keyOf({ group, kind }: Kind): string {
  return `${group}/${kind}`;
}
