/** The number without the dust of binary fractions: 99.9 / 100 is 0.999, and not 0.9990000000000001. */
export function withoutDust(value: number): number {
  return Number(value.toPrecision(12));
}
