import { asRecord, asString, field } from '../model/json';

/** The blocks of a configuration by their addresses; providers, which have none, as `provider.helm.staging`. */
export type Blocks = ReadonlyMap<string, unknown>;

/** Where blocks stand in a configuration, and what addresses of them begin with. */
const SECTIONS = [['resource', ''], ['data', 'data.']] as const;

/** What others may refer to. */
export function blocksOf(configuration: unknown): Blocks {
  const blocks = new Map<string, unknown>();
  for (const [section, prefix] of SECTIONS) {
    for (const [type, named] of entriesOf(field(configuration, section))) {
      entriesOf(named).forEach(([name, block]) => blocks.set(`${prefix}${type}.${name}`, block));
    }
  }
  entriesOf(field(configuration, 'module')).forEach(([name, block]) => blocks.set(`module.${name}`, block));
  entriesOf(field(configuration, 'locals')).forEach(([name, value]) => blocks.set(`local.${name}`, value));
  for (const [type, given] of entriesOf(field(configuration, 'provider'))) {
    for (const block of Array.isArray(given) ? given : [given]) {
      const alias = asString(field(block, 'alias'));
      blocks.set(`provider.${type}${alias === undefined ? '' : `.${alias}`}`, block);
    }
  }
  return blocks;
}

/** What Terraform calls the provider of a resource or a data source: `helm`, or `helm.staging` if that is its alias. */
export function providerOf(address: string, blocks: Blocks): string {
  const type = address.replace(/^data\./, '').split(/[._]/)[0] ?? '';
  return asString(field(blocks.get(address), 'provider')) ?? type;
}

/** Whether Terraform makes exactly one of a resource, whatever its variables come to: it is there, without `count` and `for_each`. */
export function isMadeOnce(address: string, blocks: Blocks): boolean {
  const block = blocks.get(address);
  return block !== undefined && [field(block, 'count'), field(block, 'for_each')].every((given) => given === undefined);
}

function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(asRecord(value) ?? {});
}
