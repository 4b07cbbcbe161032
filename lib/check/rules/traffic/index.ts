import type { Rule } from '../../rule';
import { alb } from './alb';
import { blueGreenAlb } from './blue-green-alb';
import { destinationPort } from './destination-port';
import { destinationRule } from './destination-rule';
import { foreignSubset } from './foreign-subset';
import { gatewayApi } from './gateway-api';
import { gatewayHost } from './gateway-host';
import { hostClaimedTwice } from './host-claimed-twice';
import { istioReference } from './istio-reference';
import { meshGateway } from './mesh-gateway';
import { nginx } from './nginx';
import { ownedManagedRoute } from './owned-managed-route';
import { routeName } from './route-name';
import { sharedTarget } from './shared-target';
import { splitDestinations } from './split-destinations';
import { splitWeights } from './split-weights';
import { startingWeights } from './starting-weights';

/** 3xx: who splits the traffic, and how. */
export const TRAFFIC_RULES: readonly Rule[] = [
  sharedTarget,
  routeName,
  splitDestinations,
  destinationRule,
  foreignSubset,
  splitWeights,
  startingWeights,
  alb,
  nginx,
  istioReference,
  ownedManagedRoute,
  meshGateway,
  destinationPort,
  hostClaimedTwice,
  gatewayHost,
  blueGreenAlb,
  gatewayApi,
];
