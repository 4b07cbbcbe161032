import type { ManifestGraph } from '../../graph';
import { field } from '../../../model/json';
import type { ContainerPort, PodTemplate } from '../../views/pods';
import { declaredPorts } from '../../views/pods';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import type { Service } from '../../views/workloads';
import { element, showName, showObject } from '../../wording';

export const targetPort: Rule = {
  id: 'ARO401',
  severity: 'error',
  isRefusedAtSynth: true,
  title: 'A Service sends to a port that the pods have',
  why: 'Kubernetes checks neither the number nor the name. A name that no container declares leaves the Service without '
    + 'endpoints; a wrong number makes every connection fail, and the new version looks broken.',
  fix: 'name a port of the containers, or declare it in their ports',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  noticedBy: [],
  example: {
    base: 'unrouted',
    bad: `
kind: Service
spec:
  ports: [{ port: 80, targetPort: web }]
`,
    good: `
kind: Service
spec:
  ports: [{ port: 80, targetPort: http }]
`,
  },
  *check(graph) {
    for (const service of graph.services) {
      const rollout = rolloutBehind(graph, service);
      const pods = rollout === undefined ? undefined : graph.podsOf(rollout);
      if (rollout !== undefined && pods !== undefined) {
        yield* blame(service.manifest, unmatched(service, rollout, pods));
      }
    }
  },
};

/** The Rollout that manages the Service, or else the only one whose pods it selects. */
function rolloutBehind(graph: ManifestGraph, service: Service): Rollout | undefined {
  const manager = graph.managerOf(service.namespace, service.name);
  if (manager !== undefined) {
    return manager.rollout;
  }
  const [only, another] = firstTwo(graph.rolloutsSelectedBy(service.namespace, service.selector));
  return another === undefined ? only : undefined;
}

function firstTwo<T>(items: Iterable<T>): T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.push(item) === 2) {
      break;
    }
  }
  return first;
}

function* unmatched(service: Service, rollout: Rollout, pods: PodTemplate): Iterable<Fault> {
  const declared = declaredPorts(pods);
  for (const [index, port] of service.ports.entries()) {
    const target = field(port, 'targetPort');
    const value = target ?? field(port, 'port');
    if (value !== undefined && !isServed(value, declared)) {
      const path = `${element('spec.ports', index)}.${target === undefined ? 'port' : 'targetPort'}`;
      // A sidecar that is injected may listen there; nobody else knows a name.
      const severity = typeof value === 'number' ? 'warning' : 'error';
      yield { field: path, value, severity, text: `is no port of ${showObject(rollout)}, whose containers ${showPorts(declared)}` };
    }
  }
}

/** Declaring ports is optional, so that a number is wrong only where others are declared; a name needs declaring. */
function isServed(target: unknown, declared: readonly ContainerPort[]): boolean {
  if (typeof target === 'number') {
    return declared.length === 0 || declared.some(({ number }) => number === target);
  }
  return declared.some(({ name }) => name === target);
}

const MOST_SHOWN = 5;

function showPorts(declared: readonly ContainerPort[]): string {
  const shown = declared.slice(0, MOST_SHOWN).map(({ number, name }) => {
    const port = showName(String(number));
    return name === undefined ? port : `${port} (${showName(name)})`;
  });
  const more = declared.length > MOST_SHOWN ? ', …' : '';
  return declared.length === 0 ? 'declare none' : `declare ${shown.join(', ')}${more}`;
}
