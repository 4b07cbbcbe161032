import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition, OwnerReference } from 'cdk8s';
import { filledJson } from '../model/plain-json';

/** What metadata has fields for; `add` does not change these. */
const FIELDS: ReadonlySet<string> = new Set(['annotations', 'finalizers', 'labels', 'name', 'namespace', 'ownerReferences']);

/** Metadata that is rendered in one pass where it has no tokens. cdk8s asks three resolvers about every value of it. */
export class PlainMetadata extends ApiObjectMetadataDefinition {
  private readonly allLabels: Record<string, string>;
  private allAnnotations?: Record<string, string>;
  private allFinalizers?: string[];
  private allOwners?: OwnerReference[];
  private readonly others: Record<string, unknown>;

  public constructor(apiObject: ApiObject, given: ApiObjectMetadata) {
    const { name, chart } = apiObject;
    const { name: _name, namespace = chart.namespace, labels: ownLabels, annotations, finalizers, ownerReferences, ...others } = given;
    const labels = { ...chart.labels, ...ownLabels };
    super({ ...given, name, namespace, labels, apiObject });
    this.allLabels = labels;
    this.allAnnotations = annotations === undefined ? undefined : { ...annotations };
    this.allFinalizers = finalizers === undefined ? undefined : [...finalizers];
    this.allOwners = ownerReferences === undefined ? undefined : [...ownerReferences];
    this.others = others;
  }

  public override addLabel(key: string, value: string): void {
    super.addLabel(key, value);
    this.allLabels[key] = value;
  }

  public override addAnnotation(key: string, value: string): void {
    super.addAnnotation(key, value);
    this.allAnnotations ??= {};
    this.allAnnotations[key] = value;
  }

  public override addFinalizers(...finalizers: string[]): void {
    super.addFinalizers(...finalizers);
    this.allFinalizers = [...this.allFinalizers ?? [], ...finalizers];
  }

  public override addOwnerReference(owner: OwnerReference): void {
    super.addOwnerReference(owner);
    this.allOwners = [...this.allOwners ?? [], owner];
  }

  public override add(key: string, value: unknown): void {
    super.add(key, value);
    if (!FIELDS.has(key)) {
      this.others[key] = value;
    }
  }

  /** The same as `toJson()` gives; `undefined` where there is a token, which is for cdk8s to resolve. */
  public plain(): unknown {
    return filledJson({
      annotations: this.allAnnotations,
      finalizers: this.allFinalizers,
      labels: this.allLabels,
      name: this.name,
      namespace: this.namespace,
      ownerReferences: this.allOwners,
      ...this.others,
    });
  }
}
