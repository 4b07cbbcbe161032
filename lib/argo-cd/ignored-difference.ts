import { jqFault, PathFault, pointerFault } from '../check';
import { requireItems } from '../model/require';
import { UsageError } from '../model/usage-error';
import { requireGroupKind } from './group-kind';

/** What in some objects may differ from the source without being a difference. */
export interface IgnoredDifference {
  /**
   * The API group of the objects, e.g. `apps`.
   *
   * @default - the core group
   */
  readonly group?: string;

  /** The kind of the objects. */
  readonly kind: string;

  /**
   * The name of the one object.
   *
   * @default - all objects of the kind
   */
  readonly name?: string;

  /**
   * The namespace of the objects.
   *
   * @default - every namespace
   */
  readonly namespace?: string;

  /**
   * What may differ, as paths of jq, e.g. `.spec.http[].route[]?.weight`.
   *
   * @default - none; give these or `jsonPointers`
   */
  readonly jqPathExpressions?: string[];

  /**
   * What may differ, as JSON pointers, e.g. `/spec/replicas`.
   *
   * @default - none; give these or `jqPathExpressions`
   */
  readonly jsonPointers?: string[];
}

/** Refuses an entry that ignores nothing, or that Argo CD cannot read, which fails the comparison of the whole Application. */
export function validateDifference(entry: IgnoredDifference, path: string, field: string): void {
  const { jqPathExpressions = [], jsonPointers = [] } = entry;
  requireGroupKind(entry, path, field);
  requireItems([...jqPathExpressions, ...jsonPointers], { path, field, fix: 'give jqPathExpressions or jsonPointers' });
  const refuse = (list: string, values: readonly string[], faultOf: (value: string) => PathFault | undefined): void => {
    values.forEach((value, index) => {
      const fault = faultOf(value);
      if (fault !== undefined) {
        throw new UsageError({ path, field: `${field}.${list}[${index}]`, value, rule: fault.text, fix: fault.fix });
      }
    });
  };
  refuse('jqPathExpressions', jqPathExpressions, jqFault);
  refuse('jsonPointers', jsonPointers, pointerFault);
}
