import type { ManifestGraph } from '../../graph';
import { findIngress } from '../../views/ingress';
import type { IngressRouter } from '../../traffic/ingress-routing';
import { ingressesOf, ingressNames, namingFault, pathFault, routedBy } from '../../traffic/ingress-routing';
import { asList, asString, field } from '../../../model/json';
import type { Rollout } from '../../views/rollout';
import type { Rule, Violation } from '../../rule';
import { showObject } from '../../wording';

const NGINX: IngressRouter = { name: 'nginx', one: 'stableIngress', several: 'stableIngresses' };
const SUFFIX = '-canary';
const LONGEST_NAME = 253;

export const nginx: Rule = {
  id: 'ARO309',
  severity: 'error',
  title: 'An Ingress for ingress-nginx leads to the stable Service, and nobody else makes its copy',
  why: 'The controller copies the paths of the Ingress that lead to the stable Service into an Ingress of its own for the '
    + 'canary. It refuses an Ingress without such a path, and one under the name of the copy that is not its own.',
  fix: 'send a path to the stable Service',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/nginx/',
  noticedBy: ['controller'],
  example: {
    base: 'nginx',
    bad: `
kind: Ingress
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: checkout-canary, port: { number: 80 } } }
`,
    good: `
kind: Ingress
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: checkout-stable, port: { number: 80 } } }
`,
  },
  *check(graph) {
    for (const rollout of routedBy(graph, NGINX)) {
      const naming = namingFault(rollout, NGINX);
      if (naming !== undefined) {
        yield { manifest: rollout.manifest, ...naming };
      }
      yield* withoutPath(graph, rollout);
      yield* copies(graph, rollout);
    }
  },
};

function* withoutPath(graph: ManifestGraph, rollout: Rollout): Iterable<Violation> {
  const name = asString(field(rollout.canary?.content, 'stableService')) ?? '';
  for (const ingress of name === '' ? [] : ingressesOf(graph, rollout, NGINX)) {
    const fault = pathFault(ingress, { role: 'stableService', name }, rollout);
    if (fault !== undefined) {
      yield { manifest: ingress.manifest, ...fault };
    }
  }
}

/** Ingresses in the place of those that the controller makes. */
function* copies(graph: ManifestGraph, rollout: Rollout): Iterable<Violation> {
  for (const name of ingressNames(rollout, NGINX)) {
    const copy = `${`${rollout.name ?? ''}-${name}`.slice(0, LONGEST_NAME - SUFFIX.length)}${SUFFIX}`;
    const ingress = findIngress(graph, rollout.namespace, copy);
    if (ingress !== undefined && !isOwned(ingress.manifest)) {
      const text = `is the name of the copy that the controller makes for ${showObject(rollout)}`;
      yield { manifest: ingress.manifest, field: 'metadata.name', value: copy, text, fix: 'remove this Ingress, or rename it' };
    }
  }
}

/** Whether it was read from a cluster in which the controller made it. */
function isOwned(manifest: unknown): boolean {
  return asList(field(manifest, 'metadata', 'ownerReferences'))
    .some((owner) => field(owner, 'kind') === 'Rollout' && field(owner, 'controller') === true);
}
