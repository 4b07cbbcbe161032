import { asList, asRecord, asString, field } from '../../model/json';
import type { Rollout } from '../views/rollout';
import { isSameService, serviceAt } from './service-host';
import type { Destination, VirtualService } from '../views/virtual-service';

/** Whose share of the traffic a destination gets: additional subsets keep theirs. */
export type Share = 'stable' | 'canary' | 'additional';

/** How Istio knows one of the two versions: by a Service, or by a subset. */
export interface Version {
  /** The field of the Rollout that names it: `stableService`, `canarySubsetName`. */
  readonly role: string;
  readonly name: string;
}

/** How Istio tells the two versions of a Rollout apart. */
export class Versions {
  constructor(
    private readonly rollout: Rollout,
    public readonly stable: Version,
    public readonly canary: Version,
    /** Whether they are two subsets of one host, rather than two Services. */
    public readonly areSubsets: boolean,
    /** Whether they change places with every update. */
    public readonly areSwapped: boolean,
    private readonly additional: ReadonlySet<string>,
  ) {}

  /** `undefined` where a destination is none that the controller knows. */
  public shareOf(destination: Destination, { namespace }: VirtualService): Share | undefined {
    if (this.is(this.stable, destination, namespace)) {
      return 'stable';
    }
    if (this.is(this.canary, destination, namespace)) {
      return 'canary';
    }
    return destination.subset !== undefined && this.additional.has(destination.subset) ? 'additional' : undefined;
  }

  /** Where it says which version it leads to, and what it says. */
  public naming({ field: path, host, subset }: Destination): { readonly field: string; readonly value: string | undefined } {
    if (!this.areSubsets) {
      return { field: `${path}.destination.host`, value: host };
    }
    return { field: `${path}.destination${subset === undefined ? '' : '.subset'}`, value: subset };
  }

  private is({ name }: Version, { host, subset }: Destination, namespace: string): boolean {
    if (this.areSubsets) {
      return subset === name;
    }
    const service = host === undefined ? undefined : serviceAt(host, namespace);
    return service !== undefined && isSameService(service, { namespace: this.rollout.namespace, name });
  }
}

/** `undefined` where the Rollout names only one of the two, or one for both. */
export function versionsOf(rollout: Rollout): Versions | undefined {
  const rule = asRecord(field(rollout.trafficRouting, 'istio', 'destinationRule'));
  const pairs = rule === undefined
    ? [service(rollout, 'stableService', 'canaryService'), service(rollout, 'pingService', 'pongService')]
    : [(['stableSubsetName', 'canarySubsetName'] as const).map((role) => ({ role, name: asString(rule[role]) ?? '' }))];
  // Ping and pong are for a Rollout that names neither of the others.
  const pair = pairs.findIndex((versions) => versions.some(({ name }) => name !== ''));
  const [stable, canary] = pairs[pair] ?? [];
  if (stable === undefined || canary === undefined || stable.name === '' || canary.name === '' || stable.name === canary.name) {
    return undefined;
  }
  const additional = asList(field(rule, 'additionalSubsetNames')).flatMap((name) => asString(name) ?? []);
  return new Versions(rollout, stable, canary, rule !== undefined, pair > 0, new Set(additional));
}

function service({ managedServices }: Rollout, ...roles: readonly string[]): Version[] {
  return roles.map((wanted) => ({ role: wanted, name: managedServices.find(({ role }) => role === wanted)?.name ?? '' }));
}
