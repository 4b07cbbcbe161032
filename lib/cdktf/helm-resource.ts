import { Construct } from 'constructs';
import { IResource, MetaArguments, TerraformRuntime } from './terraform-runtime';

/** Tells the arguments of a `helm_release` whenever the stack is synthesized. */
export interface IHelmArguments {
  /** Called before anything is asked whenever the stack is written: cdktf then asks each element for its metadata first. */
  beginDescription(): void;
  /** Those of the kind, by the names that Terraform has for them; what is `undefined` is left out. */
  attributes(): Record<string, unknown>;
  metaArguments(): MetaArguments;
}

/** What the helm provider calls a release. */
const HELM_RELEASE = 'helm_release';

/** The id of the resource, which leaves its address in Terraform to be that of the construct. */
const RESOURCE = 'Default';

/** The `helm_release` of a construct. Bindings of a provider are not needed: their classes do no more than this one. */
export function createHelmResource(scope: Construct, { TerraformResource }: TerraformRuntime, helm: IHelmArguments): IResource {
  class HelmResource extends TerraformResource {
    /** What resources of all kinds have. Those who have the resource may set the same. */
    public override get terraformMetaArguments(): MetaArguments {
      const { dependsOn = [], provider } = helm.metaArguments();
      const given = super.terraformMetaArguments;
      const all = [...given.dependsOn ?? [], ...dependsOn];
      return { ...given, provider: given.provider ?? provider, dependsOn: all.length === 0 ? undefined : all };
    }

    /** Called by the stack before anything is written. */
    public override toMetadata(): unknown {
      helm.beginDescription();
      return super.toMetadata();
    }

    /** Called by the stack when JSON is written. */
    protected synthesizeAttributes(): Record<string, unknown> {
      return helm.attributes();
    }

    /** Called by the stack when HCL is written. */
    protected synthesizeHclAttributes(): Record<string, unknown> {
      const written = Object.entries(helm.attributes()).filter(([, value]) => value !== undefined);
      return Object.fromEntries(written.map(([name, value]) => [name, hclOf(value)]));
    }
  }

  return new HelmResource(scope, RESOURCE, { terraformResourceType: HELM_RELEASE });
}

/** What Terraform calls a release. */
export function addressOf(release: IResource): string {
  return `${HELM_RELEASE}.${release.friendlyUniqueId}`;
}

/** An argument as the stack wants it for HCL. */
function hclOf(value: unknown): Record<string, unknown> {
  const isList = Array.isArray(value);
  return { value, isBlock: false, type: isList ? 'list' : 'simple', storageClassType: isList ? 'stringList' : typeof value };
}
