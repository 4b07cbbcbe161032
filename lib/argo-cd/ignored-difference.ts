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
