import type { EphemeralLabels } from '../../strategy/ephemeral-labels';
import { ephemeralLabels } from '../../strategy/ephemeral-labels';
import type { ManifestGraph } from '../../graph';
import { asLabels, asList, asString, field, givenFields } from '../../../model/json';
import type { PodTemplate } from '../../views/pods';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import type { Service } from '../../views/workloads';
import { element, showList, showObject, showValue, subfield } from '../../wording';

/** The controller's own label: it puts this one into the selectors itself. */
const POD_HASH = 'rollouts-pod-template-hash';

export const selectorLabels: Rule = {
  id: 'ARO404',
  severity: 'error',
  title: 'Selectors match the pods',
  why: 'The controller refuses a Service whose selector has a label that the pods lack, and the API server one selector '
    + 'that does not match its own template. An ephemeral label comes and goes with promotions, so that a Service which '
    + 'selects by it has no endpoints for a moment. A Service of type ExternalName selects nothing at all.',
  fix: 'make the selector and the labels of the pod template agree',
  link: 'https://github.com/argoproj/argo-rollouts/issues/2090',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'canary',
    bad: `
kind: Service
metadata:
  name: checkout-canary
spec:
  selector: { tier: web }
`,
    good: `
kind: Service
metadata:
  name: checkout-canary
spec:
  selector: { app: checkout }
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      const ephemeral = ephemeralLabels(rollout);
      const pods = graph.podsOf(rollout);
      yield* blame(rollout.manifest, selectedEphemerals(graph, rollout, ephemeral));
      if (pods !== undefined) {
        yield* blame(rollout.manifest, ownSelector(rollout, pods, ephemeral));
      }
    }
    for (const service of graph.services) {
      const rollout = graph.managerOf(service.namespace, service.name)?.rollout;
      if (rollout === undefined) {
        continue;
      }
      const pods = graph.podsOf(rollout);
      if (field(service.manifest, 'spec', 'type') === 'ExternalName') {
        const text = `stands for another host and selects no pods, and ${showObject(rollout)} sends to its own by this Service`;
        yield { manifest: service.manifest, field: 'spec.type', value: 'ExternalName', text, fix: 'make it ClusterIP, with a selector' };
      } else if (pods !== undefined) {
        yield* blame(service.manifest, selectorOf(service, rollout, pods));
      }
    }
  },
};

/** The labels are what is wrong, however many selectors have them. */
function* selectedEphemerals(graph: ManifestGraph, rollout: Rollout, ephemeral: EphemeralLabels): Iterable<Fault> {
  for (const [label, path] of ephemeral) {
    const selecting = ownLabels(rollout).has(label) ? [showObject(rollout)] : [];
    for (const { name } of rollout.managedServices) {
      const service = graph.find('/Service', rollout.namespace, name);
      if (service !== undefined && field(service.manifest, 'spec', 'selector', label) !== undefined) {
        selecting.push(showObject(service.identity));
      }
    }
    if (selecting.length > 0) {
      const text = `is for a time only, and ${showList([...new Set(selecting)])} select${selecting.length > 1 ? '' : 's'} by it`;
      const fix = 'remove it from the selectors (the controller tells the versions apart itself), or take another label';
      yield { field: subfield(path, label), text, fix };
    }
  }
}

function ownLabels(rollout: Rollout): ReadonlySet<string> {
  const expressions = asList(rollout.spec('selector', 'matchExpressions')).flatMap((expression) => asString(field(expression, 'key')) ?? []);
  return new Set([...givenFields(rollout.spec('selector', 'matchLabels')), ...expressions]);
}

function* ownSelector(rollout: Rollout, pods: PodTemplate, ephemeral: EphemeralLabels): Iterable<Fault> {
  for (const [label, value] of asLabels(rollout.spec('selector', 'matchLabels'))) {
    if (pods.labels.get(label) !== value && !ephemeral.has(label)) {
      const path = subfield('spec.selector.matchLabels', label);
      yield { field: path, value, text: `does not match the pods, ${whichHave(pods, label)}` };
    }
  }
  for (const [index, expression] of asList(rollout.spec('selector', 'matchExpressions')).entries()) {
    if (!satisfies(pods, expression) && !ephemeral.has(asString(field(expression, 'key')) ?? '')) {
      yield { field: element('spec.selector.matchExpressions', index), text: 'does not match the labels of the pods' };
    }
  }
}

function satisfies(pods: PodTemplate, expression: unknown): boolean {
  const label = pods.labels.get(asString(field(expression, 'key')) ?? '');
  const values = asList(field(expression, 'values'));
  switch (field(expression, 'operator')) {
    case 'In': return label !== undefined && values.includes(label);
    case 'NotIn': return label === undefined || !values.includes(label);
    case 'Exists': return label !== undefined;
    case 'DoesNotExist': return label === undefined;
    default: return true;
  }
}

function* selectorOf(service: Service, rollout: Rollout, pods: PodTemplate): Iterable<Fault> {
  for (const [label, value] of service.selector) {
    if (label !== POD_HASH && pods.labels.get(label) !== value && !ephemeralLabels(rollout).has(label)) {
      const text = `does not match the pods of ${showObject(rollout)}, ${whichHave(pods, label)}`;
      yield { field: subfield('spec.selector', label), value, text };
    }
  }
}

function whichHave(pods: PodTemplate, label: string): string {
  const value = pods.labels.get(label);
  return value === undefined ? 'which have no such label' : `which have ${showValue(value)}`;
}
