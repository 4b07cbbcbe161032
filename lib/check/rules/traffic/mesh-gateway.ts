import type { ManifestGraph } from '../../graph';
import { meshHosts } from '../../traffic/host-claims';
import { splitters } from '../../traffic/istio-split';
import type { Rule } from '../../rule';
import { fullHost, isClusterHost, serviceAt } from '../../traffic/service-host';
import type { VirtualService } from '../../views/virtual-service';
import { MESH } from '../../views/virtual-service';
import { showName } from '../../wording';

export const meshGateway: Rule = {
  id: 'ARO312',
  severity: 'warning',
  title: 'A split for a host inside the cluster is for callers inside the mesh as well',
  why: 'A VirtualService that names gateways is for these alone. The proxies of callers inside the mesh are the reserved '
    + 'gateway mesh: without it they go straight to the Service, past every weight.',
  fix: 'add mesh to the gateways, or remove the host',
  link: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: VirtualService
spec:
  hosts: [checkout.example.com, checkout.shop.svc.cluster.local]
  gateways: [istio-system/public]
`,
    good: `
kind: VirtualService
spec:
  hosts: [checkout.example.com, checkout.shop.svc.cluster.local]
  gateways: [istio-system/public, mesh]
`,
  },
  *check(graph) {
    for (const virtualService of splitters(graph).keys()) {
      const { hosts, manifest } = virtualService;
      const host = virtualService.isInMesh ? undefined
        : hosts.find((each) => each !== undefined && isBypassed(graph, virtualService, each));
      if (host !== undefined) {
        const text = `has no ${MESH}, so that callers of ${showName(host)} inside the mesh bypass the split`;
        yield { manifest, field: 'spec.gateways', text };
      }
    }
  },
};

function isBypassed(graph: ManifestGraph, { namespace }: VirtualService, host: string): boolean {
  const service = serviceAt(host, namespace);
  const isService = service !== undefined && graph.find('/Service', service.namespace, service.name) !== undefined;
  return (isService || isClusterHost(host)) && !meshHosts(graph).has(fullHost(host, namespace));
}
