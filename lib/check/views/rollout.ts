import type { Identity, Manifest } from '../manifest';
import type { JsonObject } from '../../model/json';
import { groupOf } from '../manifest';
import { asList, asNumber, asRecord, asString, field, givenFields } from '../../model/json';
import { nearest } from '../nearest';
import { successorOf } from '../schema/successors';
import { element } from '../wording';

/** The fields in which a Rollout names a Service whose selector the controller rewrites. */
export type ServiceRole =
  | 'stableService' | 'canaryService' | 'pingService' | 'pongService' | 'activeService' | 'previewService';

/** The roles of the two versions, which no Service can have both. */
export const OPPOSITE_ROLES: readonly (readonly [ServiceRole, ServiceRole])[] = [
  ['stableService', 'canaryService'],
  ['pingService', 'pongService'],
  ['activeService', 'previewService'],
];

/** Whether two roles are those of the two versions. */
export function areOpposite(one: ServiceRole, other: ServiceRole): boolean {
  return OPPOSITE_ROLES.some((roles) => roles.includes(one) && roles.includes(other));
}

/** One Service that a Rollout manages. */
export interface ManagedService {
  readonly role: ServiceRole;
  readonly field: string;
  readonly name: string;
}

/** One entry of `steps`. */
export interface Step {
  readonly field: string;
  readonly content: unknown;
}

/** One of the two strategies, where it is given. */
export interface Strategy {
  readonly field: string;
  readonly content: JsonObject;
}

/** The object that a Rollout takes its pods from, instead of a template of its own. */
export interface WorkloadRef {
  readonly field: string;
  readonly content: JsonObject;
  readonly group: string;
  readonly kind: string | undefined;
  readonly name: string | undefined;
}

const ROUTERS = ['alb', 'ambassador', 'apisix', 'appMesh', 'istio', 'nginx', 'plugins', 'smi', 'traefik'] as const;
const ROUTING_FIELDS: ReadonlySet<string> = new Set([...ROUTERS, 'managedRoutes', 'maxTrafficWeight']);

/** What splits the traffic, by its field in `trafficRouting`. */
export type Router = (typeof ROUTERS)[number];

/** Whether a field is given in no way: neither with the wrong type, which ARO004 reports, nor by a misspelt name, as ARO003 does. */
export function lacks(owner: unknown, name: string): boolean {
  return asRecord(owner) !== undefined && field(owner, name) === undefined
    && givenFields(owner).every((given) => nearest(given, [name]) === undefined && successorOf(given) !== name);
}

const CANARY = 'spec.strategy.canary';
const PING_PONG = `${CANARY}.pingPong`;
const BLUE_GREEN = 'spec.strategy.blueGreen';

/** What the rules read of a Rollout. */
export class Rollout {
  public readonly kind = 'Rollout';
  public readonly name: string | undefined;
  public readonly namespace: string;
  public readonly canary: Strategy | undefined;
  public readonly blueGreen: Strategy | undefined;
  /** The strategies that are given; a Rollout in order has one. */
  public readonly strategies: readonly Strategy[];
  public readonly steps: readonly Step[];
  public readonly managedServices: readonly ManagedService[];
  public readonly workloadRef: WorkloadRef | undefined;
  /** `undefined` where the weight is only approximated by the number of pods. */
  public readonly trafficRouting: JsonObject | undefined;
  private readonly content: unknown;

  constructor(public readonly manifest: Manifest, identity: Identity) {
    this.name = identity.name;
    this.namespace = identity.namespace;
    this.content = field(manifest, 'spec');
    this.canary = this.strategy(CANARY, 'canary');
    this.trafficRouting = asRecord(field(this.canary?.content, 'trafficRouting'));
    this.blueGreen = this.strategy(BLUE_GREEN, 'blueGreen');
    this.strategies = [this.canary, this.blueGreen].filter((strategy) => strategy !== undefined);
    this.steps = asList(field(this.canary?.content, 'steps'))
      .map((content, index) => ({ field: element(`${CANARY}.steps`, index), content }));
    this.managedServices = this.serviceRoles();
    this.workloadRef = this.reference();
  }

  /** The value at a path below `spec`; without one, `spec` itself. */
  public spec(first?: string, second?: string, third?: string): unknown {
    return first === undefined ? this.content : field(this.content, first, second, third);
  }

  /** Whether there is a canary without traffic routing, and none was meant. */
  public get isUnrouted(): boolean {
    return this.canary !== undefined && lacks(this.canary.content, 'trafficRouting');
  }

  /** The routers that are given. */
  public get routers(): readonly Router[] {
    const routing = this.trafficRouting;
    return routing === undefined ? [] : ROUTERS.filter((router) => {
      const content = field(routing, router);
      // No plugin is no router; any other is there as soon as its field is.
      return content !== undefined && (router !== 'plugins' || asRecord(content) === undefined || givenFields(content).length > 0);
    });
  }

  /** Whether traffic is routed, and surely by none of these: an unknown router may be a misspelt one. */
  public isRoutedWithout(...routers: readonly Router[]): boolean {
    const routing = this.trafficRouting;
    return routing !== undefined && givenFields(routing).every((name) => ROUTING_FIELDS.has(name))
      && !this.routers.some((router) => routers.includes(router));
  }

  /** The weight at which all traffic goes to the canary. */
  public get maxWeight(): number {
    return asNumber(this.trafficRouting?.maxTrafficWeight) ?? 100;
  }

  /** The weight that a step sets, where it is one that the router can have. */
  public weightAt(step: Step): number | undefined {
    const weight = asNumber(field(step.content, 'setWeight'));
    return weight !== undefined && Number.isInteger(weight) && weight >= 0 && weight <= this.maxWeight ? weight : undefined;
  }

  /** Whether the controller scales a Deployment down in favour of this Rollout, whose number of pods it has to know. */
  public get takesOverReplicas(): boolean {
    const scaleDown = field(this.workloadRef?.content, 'scaleDown');
    return scaleDown === 'onsuccess' || scaleDown === 'progressively';
  }

  /** Whether both are one object in the cluster, though there may be two manifests of it. */
  public is(other: Rollout): boolean {
    return this.name === other.name && this.namespace === other.namespace;
  }

  private strategy(path: string, name: string): Strategy | undefined {
    const content = asRecord(this.spec('strategy', name));
    return content === undefined ? undefined : { field: path, content };
  }

  private serviceRoles(): ManagedService[] {
    const found: ManagedService[] = [];
    addManaged(found, CANARY, this.canary?.content, 'stableService', 'canaryService');
    addManaged(found, PING_PONG, field(this.canary?.content, 'pingPong'), 'pingService', 'pongService');
    addManaged(found, BLUE_GREEN, this.blueGreen?.content, 'activeService', 'previewService');
    return found;
  }

  private reference(): WorkloadRef | undefined {
    const content = asRecord(this.spec('workloadRef'));
    if (content === undefined) {
      return undefined;
    }
    return {
      field: 'spec.workloadRef',
      content,
      group: groupOf(field(content, 'apiVersion')),
      kind: asString(field(content, 'kind')),
      name: asString(field(content, 'name')),
    };
  }
}

function addManaged(found: ManagedService[], path: string, owner: unknown, ...roles: readonly ServiceRole[]): void {
  if (owner !== undefined) {
    for (const role of roles) {
      const name = field(owner, role);
      if (typeof name === 'string' && name !== '') {
        found.push({ role, field: `${path}.${role}`, name });
      }
    }
  }
}
