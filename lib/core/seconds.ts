import { Duration } from 'cdk8s';
import { requireInteger } from '../model/require';
import { UsageError } from '../model/usage-error';

/** Where a duration stands. */
export interface DurationPlace {
  readonly path?: string;
  readonly field: string;
  /**
   * What to do when it is refused.
   *
   * @default - give a duration of so many whole seconds
   */
  readonly fix?: string;
}

/** The duration in seconds, if it is a whole number of them, and at least `min`. */
export function wholeSeconds(duration: Duration, min: number, place: DurationPlace): number {
  const milliseconds = duration.toMilliseconds({ integral: false });
  const { fix = min === 0 ? 'give whole seconds' : 'give whole seconds, at least one' } = place;
  if (milliseconds % 1000 !== 0) {
    throw new UsageError({ ...place, value: `${milliseconds} ms`, rule: 'is not a whole number of seconds', fix });
  }
  return requireInteger(milliseconds / 1000, min, Number.MAX_SAFE_INTEGER, { ...place, fix });
}

/** The same; nothing stays nothing. */
export function optionalSeconds(duration: Duration | undefined, min: number, place: DurationPlace): number | undefined {
  return duration === undefined ? undefined : wholeSeconds(duration, min, place);
}
