import { Ingress } from '../../views/ingress';
import type { Rule } from '../../rule';
import { showObject } from '../../wording';

const TARGET_TYPE = 'alb.ingress.kubernetes.io/target-type';

export const blueGreenAlb: Rule = {
  id: 'ARO316',
  severity: 'warning',
  title: 'No AWS load balancer sends straight to the active Service of a blue/green Rollout',
  why: 'At the promotion the Service has other pods from one moment to the next, and the load balancer registers them only '
    + 'after that, without the readiness gates that would hold the old ones back: requests fail meanwhile.',
  fix: 'split with a canary and pingPong instead, or put a mesh or another ingress controller behind the load balancer',
  link: 'https://github.com/argoproj/argo-rollouts/issues/1453',
  noticedBy: [],
  example: {
    base: 'blueGreen',
    bad: `
kind: Ingress
apiVersion: networking.k8s.io/v1
metadata:
  name: checkout
  namespace: shop
spec:
  ingressClassName: alb
  defaultBackend: { service: { name: checkout-active, port: { number: 80 } } }
`,
    good: `
kind: Ingress
apiVersion: networking.k8s.io/v1
metadata:
  name: checkout
  namespace: shop
spec:
  ingressClassName: nginx
  defaultBackend: { service: { name: checkout-active, port: { number: 80 } } }
`,
  },
  *check(graph) {
    if (graph.rollouts.every(({ blueGreen }) => blueGreen === undefined)) {
      return;
    }
    for (const node of [...graph.ofKind('networking.k8s.io/Ingress'), ...graph.ofKind('extensions/Ingress')]) {
      const ingress = new Ingress(node);
      // Nodes as targets stay the same when the pods change.
      if (!ingress.isOfAlb(graph) || ingress.annotation(TARGET_TYPE) === 'instance') {
        continue;
      }
      for (const { serviceField: field, service: value } of ingress.backends) {
        const manager = graph.managerOf(ingress.namespace, value);
        if (manager?.managed.role === 'activeService') {
          yield { manifest: ingress.manifest, field, value, text: `is the activeService of ${showObject(manager.rollout)}` };
        }
      }
    }
  },
};
