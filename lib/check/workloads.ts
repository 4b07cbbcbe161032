import type { Identity, Manifest } from './manifest';
import { groupOf } from './manifest';
import { asLabels, asList, asString, field } from '../model/json';

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

/** What the rules read of a HorizontalPodAutoscaler or VerticalPodAutoscaler. */
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
    this.apiVersion = field(manifest, 'spec', reference, 'apiVersion');
    this.targetKind = asString(field(manifest, 'spec', reference, 'kind'));
    this.targetName = asString(field(manifest, 'spec', reference, 'name'));
  }

  /** Whether it decides the number of pods rather than their size. */
  public get isHorizontal(): boolean {
    return this.kind === 'HorizontalPodAutoscaler';
  }

  public get targetGroup(): string {
    return groupOf(this.apiVersion);
  }
}
