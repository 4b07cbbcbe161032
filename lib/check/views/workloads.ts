import type { Identity, Manifest } from '../manifest';
import { groupOf } from '../manifest';
import { asLabels, asList, asString, field } from '../../model/json';

/** What the rules read of a Service. */
export class Service {
  public readonly kind = 'Service';
  public readonly name: string | undefined;
  public readonly namespace: string;
  public readonly selector: ReadonlyMap<string, string>;

  constructor(public readonly manifest: Manifest, identity: Identity) {
    this.name = identity.name;
    this.namespace = identity.namespace;
    this.selector = asLabels(field(manifest, 'spec', 'selector'));
  }

  public get ports(): readonly unknown[] {
    return asList(field(this.manifest, 'spec', 'ports'));
  }
}

/** What the rules read of a Deployment. */
export class Deployment {
  public readonly kind = 'Deployment';
  public readonly name: string | undefined;
  public readonly namespace: string;
  /** Empty where the selector has expressions, which labels alone do not satisfy. */
  public readonly selector: ReadonlyMap<string, string>;

  constructor(public readonly manifest: Manifest, identity: Identity) {
    this.name = identity.name;
    this.namespace = identity.namespace;
    const expressions = asList(field(manifest, 'spec', 'selector', 'matchExpressions'));
    this.selector = asLabels(expressions.length > 0 ? undefined : field(manifest, 'spec', 'selector', 'matchLabels'));
  }

  public get replicas(): unknown {
    return field(this.manifest, 'spec', 'replicas');
  }
}

/** The fewest or the most pods that an autoscaler makes. */
export interface Bound {
  readonly name: string;
  readonly value: unknown;
  /** What counts where no value is given. */
  readonly default: number | undefined;
}

/** What the rules read of a HorizontalPodAutoscaler, a VerticalPodAutoscaler or a ScaledObject of KEDA. */
export class Autoscaler {
  public readonly kind: string;
  public readonly name: string | undefined;
  public readonly namespace: string;
  /** The field that names the target. */
  public readonly field: string;
  public readonly apiVersion: unknown;
  public readonly targetKind: string | undefined;
  public readonly targetName: string | undefined;

  constructor(public readonly manifest: Manifest, identity: Identity) {
    this.kind = identity.kind;
    this.name = identity.name;
    this.namespace = identity.namespace;
    const reference = this.isHorizontal ? 'scaleTargetRef' : 'targetRef';
    this.field = `spec.${reference}`;
    const target = field(manifest, 'spec', reference);
    this.apiVersion = field(target, 'apiVersion');
    const kind = field(target, 'kind');
    this.targetKind = kind === undefined && this.isOfKeda ? 'Deployment' : asString(kind);
    this.targetName = asString(field(target, 'name'));
  }

  /** Whether it decides the number of pods rather than their size. */
  public get isHorizontal(): boolean {
    return this.kind !== 'VerticalPodAutoscaler';
  }

  /** Whether KEDA makes a HorizontalPodAutoscaler from it. */
  public get isOfKeda(): boolean {
    return this.kind === 'ScaledObject';
  }

  public get targetGroup(): string {
    return this.apiVersion === undefined && this.isOfKeda ? 'apps' : groupOf(this.apiVersion);
  }

  /** The name of the Rollout that it scales; `undefined` where it scales something else, or nothing that could be found. */
  public get rolloutName(): string | undefined {
    const isRollout = this.targetKind === 'Rollout' && this.targetGroup === 'argoproj.io';
    return isRollout && this.targetName !== '' ? this.targetName : undefined;
  }

  public get least(): Bound {
    return this.isOfKeda ? this.bound('minReplicaCount', 0) : this.bound('minReplicas', 1);
  }

  public get most(): Bound {
    return this.isOfKeda ? this.bound('maxReplicaCount', 100) : this.bound('maxReplicas', undefined);
  }

  private bound(name: string, otherwise: number | undefined): Bound {
    return { name, value: field(this.manifest, 'spec', name), default: otherwise };
  }
}
