import { asRecord, field } from './json';

/** What the suffixes of Kubernetes' quantities multiply by; those of parts divide, which is exact more often. */
const MULTIPLES: ReadonlyMap<string, number> = new Map([
  ['', 1], ['k', 1e3], ['M', 1e6], ['G', 1e9], ['T', 1e12], ['P', 1e15], ['E', 1e18],
  ['Ki', 2 ** 10], ['Mi', 2 ** 20], ['Gi', 2 ** 30], ['Ti', 2 ** 40], ['Pi', 2 ** 50], ['Ei', 2 ** 60],
]);
const PARTS: ReadonlyMap<string, number> = new Map([['m', 1e3], ['u', 1e6], ['n', 1e9]]);

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([numkMGTPE]|[KMGTPE]i)?$/;

/**
 * The number that a quantity means, as `500m` or `1Gi`; `undefined` where it is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantityOf(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : undefined;
  }
  const [, digits, suffix = ''] = typeof value === 'string' ? QUANTITY.exec(value) ?? [] : [];
  if (digits === undefined) {
    return undefined;
  }
  const part = PARTS.get(suffix);
  return part === undefined ? Number(digits) * (MULTIPLES.get(suffix) ?? NaN) : Number(digits) / part;
}

/** A request for more than its limit, which nobody can have. */
export interface ExceededLimit {
  /** What is asked for, as `memory`. */
  readonly name: string;
  readonly request: unknown;
  readonly limit: unknown;
}

/** The requests among the resources of a container that are above their limits. */
export function exceededLimits(resources: unknown): ExceededLimit[] {
  const limits = asRecord(field(resources, 'limits')) ?? {};
  return Object.entries(asRecord(field(resources, 'requests')) ?? {}).flatMap(([name, request]) => {
    const limit = limits[name];
    const [asked, most] = [quantityOf(request), quantityOf(limit)];
    return asked !== undefined && most !== undefined && asked > most ? [{ name, request, limit }] : [];
  });
}
