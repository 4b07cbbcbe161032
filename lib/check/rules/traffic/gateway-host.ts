import { isPlaceholder } from '../../../model/placeholders';
import type { Gateway } from '../../views/gateway';
import { findGateway, servedHosts } from '../../views/gateway';
import type { ManifestGraph } from '../../graph';
import { splitters } from '../../traffic/istio-split';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { fullHost, isClusterHost } from '../../traffic/service-host';
import type { VirtualService } from '../../views/virtual-service';
import { MESH } from '../../views/virtual-service';
import { element, showList, showName } from '../../wording';

export const gatewayHost: Rule = {
  id: 'ARO315',
  severity: 'warning',
  title: 'A host of a split is one that its Gateways serve',
  why: 'A Gateway lets only those requests in whose host is among the hosts of its servers. For any other host the '
    + 'VirtualService has no effect there: callers get 404, and the canary no traffic.',
  fix: 'add the host to a server of the Gateway, or correct it',
  link: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Server',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: VirtualService
spec:
  hosts: [checkout.example.com]
  gateways: [public]
---
kind: Gateway
apiVersion: networking.istio.io/v1
metadata:
  name: public
  namespace: shop
spec:
  servers:
    - port: { name: http, number: 80, protocol: HTTP }
      hosts: ["*.example.org"]
`,
    good: `
kind: VirtualService
spec:
  hosts: [checkout.example.com]
  gateways: [public]
---
kind: Gateway
apiVersion: networking.istio.io/v1
metadata:
  name: public
  namespace: shop
spec:
  servers:
    - port: { name: http, number: 80, protocol: HTTP }
      hosts: ["*.example.com"]
`,
  },
  *check(graph) {
    for (const virtualService of splitters(graph).keys()) {
      const gateways = knownGateways(graph, virtualService);
      if (gateways.length > 0) {
        yield* blame(virtualService.manifest, unserved(virtualService, gateways));
      }
    }
  },
};

/** The Gateways of a VirtualService; none where not all of them are known, or where one of them serves nothing that can be read. */
function knownGateways(graph: ManifestGraph, { gateways, namespace }: VirtualService): readonly Gateway[] {
  const known: Gateway[] = [];
  for (const name of gateways) {
    const gateway = name === MESH ? undefined : findGateway(graph, name, namespace);
    if (gateway !== undefined && gateway.served.length > 0) {
      known.push(gateway);
    } else if (name !== MESH) {
      return [];
    }
  }
  return known;
}

const MOST_SHOWN = 5;

function* unserved({ hosts, namespace }: VirtualService, gateways: readonly Gateway[]): Iterable<Fault> {
  for (const [index, value] of hosts.entries()) {
    // Whether the mesh has a host inside the cluster is ARO312's.
    if (value === undefined || isClusterHost(value) || isPlaceholder(value)) {
      continue;
    }
    if (!gateways.some((gateway) => gateway.serves(fullHost(value, namespace), namespace))) {
      const served = servedHosts(gateways).slice(0, MOST_SHOWN).map(showName);
      yield { field: element('spec.hosts', index), value, text: `is served by none of its Gateways, which have ${showList(served)}` };
    }
  }
}
