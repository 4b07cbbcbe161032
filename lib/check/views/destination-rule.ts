import type { Node } from '../graph';
import type { Manifest } from '../manifest';
import { asLabels, asList, asString, field } from '../../model/json';
import { element } from '../wording';

/** Some of the pods behind a host, told by their labels. */
export interface Subset {
  readonly field: string;
  readonly name: string | undefined;
  readonly labels: ReadonlyMap<string, string>;
}

/** What the rules read of a DestinationRule. */
export class DestinationRule {
  public readonly kind = 'DestinationRule';
  public readonly manifest: Manifest;
  public readonly name: string | undefined;
  public readonly namespace: string;
  public readonly host: string | undefined;
  public readonly subsets: readonly Subset[];

  constructor({ manifest, identity }: Node) {
    this.manifest = manifest;
    this.name = identity.name;
    this.namespace = identity.namespace;
    this.host = asString(field(manifest, 'spec', 'host'));
    this.subsets = asList(field(manifest, 'spec', 'subsets')).map((content, index) => ({
      field: element('spec.subsets', index),
      name: asString(field(content, 'name')),
      labels: asLabels(field(content, 'labels')),
    }));
  }

  /** The names of its subsets, in the order of the manifest. */
  public get subsetNames(): readonly string[] {
    return this.subsets.flatMap(({ name }) => name ?? []);
  }
}
