import { addressOf } from './helm-resource';
import { knownCluster } from './known-cluster';
import { isMadeAfter } from './resource-order';
import { SynthMemory } from './synth-memory';
import { isMadeOnce, providerOf } from './terraform-blocks';
import { IResource, TerraformStack } from './terraform-runtime';

/** Where a release is, as the blocks of its stack say. */
export class ReleasePlace {
  public constructor(private readonly release: IResource, private readonly stack: TerraformStack, private readonly memory: SynthMemory) {}

  /** What Terraform calls the provider. */
  public get provider(): string {
    return providerOf(addressOf(this.release), this.memory.blocks);
  }

  /** What tells clusters apart: what the provider says for certain, else which provider of the stack it is. */
  public get cluster(): string {
    const { provider, stack: { node: { path } } } = this;
    return knownCluster(this.memory.blocks.get(`provider.${provider}`), path) ?? `${provider} of ${path}`;
  }

  /** Whether there is exactly one of it, whatever Terraform is told. */
  public get isCertain(): boolean {
    return isMadeOnce(addressOf(this.release), this.memory.blocks);
  }

  /** Whether Terraform waits for another release of the stack before it makes this one. */
  public isAfter(other: ReleasePlace): boolean {
    return isMadeAfter(this.memory.blocks, addressOf(this.release), addressOf(other.release));
  }
}
