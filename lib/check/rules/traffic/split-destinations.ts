import { isPlaceholder } from '../../../model/placeholders';
import type { ManifestGraph } from '../../graph';
import type { IstioSplit, SplitVirtualService } from '../../traffic/istio-split';
import { istioSplits } from '../../traffic/istio-split';
import type { Versions } from '../../traffic/istio-versions';
import { ROUTE_LISTS } from '../../traffic/istio-routes';
import { asList, asNumber, field } from '../../../model/json';
import { didYouMean } from '../../nearest';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { serviceAt } from '../../traffic/service-host';
import type { Destination, Route } from '../../views/virtual-service';
import { showName, showObject } from '../../wording';

export const splitDestinations: Rule = {
  id: 'ARO303',
  severity: 'error',
  title: 'A route that is split leads to the two versions, and to nothing else',
  why: 'The controller looks for the two Services, or the two subsets, among the destinations of the route. It refuses the '
    + 'Rollout (InvalidSpec) where one of them is missing, and removes a third one as soon as it sets a weight.',
  fix: 'send to the stable version and to the canary, each once',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/istio/',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'canary',
    bad: `
kind: VirtualService
spec:
  http:
    - name: primary
      route:
        - destination: { host: checkout-stable }
          weight: 100
        - destination: { host: checkout }
          weight: 0
`,
    good: `
kind: VirtualService
spec:
  http:
    - name: primary
      route:
        - destination: { host: checkout-stable }
          weight: 100
        - destination: { host: checkout-canary }
          weight: 0
`,
  },
  *check(graph) {
    for (const split of istioSplits(graph)) {
      const { versions } = split;
      if (versions === undefined || areDisputed(graph, split, versions)) {
        continue;
      }
      for (const target of split.virtualServices) {
        const { manifest } = target.virtualService;
        for (const route of target.routes) {
          yield* blame(manifest, faults(split, versions, target, route));
        }
        yield* blame(manifest, target.mistaken.map((route) => mistaken(split, route)));
      }
    }
  },
};

/** Whether the Rollout's own names are in doubt, so that the VirtualService may well be right. */
function areDisputed(graph: ManifestGraph, { rollout, destinationRule }: IstioSplit, { stable, canary, areSubsets }: Versions): boolean {
  if (areSubsets) {
    const names = destinationRule?.subsetNames;
    return names !== undefined && !(names.includes(stable.name) && names.includes(canary.name));
  }
  return [stable, canary].some(({ name }) => graph.managerOf(rollout.namespace, name)?.rollout.is(rollout) === false);
}

function* faults(split: IstioSplit, versions: Versions, target: SplitVirtualService, route: Route): Iterable<Fault> {
  const missing = new Set([versions.stable, versions.canary]);
  const strays: Destination[] = [];
  const twice: Destination[] = [];
  for (const destination of route.destinations) {
    const share = versions.shareOf(destination, target.virtualService);
    if (share === undefined) {
      strays.push(destination);
    } else if (share !== 'additional' && !missing.delete(versions[share])) {
      twice.push(destination);
    }
  }
  if (missing.size === 2 && target.routes.length > 1 && isInferred(target, route)) {
    yield mistaken(split, route);
    return;
  }
  const owner = showObject(split.rollout);
  if (missing.size > 0) {
    for (const destination of strays.filter(isReadable)) {
      yield { ...versions.naming(destination), ...wrong(split, versions, target, destination, Array.from(missing, ({ name }) => name)) };
    }
    for (const { role, name } of strays.length > 0 ? [] : missing) {
      const text = `has no destination ${versions.areSubsets ? 'of subset ' : ''}${showName(name)}, the ${role} of ${owner}`;
      yield { field: `${route.field}.route`, text, fix: 'add it' };
    }
    return;
  }
  for (const destination of twice) {
    yield { ...versions.naming(destination), text: 'is a destination of this route already' };
  }
  // The controller leaves alone what gets nothing.
  for (const destination of strays.filter((each) => isReadable(each) && (asNumber(each.weight) ?? 0) !== 0)) {
    const fix = versions.areSubsets ? 'remove it, or list its subset in additionalSubsetNames' : 'remove it, or give it a route of its own';
    yield { ...versions.naming(destination), text: `leads to no version of ${owner}, so that the controller removes it`, fix };
  }
}

function mistaken({ rollout }: IstioSplit, { field: path, protocol }: Route): Fault {
  const text = `is taken for one to split, since ${showObject(rollout)} lists no ${ROUTE_LISTS[protocol]}, and does not lead to its versions`;
  return { field: `${path}.route`, text, fix: 'move it to a VirtualService of its own' };
}

/** Whether the controller takes the route because it is the only one of its list. */
function isInferred({ reference }: SplitVirtualService, { protocol }: Route): boolean {
  return asList(field(reference.content, ROUTE_LISTS[protocol])).length === 0;
}

function isReadable({ host, subset }: Destination): boolean {
  return host !== undefined && !isPlaceholder(host) && !isPlaceholder(subset ?? '');
}

/** What is said of a destination in the place of one that is missing. */
function wrong(
  { rollout }: IstioSplit, versions: Versions, { virtualService }: SplitVirtualService, { host = '', subset }: Destination, missing: readonly string[],
): Pick<Fault, 'text' | 'fix'> {
  const owner = showObject(rollout);
  const both = `${showName(versions.stable.name)} nor ${showName(versions.canary.name)}`;
  if (versions.areSubsets) {
    const text = subset === undefined ? 'names no subset, and' : `is neither ${both}, the subsets that`;
    const rest = subset === undefined ? `${owner} is split by subsets` : `${owner} is split by`;
    return { text: `${text} ${rest}`, fix: didYouMean(subset ?? '', missing, splitDestinations.fix) };
  }
  const service = serviceAt(host, virtualService.namespace);
  if (service !== undefined && missing.includes(service.name)) {
    const namespace = showName(rollout.namespace);
    const text = `is a Service in namespace ${showName(service.namespace)}, and ${owner} is in ${namespace}`;
    return { text, fix: `write ${showName(service.name)}.${namespace}.svc.cluster.local` };
  }
  return { text: `is neither ${both}, the Services of ${owner}`, fix: didYouMean(service?.name ?? host, missing, splitDestinations.fix) };
}
