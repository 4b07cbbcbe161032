import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { flattenLists, Manifest } from '../check';
import { asString } from '../model/json';

/**
 * The manifests of some kinds in the charts of the constructs, by the objects that they are of. Objects that cannot be
 * made into a manifest are left out: they report that themselves.
 */
export function manifestsAround(constructs: readonly IConstruct[], kinds: readonly string[]): ReadonlyMap<Manifest, ApiObject> {
  const manifests = new Map<Manifest, ApiObject>();
  const seen = new Set<ApiObject>();
  for (const chart of new Set(constructs.map(aroundOf))) {
    for (const object of chart.node.findAll()) {
      if (object instanceof ApiObject && mayBe(object, kinds) && !seen.has(object)) {
        seen.add(object);
        manifestsOf(object).filter(({ kind }) => kinds.includes(asString(kind) ?? '')).forEach((manifest) => { manifests.set(manifest, object); });
      }
    }
  }
  return manifests;
}

/** Whether an object is of one of the kinds, or a list in which such objects may be. */
function mayBe({ kind }: ApiObject, kinds: readonly string[]): boolean {
  return kinds.includes(kind) || kind.endsWith('List');
}

/** Whether an object is below one of the constructs, or is one of them. */
export function isBelow(object: IConstruct, constructs: readonly IConstruct[]): boolean {
  return object.node.scopes.some((scope) => constructs.includes(scope));
}

/** The chart of a construct; an app, which is around all charts, itself. */
function aroundOf(construct: IConstruct): IConstruct {
  return [...construct.node.scopes].reverse().find((scope) => Chart.isChart(scope)) ?? construct;
}

function manifestsOf(object: ApiObject): readonly Manifest[] {
  try {
    return flattenLists([object.toJson()]);
  } catch {
    return [];
  }
}
