import type { ManifestGraph, ServiceManager } from '../graph';
import { asLabels, asList, asString, field, givenFields } from '../../model/json';
import type { PodTemplate } from '../pods';
import type { Rollout } from '../rollout';
import type { Fault, Rule, Violation } from '../rule';
import { blame } from '../rule';
import type { Service } from '../workloads';
import { element, showObject, showValue, subfield } from '../wording';

/** The controller's own label: it puts this one into the selectors itself. */
const POD_HASH = 'rollouts-pod-template-hash';
const EPHEMERAL = ['canaryMetadata', 'stableMetadata', 'activeMetadata', 'previewMetadata'] as const;

export const selectorLabels: Rule = {
  id: 'ARO404',
  severity: 'error',
  title: 'Selectors match the pods',
  why: 'The controller refuses a Service whose selector has a label that the pods lack, and the API server one selector '
    + 'that does not match its own template. An ephemeral label comes and goes with promotions, so that a Service which '
    + 'selects by it has no endpoints for a moment.',
  fix: 'make the selector and the labels of the pod template agree',
  link: 'https://github.com/argoproj/argo-rollouts/issues/2090',
  *check(graph) {
    for (const rollout of graph.rollouts) {
      const pods = graph.podsOf(rollout);
      if (pods !== undefined) {
        yield* blame(rollout.manifest, ownSelector(rollout, pods));
      }
    }
    for (const service of graph.services) {
      const manager = graph.managerOf(service.namespace, service.name);
      if (manager !== undefined) {
        yield* selectorOf(graph, service, manager);
      }
    }
  },
};

function* ownSelector(rollout: Rollout, pods: PodTemplate): Iterable<Fault> {
  for (const [label, value] of asLabels(rollout.spec('selector', 'matchLabels'))) {
    if (pods.labels.get(label) !== value) {
      const path = subfield('spec.selector.matchLabels', label);
      yield { field: path, value, text: `does not match the pods, ${whichHave(pods, label)}` };
    }
  }
  for (const [index, expression] of asList(rollout.spec('selector', 'matchExpressions')).entries()) {
    if (!satisfies(pods, expression)) {
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

function* selectorOf(graph: ManifestGraph, service: Service, { rollout }: ServiceManager): Iterable<Violation> {
  const pods = graph.podsOf(rollout);
  const ephemeral = ephemeralLabels(rollout);
  for (const [label, value] of service.selector) {
    const fields = ephemeral.get(label);
    const manifest = service.manifest;
    if (fields !== undefined) {
      const text = `selects by a label that ${showObject(rollout)} changes in ${fields.join(' and ')}`;
      const fix = 'remove it from the selector: the controller tells the versions apart itself';
      yield { manifest, field: subfield('spec.selector', label), text, fix };
    } else if (label !== POD_HASH && pods !== undefined && pods.labels.get(label) !== value) {
      const text = `does not match the pods of ${showObject(rollout)}, ${whichHave(pods, label)}`;
      yield { manifest, field: subfield('spec.selector', label), value, text };
    }
  }
}

/** The fields that set each ephemeral label. */
function ephemeralLabels(rollout: Rollout): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const strategy of rollout.strategies) {
    for (const half of EPHEMERAL) {
      for (const label of givenFields(field(strategy.content, half, 'labels'))) {
        fields.set(label, [...(fields.get(label) ?? []), half]);
      }
    }
  }
  return fields;
}

function whichHave(pods: PodTemplate, label: string): string {
  const value = pods.labels.get(label);
  return value === undefined ? 'which have no such label' : `which have ${showValue(value)}`;
}
