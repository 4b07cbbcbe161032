import { Construct, IConstruct } from 'constructs';
import { UsageError } from '../model/usage-error';
import { IElement, isDependable, isStack, TerraformRuntime } from './terraform-runtime';

/**
 * Has a construct of a stack depend on others, wherever they are: its own stack then names them, and a stack of another
 * comes first as a whole.
 *
 * @returns what the construct's resource depends on within its stack, with all that there is when it is asked
 */
export function dependenciesOf(
  scope: Construct, runtime: TerraformRuntime, constructs: readonly (IConstruct | undefined)[],
): () => IElement[] {
  const path = scope.node.path;
  const stack = runtime.TerraformStack.of(scope);
  const within: IConstruct[] = [];
  constructs.forEach((construct, index) => {
    const field = `dependsOn[${index}]`;
    if (construct === undefined) {
      throw new UsageError({ path, field, rule: 'is not given', fix: 'give a construct, or leave it out' });
    }
    const value = construct.node.path;
    const itsStack = construct.node.scopes.find(isStack);
    if (itsStack === undefined) {
      throw new UsageError({ path, field, value, rule: 'is in no TerraformStack', fix: 'give resources, or constructs with resources in them' });
    }
    if (scope.node.scopes.includes(construct)) {
      throw new UsageError({ path, field, value, rule: 'holds the release itself', fix: 'give what is beside it' });
    }
    if (itsStack === stack) {
      within.push(construct);
    } else {
      stack.addDependency(itsStack);
    }
  });
  scope.node.addValidation({
    validate: () => within
      .filter((construct) => !construct.node.findAll().some(isDependable))
      .map((construct) => `dependsOn: "${construct.node.path}" has no resource in it; give a resource, a data source, a module or a release`),
  });
  return () => [...new Set(within.flatMap((construct) => construct.node.findAll().filter(isDependable)))];
}
