import type { ManifestGraph } from '../../graph';
import type { Ingress } from '../../views/ingress';
import type { IngressRouter, RoutedService } from '../../traffic/ingress-routing';
import { ingressesOf, namingFault, pathFault, routedBy, routerField } from '../../traffic/ingress-routing';
import { asNumber, asString, field } from '../../../model/json';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { portNumbers, showPorts } from '../../traffic/service-ports';
import { showObject } from '../../wording';

const ALB: IngressRouter = { name: 'alb', one: 'ingress', several: 'ingresses' };
/** The name of a port that tells the AWS Load Balancer Controller to do what an annotation says. */
const USE_ANNOTATION = 'use-annotation';

export const alb: Rule = {
  id: 'ARO308',
  severity: 'error',
  title: 'The Ingress of an AWS load balancer hands its root Service over to the controller',
  why: 'The controller writes the weights into an annotation that is named after the root Service, or else the stable one. '
    + 'It refuses an Ingress that does not lead there, and the load balancer reads the annotation only for a port by the '
    + 'name use-annotation: with any other, all traffic goes to that Service, whatever the weights are.',
  fix: `give the port the name ${USE_ANNOTATION}`,
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/alb/',
  noticedBy: ['controller'],
  example: {
    base: 'alb',
    bad: `
kind: Ingress
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: checkout, port: { number: 80 } } }
`,
    good: `
kind: Ingress
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: checkout, port: { name: use-annotation } } }
`,
  },
  *check(graph) {
    for (const rollout of routedBy(graph, ALB)) {
      yield* blame(rollout.manifest, ownFaults(graph, rollout));
      const root = rootService(rollout);
      for (const ingress of root === undefined ? [] : ingressesOf(graph, rollout, ALB)) {
        yield* blame(ingress.manifest, root === undefined ? [] : ingressFaults(ingress, root, rollout));
      }
    }
  },
};

function* ownFaults(graph: ManifestGraph, rollout: Rollout): Iterable<Fault> {
  const naming = namingFault(rollout, ALB);
  if (naming !== undefined) {
    yield naming;
  }
  const router = field(rollout.trafficRouting, 'alb');
  const port = asNumber(field(router, 'servicePort'));
  for (const { name } of port === undefined ? [] : rollout.managedServices) {
    const service = graph.find('/Service', rollout.namespace, name);
    const ports = portNumbers(service?.manifest);
    if (service !== undefined && port !== undefined && ports.length > 0 && !ports.includes(port)) {
      const text = `is no port of Service ${name}, which has ${showPorts(ports)}`;
      yield { field: routerField(ALB, 'servicePort'), value: port, text, fix: 'give a port that both Services have' };
      break;
    }
  }
}

function rootService({ trafficRouting, canary }: Rollout): RoutedService | undefined {
  const root = asString(field(trafficRouting, 'alb', 'rootService')) ?? '';
  const stable = asString(field(canary?.content, 'stableService')) ?? '';
  if (root !== '') {
    return { role: 'rootService', name: root };
  }
  return stable === '' ? undefined : { role: 'stableService', name: stable };
}

function* ingressFaults(ingress: Ingress, root: RoutedService, rollout: Rollout): Iterable<Fault> {
  const missing = pathFault(ingress, root, rollout);
  if (missing !== undefined) {
    yield { ...missing, fix: `${missing.fix ?? ''} with the port name ${USE_ANNOTATION}` };
    return;
  }
  const paths = ingress.paths.filter(({ service }) => service === root.name);
  // A path may go past the split on purpose, as long as another goes through it.
  if (paths.some(({ port }) => port === USE_ANNOTATION)) {
    return;
  }
  for (const { port, portField } of paths) {
    if (port !== undefined) {
      yield { field: portField, value: port, text: `bypasses the weights of ${showObject(rollout)}` };
    }
  }
}
