import { ApiObject, ApiObjectMetadata, ApiObjectMetadataDefinition, OwnerReference } from 'cdk8s';
import { filledJson } from '../model/plain-json';

/** Metadata that is rendered in one pass where it has no tokens. cdk8s asks three resolvers about every value of it. */
export class PlainMetadata extends ApiObjectMetadataDefinition {
  private readonly allLabels: Record<string, string>;
  private readonly allAnnotations: Record<string, string>;
  private readonly allFinalizers: string[];
  private readonly allOwners: OwnerReference[];
  private readonly others: Record<string, unknown>;

  public constructor(apiObject: ApiObject, given: ApiObjectMetadata) {
    const { name, chart } = apiObject;
    const labels = { ...chart.labels, ...given.labels };
    super({ ...given, name, namespace: given.namespace ?? chart.namespace, labels, apiObject });
    const { annotations, finalizers, ownerReferences } = given;
    this.others = { ...given };
    this.allLabels = labels;
    this.allAnnotations = { ...annotations };
    this.allFinalizers = finalizers === undefined ? [] : [...finalizers];
    this.allOwners = ownerReferences === undefined ? [] : [...ownerReferences];
  }

  public override addLabel(key: string, value: string): void {
    super.addLabel(key, value);
    this.allLabels[key] = value;
  }

  public override addAnnotation(key: string, value: string): void {
    super.addAnnotation(key, value);
    this.allAnnotations[key] = value;
  }

  public override addFinalizers(...finalizers: string[]): void {
    super.addFinalizers(...finalizers);
    this.allFinalizers.push(...finalizers);
  }

  public override addOwnerReference(owner: OwnerReference): void {
    super.addOwnerReference(owner);
    this.allOwners.push(owner);
  }

  public override add(key: string, value: unknown): void {
    super.add(key, value);
    this.others[key] = value;
  }

  /** The same as `toJson()` gives; `undefined` where there is a token, which is for cdk8s to resolve. */
  public plain(): unknown {
    return filledJson({
      ...this.others,
      name: this.name,
      namespace: this.namespace,
      annotations: this.allAnnotations,
      finalizers: this.allFinalizers,
      ownerReferences: this.allOwners,
      labels: this.allLabels,
    });
  }
}
