import { isPlaceholder } from '../../../model/placeholders';
import type { VirtualServiceReference } from '../../views/istio';
import { DESTINATION_RULE, ISTIO, namedVirtualServices, targetsIn, virtualServiceReferences } from '../../views/istio';
import { asRecord, asString, field } from '../../../model/json';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

export const istioReference: Rule = {
  id: 'ARO310',
  severity: 'error',
  title: 'A Rollout names what Istio splits, once and in the form that is read',
  why: 'The controller refuses a Rollout with virtualService and virtualServices both, or with neither. A name it reads as '
    + 'name or name.namespace: any other leads to no object, and the Rollout does not get as far as a weight.',
  fix: 'name the VirtualService as name, or name.namespace where it lives elsewhere',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/istio/',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      trafficRouting:
        istio:
          virtualServices:
            - { name: checkout, routes: [primary] }
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      trafficRouting:
        istio:
          virtualService: null
          virtualServices:
            - { name: checkout, routes: [primary] }
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      const istio = asRecord(field(rollout.trafficRouting, 'istio'));
      if (istio !== undefined) {
        yield* blame(rollout.manifest, faults(rollout, istio));
      }
    }
  },
};

function* faults(rollout: Rollout, istio: unknown): Iterable<Fault> {
  const one = field(istio, 'virtualService');
  const several = field(istio, 'virtualServices');
  if (one !== undefined && several !== undefined) {
    yield { field: `${ISTIO}.virtualServices`, text: 'is given beside virtualService', fix: 'give one of the two' };
    return;
  }
  if (one === undefined && several === undefined) {
    yield { field: ISTIO, text: 'gives neither virtualService nor virtualServices', fix: 'name the VirtualService that is to be split' };
  }
  if (Array.isArray(several) && several.length === 0) {
    yield { field: `${ISTIO}.virtualServices`, text: 'names no VirtualService', fix: 'name the VirtualService that is to be split' };
  }
  const references = virtualServiceReferences(rollout);
  yield* malformed(rollout, new Set(references.map((reference) => reference.field)));
  yield* repeated(references);
  for (const name of ['name', 'stableSubsetName', 'canarySubsetName']) {
    if (field(istio, 'destinationRule', name) === '') {
      yield { field: `${DESTINATION_RULE}.${name}`, text: 'is empty', fix: 'name the DestinationRule and its two subsets' };
    }
  }
}

function* malformed(rollout: Rollout, readable: ReadonlySet<string>): Iterable<Fault> {
  for (const { field: path, content } of namedVirtualServices(rollout)) {
    const value = asString(field(content, 'name'));
    if (value !== undefined && !readable.has(path) && !isPlaceholder(value)) {
      yield { field: `${path}.name`, value, text: 'is no name of a VirtualService' };
    }
  }
}

/** A VirtualService may be named twice for two routes, but a second time for the same one was meant for another. */
function* repeated(references: readonly VirtualServiceReference[]): Iterable<Fault> {
  const first = new Map<string, VirtualServiceReference>();
  for (const reference of references) {
    for (const { field: path, namespace, name, route } of targetsIn(reference)) {
      const target = [namespace, name, route ?? ''].join('\n');
      const earlier = first.get(target) ?? reference;
      first.set(target, earlier);
      if (earlier !== reference) {
        const text = `is split by ${earlier.field.slice(ISTIO.length + 1)} already`;
        yield { field: path, text, fix: 'name another VirtualService, or remove the entry' };
        break;
      }
    }
  }
}
