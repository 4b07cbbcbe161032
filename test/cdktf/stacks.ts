import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { App, Chart } from 'cdk8s';
import * as cdktf from 'cdktf';
import * as cdktn from 'cdktn';
import { Construct } from 'constructs';
import { TerraformRuntime } from '../../lib/cdktf/terraform-runtime';

/** Both packages have what releases use: the compiler compares. */
const RUNTIMES: readonly TerraformRuntime[] = [cdktf, cdktn];

export type Terraform = typeof cdktf;

/** The packages that a stack may be of. */
export const PACKAGES = [['cdktf', RUNTIMES[0]], ['cdktn', RUNTIMES[1]]] as unknown as readonly (readonly [string, Terraform])[];

/** A stack without a provider. */
export function bareStack(terraform: Terraform, id = 'delivery'): cdktf.TerraformStack {
  return new terraform.TerraformStack(terraform.Testing.app(), id);
}

/** A stack with a HelmProvider. */
export function stackOf(terraform: Terraform, id?: string): cdktf.TerraformStack {
  const stack = bareStack(terraform, id);
  helmProvider(terraform, stack);
  return stack;
}

/** A HelmProvider: of the package for cdktf, and for cdktn such as its command line makes. */
export function helmProvider(terraform: Terraform, stack: Construct, alias?: string): cdktf.TerraformProvider {
  const id = alias ?? 'helm';
  if (terraform === cdktf) {
    return new HelmProvider(stack, id, { alias });
  }
  class Bindings extends terraform.TerraformProvider {
    public override get alias(): string | undefined {
      return alias;
    }
  }
  return new Bindings(stack, id, { terraformResourceType: 'helm', terraformProviderSource: 'helm', terraformGeneratorMetadata: { providerName: 'helm', providerVersion: '3.1.1' } });
}

/** The configuration of a stack, after all validations. */
export function synth(terraform: Terraform, stack: cdktf.TerraformStack): Record<string, any> {
  return JSON.parse(terraform.Testing.synth(stack, true));
}

/** The arguments of a helm_release. */
export function release(terraform: Terraform, stack: cdktf.TerraformStack, name: string): Record<string, any> {
  return synth(terraform, stack).resource.helm_release[name];
}

/** A chart of cdk8s with nothing in it. */
export function emptyChart(id = 'shop', namespace: string | undefined = 'shop'): Chart {
  return new Chart(new App(), id, { namespace });
}

/** What is wrong with a stack, message by message. */
export function problemsOf(terraform: Terraform, stack: cdktf.TerraformStack): string[] {
  return problemsIn(() => synth(terraform, stack));
}

/** What a synth finds, message by message. */
export function problemsIn(synthesize: () => unknown): string[] {
  try {
    synthesize();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').map((line) => line.trim()).filter((line) => line.startsWith('['));
  }
}
