import { IConstruct } from 'constructs';
import { UsageError } from '../model/usage-error';
import { isHelmProvider } from './terraform-runtime';

/** The HelmProvider that Terraform takes unless told otherwise. */
export const DEFAULT_PROVIDER = 'helm';

/** What Terraform calls a provider: `helm`, or `helm.staging` if that is its alias. */
export function providerAddress(provider: IConstruct, path: string): string {
  if (!isHelmProvider(provider)) {
    const value = provider.node.path;
    throw new UsageError({ path, field: 'provider', value, rule: 'is no HelmProvider', fix: 'give the HelmProvider of the cluster' });
  }
  return provider.fqn;
}

/** A stack without a provider would be refused by Terraform only when it is applied. */
export function providerProblems(stack: IConstruct): string[] {
  const providers = stack.node.findAll().filter(isHelmProvider);
  if (providers.length === 0) {
    return [`provider: the stack "${stack.node.id}" has no HelmProvider; add one, as \`new HelmProvider(stack, 'helm', { … })\` of `
      + '`@cdktf/provider-helm` or of the bindings that `cdktn get` makes'];
  }
  return providers.some((provider) => Reflect.get(provider, 'alias') === undefined)
    ? []
    : [`provider: each HelmProvider of the stack "${stack.node.id}" has an alias; say which one, with \`provider\``];
}
