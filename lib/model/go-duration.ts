const UNITS: readonly (readonly [string, number])[] = [['h', 3_600_000], ['m', 60_000], ['s', 1_000], ['ms', 1]];

/**
 * A time span as Go, Prometheus and Istio write it: `500ms`, `30s`, `1m30s`, `1h`.
 *
 * Only units up to hours are used: Go knows no days.
 */
export function goDuration(milliseconds: number): string {
  let rest = Math.round(milliseconds);
  let text = '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    text += count > 0 ? `${count}${unit}` : '';
  }
  return text === '' ? '0s' : text;
}
