import { isPlaceholder } from '../../../model/placeholders';
import type { DestinationRule } from '../../views/destination-rule';
import type { ManifestGraph } from '../../graph';
import { DESTINATION_RULE } from '../../views/istio';
import type { IstioSplit } from '../../traffic/istio-split';
import { istioSplits } from '../../traffic/istio-split';
import type { Versions } from '../../traffic/istio-versions';
import { asString, field, givenFields } from '../../../model/json';
import { didYouMean } from '../../nearest';
import { selects } from '../../views/pods';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule, Violation } from '../../rule';
import { blame } from '../../rule';
import { isSameHost, serviceAt } from '../../traffic/service-host';
import { Service } from '../../views/workloads';
import { showList, showName, showObject, subfield } from '../../wording';

export const destinationRule: Rule = {
  id: 'ARO304',
  severity: 'error',
  title: 'A DestinationRule tells the two versions apart behind the host that is called',
  why: 'Nobody checks whether the DestinationRule has the subsets that the Rollout names, whether it is for the host that '
    + 'the route leads to, and whether the pods behind that host are those of the Rollout. Where one of these is not so, a '
    + 'subset has no endpoints, and every request to it is answered with 503.',
  fix: 'let the Rollout, the VirtualService and the DestinationRule name one host and the same two subsets',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/istio/#subset-level-traffic-splitting',
  noticedBy: [],
  example: {
    base: 'subsets',
    bad: `
kind: DestinationRule
spec:
  host: checkout
  subsets:
    - name: stable
    - name: next
`,
    good: `
kind: DestinationRule
spec:
  host: checkout
  subsets:
    - name: stable
    - name: canary
`,
  },
  *check(graph) {
    for (const split of istioSplits(graph)) {
      const { rollout, versions, destinationRule: rule } = split;
      yield* blame(rollout.manifest, subsetNames(rollout, rule));
      if (versions?.areSubsets === true && rule !== undefined) {
        const wrongHosts = hosts(split, versions, rule);
        yield* wrongHosts;
        yield* blame(rule.manifest, wrongHosts.length > 0 ? [] : endpoints(graph, rollout, rule));
        yield* blame(rule.manifest, labels(graph, rollout, versions, rule));
      }
    }
  },
};

const MOST_SHOWN = 5;

function* subsetNames(rollout: Rollout, rule: DestinationRule | undefined): Iterable<Fault> {
  const given = field(rollout.trafficRouting, 'istio', 'destinationRule');
  const stable = asString(field(given, 'stableSubsetName')) ?? '';
  const canary = asString(field(given, 'canarySubsetName')) ?? '';
  if (canary !== '' && canary === stable) {
    const text = 'is the stableSubsetName as well';
    yield { field: `${DESTINATION_RULE}.canarySubsetName`, value: canary, text, fix: 'name two different subsets' };
    return;
  }
  if (rule === undefined) {
    return;
  }
  const names = rule.subsetNames;
  for (const [role, value] of [['canarySubsetName', canary], ['stableSubsetName', stable]] as const) {
    if (value !== '' && !names.includes(value) && !isPlaceholder(value)) {
      const has = names.length === 0 ? 'which has none' : `which has ${showList(names.slice(0, MOST_SHOWN).map(showName))}`;
      const fix = didYouMean(value, names, 'name one of its subsets, or add this one');
      yield { field: `${DESTINATION_RULE}.${role}`, value, text: `is no subset of ${showObject(rule)}, ${has}`, fix };
    }
  }
}

/** Where all destinations are for another host it is the DestinationRule that is wrong, else the destination. */
function hosts({ virtualServices }: IstioSplit, versions: Versions, rule: DestinationRule): Violation[] {
  const { host, namespace } = rule;
  if (host === undefined || host.includes('*') || isPlaceholder(host)) {
    return [];
  }
  const elsewhere: Violation[] = [];
  let isUsed = false;
  for (const { virtualService, routes } of virtualServices) {
    for (const destination of routes.flatMap(({ destinations }) => destinations)) {
      const { host: value, field: path } = destination;
      if (value === undefined || isPlaceholder(value) || versions.shareOf(destination, virtualService) === undefined) {
        continue;
      }
      if (isSameHost(value, virtualService.namespace, host, namespace)) {
        isUsed = true;
      } else {
        const text = `is not ${showName(host)}, the host of ${showObject(rule)}, whose subset it names`;
        elsewhere.push({ manifest: virtualService.manifest, field: `${path}.destination.host`, value, text });
      }
    }
  }
  const [first] = elsewhere;
  if (first === undefined || isUsed) {
    return elsewhere;
  }
  const text = `is not ${showName(asString(first.value))}, where the routes lead that name its subsets`;
  return [{ manifest: rule.manifest, field: 'spec.host', value: host, text }];
}

/** The Service behind the host must have the pods of both versions. */
function* endpoints(graph: ManifestGraph, rollout: Rollout, { host, namespace }: DestinationRule): Iterable<Fault> {
  const name = host === undefined ? undefined : serviceAt(host, namespace);
  if (name === undefined) {
    return;
  }
  const manager = graph.managerOf(name.namespace, name.name);
  if (manager?.rollout.is(rollout) === true) {
    const text = `is the ${manager.managed.role} of ${showObject(rollout)}, which has the pods of one version only`;
    yield { field: 'spec.host', value: host, text, fix: 'give the host of a Service that selects all pods' };
    return;
  }
  const node = graph.find('/Service', name.namespace, name.name);
  const pods = graph.podsOf(rollout);
  if (manager !== undefined || node === undefined || pods === undefined) {
    return;
  }
  const { selector } = new Service(node.manifest, node.identity);
  if (selector.size > 0 && !selects(selector, pods.labels)) {
    const text = `is a Service that does not select the pods of ${showObject(rollout)}`;
    yield { field: 'spec.host', value: host, text, fix: 'give the host of a Service that selects all of them' };
  }
}

const POD_HASH = 'rollouts-pod-template-hash';

/** A label that pods get only as canary or stable tells the versions apart; any other must be on all pods. */
function* labels(graph: ManifestGraph, rollout: Rollout, { stable, canary }: Versions, { subsets }: DestinationRule): Iterable<Fault> {
  const pods = graph.podsOf(rollout)?.labels;
  const ephemeral = new Set(['canaryMetadata', 'stableMetadata'].flatMap((half) => givenFields(field(rollout.canary?.content, half, 'labels'))));
  for (const subset of pods === undefined ? [] : subsets) {
    if (subset.name !== stable.name && subset.name !== canary.name) {
      continue;
    }
    for (const [label, value] of subset.labels) {
      if (label !== POD_HASH && pods?.get(label) !== value && !ephemeral.has(label)) {
        const text = `is not on the pods of ${showObject(rollout)}, so that the subset has none`;
        const fix = 'remove it: the controller adds the label that tells the versions apart';
        yield { field: subfield(`${subset.field}.labels`, label), value, text, fix };
      }
    }
  }
}
