/** Fields that earlier versions had, or that people write by habit, and what they are called now. */
const SUCCESSORS: ReadonlyMap<string, string> = new Map([
  ['maxFailures', 'failureLimit'],
  ['maxInconclusive', 'inconclusiveLimit'],
  ['maxConsecutiveErrors', 'consecutiveErrorLimit'],
  ['trafficManagement', 'trafficRouting'],
]);

/** The field that took the place of another one; `undefined` where there is none. */
export function successorOf(name: string): string | undefined {
  return SUCCESSORS.get(name);
}
