import type { ManifestGraph } from '../graph';
import { perGraph } from '../per-graph';
import { fullHost } from './service-host';
import type { VirtualService } from '../views/virtual-service';
import { virtualServices } from '../views/virtual-service';

/** The VirtualServices for each host, which is spelt in full. */
export const hostClaims: (graph: ManifestGraph) => ReadonlyMap<string, readonly VirtualService[]> = perGraph((graph) => {
  const claims = new Map<string, VirtualService[]>();
  for (const virtualService of virtualServices(graph).values()) {
    const hosts = virtualService.hosts.flatMap((host) => (host === undefined ? [] : fullHost(host, virtualService.namespace)));
    for (const host of new Set(hosts)) {
      const claim = claims.get(host);
      if (claim === undefined) {
        claims.set(host, [virtualService]);
      } else {
        claim.push(virtualService);
      }
    }
  }
  return claims;
});

/** The hosts that the proxies inside the mesh have a VirtualService for, spelt in full. */
export const meshHosts: (graph: ManifestGraph) => ReadonlySet<string> = perGraph((graph) => {
  const hosts = new Set<string>();
  for (const [host, claim] of hostClaims(graph)) {
    if (claim.some((virtualService) => virtualService.isInMesh)) {
      hosts.add(host);
    }
  }
  return hosts;
});
