import type { AbsentFix } from '../../references/absent';
import { AbsentObjects, absentFault } from '../../references/absent';
import type { ManifestGraph } from '../../graph';
import type { IstioSplit } from '../../traffic/istio-split';
import { istioSplits } from '../../traffic/istio-split';
import { asString, field } from '../../../model/json';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule, Violation } from '../../rule';
import { isClusterHost, isSameService, serviceAt } from '../../traffic/service-host';

const SERVICE = '/Service';
const ROUTING = 'spec.strategy.canary.trafficRouting';
const FIX: AbsentFix = {
  otherwise: 'add the Service, or correct the name',
  elsewhere: 'put the Service and the Rollout into one namespace',
};

export const missingService: Rule = {
  id: 'ARO406',
  severity: 'warning',
  tellsOfAbsence: true,
  title: 'Every Service that a Rollout names is there',
  why: 'The controller looks for Services in the namespace of the Rollout alone. Where one is missing it refuses the '
    + 'Rollout (InvalidSpec), and no update goes on. A host that stands for no Service answers every request with 503.',
  fix: FIX.otherwise,
  link: 'https://argoproj.github.io/argo-rollouts/features/specification/',
  noticedBy: ['controller'],
  example: {
    base: 'blueGreen',
    bad: `
kind: Rollout
spec:
  strategy:
    blueGreen:
      previewService: checkout-previw
`,
    good: `
kind: Rollout
spec:
  strategy:
    blueGreen:
      previewService: checkout-preview
`,
  },
  *check(graph) {
    const told = new AbsentObjects();
    for (const rollout of graph.rollouts) {
      for (const fault of missedBy(graph, rollout)) {
        if (told.isNew(fault)) {
          yield { manifest: rollout.manifest, ...fault };
        }
      }
    }
    for (const split of istioSplits(graph)) {
      for (const violation of hostOfSubsets(graph, split)) {
        if (told.isNew(violation)) {
          yield violation;
        }
      }
    }
  },
};

const NONE: readonly Fault[] = [];

function missedBy(graph: ManifestGraph, rollout: Rollout): readonly Fault[] {
  let faults: Fault[] | undefined;
  const others = namedServices(rollout);
  for (const { field: path, name } of others) {
    const fault = absentFault(graph, { field: path, kinds: [SERVICE], namespace: rollout.namespace, name, others }, FIX);
    if (fault !== undefined) {
      faults ??= [];
      faults.push(fault);
    }
  }
  return faults?.map((fault) => (isSuggestedTwice(fault, faults) ? { ...fault, fix: FIX.otherwise } : fault)) ?? NONE;
}

/** One Service cannot have been meant by two names. */
function isSuggestedTwice({ fix, value }: Fault, faults: readonly Fault[]): boolean {
  return fix !== FIX.elsewhere && faults.some((other) => other.fix === fix && other.value !== value);
}

interface NamedService {
  readonly field: string;
  readonly name: string | undefined;
}

function namedServices({ managedServices, trafficRouting }: Rollout): readonly NamedService[] {
  // The rootService of an AWS load balancer may be an action of its Ingress instead.
  return trafficRouting === undefined ? managedServices : [...managedServices, {
    field: `${ROUTING}.smi.rootService`, name: asString(field(trafficRouting, 'smi', 'rootService')),
  }];
}

/** The host of the DestinationRule with the two subsets. */
function hostOfSubsets(graph: ManifestGraph, { destinationRule, virtualServices }: IstioSplit): Violation[] {
  const host = destinationRule?.host;
  if (destinationRule === undefined || host === undefined || !isClusterHost(host)) {
    return [];
  }
  const { manifest, namespace } = destinationRule;
  const service = serviceAt(host, namespace);
  const fault = service === undefined ? undefined : absentFault(graph, { field: 'spec.host', kinds: [SERVICE], ...service }, FIX);
  if (fault === undefined || service === undefined) {
    return [];
  }
  // Where the routes lead to other hosts, one of the two is wrong, which is not a question of what is there.
  const routed = virtualServices.flatMap(({ virtualService, routes }) => routes.flatMap(({ destinations }) => (
    destinations.flatMap((destination) => serviceAt(destination.host ?? '', virtualService.namespace) ?? [])
  )));
  return routed.length > 0 && !routed.some((other) => isSameService(service, other)) ? [] : [{ manifest, ...fault, value: host }];
}
