/** Time spans as the controller reads them. */

import { goDuration } from '../../model/go-duration';
import { asNumber } from '../../model/json';

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, μs: 1e-6, ns: 1e-9,
};
const DURATION = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:h|ms|m|s|us|µs|μs|ns))+)$/;
const PART = /(\d+(?:\.\d*)?|\.\d+)(h|ms|m|s|us|µs|μs|ns)/g;
const WHOLE = /^[+-]?\d+$/;
/** Go counts nanoseconds in 64 bits, which last for 292 years. */
const LONGEST = 2 ** 63 / 1e9;

/** The seconds of a text such as `1m30s`, as Go parses it: units up to hours; `undefined` where it is no such text. */
export function durationSeconds(text: string): number | undefined {
  if (!DURATION.test(text)) {
    return undefined;
  }
  let seconds = 0;
  for (const [, number = '0', unit = ''] of text.matchAll(PART)) {
    seconds += Number(number) * (UNITS[unit] ?? 0);
  }
  if (seconds >= LONGEST) {
    return undefined;
  }
  return text.startsWith('-') ? -seconds : seconds;
}

/** The seconds of a pause, which may also be a bare number; `undefined` where it is none. */
export function pauseSeconds(value: unknown): number | undefined {
  if (typeof value !== 'string') {
    return asNumber(value);
  }
  return WHOLE.test(value) ? Number(value) : durationSeconds(value);
}

/** The seconds as they would be written: `90` as `1m30s`. */
export function showSeconds(seconds: number): string {
  return goDuration(seconds * 1_000);
}
