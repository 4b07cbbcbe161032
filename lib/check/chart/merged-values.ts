/** What the values of a source come to together with the parameters that are set over them. */

import type { GivenParameter, GivenValues } from './given-values';
import type { Step } from './helm-parameter';

/** Values together with the parameters that are set over them. */
export interface MergedValues {
  readonly values: unknown;
  /** The paths that are not known. */
  readonly unknown: readonly (readonly Step[])[];
  /** Whether nothing is known, since a parameter may set anything. */
  readonly isOpen: boolean;
}

/** What the values come to; the order of parameters of one kind is not told, so those that touch one another are unknown. */
export function mergedValues({ map, parameters }: GivenValues): MergedValues {
  const unknown: (readonly Step[])[] = [];
  const values = new Draft(map?.values ?? {});
  const texts = new Paths(parameters.filter(({ isText }) => isText));
  const others = new Paths(parameters.filter(({ isText }) => !isText));
  for (const { steps, content, isText } of parameters) {
    if (steps !== undefined) {
      const isDisputed = (isText ? texts : others).areDisputed(steps);
      if (content === undefined || isDisputed || !values.set(steps, content.value)) {
        unknown.push(steps);
      }
    }
  }
  return { values: values.finished(), unknown, isOpen: parameters.some(({ steps }) => steps === undefined) };
}

/** Whether one path leads to the other, or into it. */
export function touches(one: readonly Step[], other: readonly Step[]): boolean {
  return one.slice(0, other.length).every((step, index) => step === other[index]);
}

/** A step of paths, and the steps after it. */
interface Junction {
  readonly next: Map<Step, Junction>;
  isEnd: boolean;
}

/** Paths that share what they begin with: to compare each with every other takes seconds for thousands of parameters. */
class Paths {
  private readonly root: Junction = { next: new Map(), isEnd: false };

  constructor(parameters: readonly GivenParameter[]) {
    for (const { steps } of parameters) {
      if (steps !== undefined) {
        let at = this.root;
        for (const step of steps) {
          const next = at.next.get(step) ?? { next: new Map<Step, Junction>(), isEnd: false };
          at.next.set(step, next);
          at = next;
        }
        at.isEnd = true;
      }
    }
  }

  /** Whether a longer path of these begins with the steps of one, or that with a shorter one. */
  public areDisputed(steps: readonly Step[]): boolean {
    let at: Junction | undefined = this.root;
    for (const [index, step] of steps.entries()) {
      at = at?.next.get(step);
      if (at?.isEnd === true && index < steps.length - 1) {
        return true;
      }
    }
    return at !== undefined && at.next.size > 0;
  }
}

/** A map or a list that is being filled: it is copied once, and not for each parameter. */
class Draft {
  private readonly entries: Map<Step, unknown>;
  private readonly isList: boolean;

  constructor(content: object) {
    this.isList = Array.isArray(content);
    const entries: [Step, unknown][] = Object.entries(content).map(([key, value]) => [this.isList ? Number(key) : key, drafted(value)]);
    this.entries = new Map(entries);
  }

  /** Whether a value could be set: something else may be on the way to it, and nothing is changed then. */
  public set([step, ...rest]: readonly Step[], value: unknown): boolean {
    if (step === undefined || (typeof step === 'number') !== this.isList) {
      return false;
    }
    const inner = this.entries.get(step);
    if (rest.length === 0 || inner === undefined || inner === null) {
      this.entries.set(step, rest.length === 0 ? drafted(value) : filledFor(rest, value));
      return true;
    }
    return inner instanceof Draft && inner.set(rest, value);
  }

  public finished(): unknown {
    const finish = (entry: unknown): unknown => (entry instanceof Draft ? entry.finished() : entry);
    if (!this.isList) {
      return Object.fromEntries([...this.entries].map(([key, entry]) => [key, finish(entry)]));
    }
    const length = [...this.entries.keys()].reduce<number>((most, index) => Math.max(most, Number(index) + 1), 0);
    return Array.from({ length }, (_, index) => finish(this.entries.get(index)) ?? null);
  }
}

function drafted(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? new Draft(value) : value;
}

/** What holds nothing but one value. */
function filledFor(steps: readonly Step[], value: unknown): Draft {
  const draft = new Draft(typeof steps[0] === 'number' ? [] : {});
  draft.set(steps, value);
  return draft;
}
