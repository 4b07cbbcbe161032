import { asList, asRecord, asString, field } from '../model/json';

/** Where blocks stand in the configuration, and what addresses of them begin with. */
const SECTIONS = [['resource', ''], ['data', 'data.']] as const;

/** What may be an address, or begin with one. */
const ADDRESS = /[\w-]+(?:\.[\w-]+)+/g;

/**
 * Whether Terraform makes a resource after another one: since it says so (`depends_on`), or since it refers to it; perhaps by
 * way of others.
 *
 * @param configuration that of the stack, as JSON has it
 */
export function isMadeAfter(configuration: unknown, later: string, earlier: string): boolean {
  const blocks = blocksOf(configuration);
  const reached = new Set<string>();
  const open = [later];
  for (let address = open.pop(); address !== undefined; address = open.pop()) {
    if (address === earlier) {
      return true;
    }
    if (!reached.has(address)) {
      reached.add(address);
      open.push(...addressesIn(blocks.get(address), blocks));
    }
  }
  return false;
}

/** The blocks that others refer to, by their addresses. */
function blocksOf(configuration: unknown): ReadonlyMap<string, unknown> {
  const blocks = new Map<string, unknown>();
  for (const [section, prefix] of SECTIONS) {
    for (const [type, named] of Object.entries(asRecord(field(configuration, section)) ?? {})) {
      Object.entries(asRecord(named) ?? {}).forEach(([name, block]) => blocks.set(`${prefix}${type}.${name}`, block));
    }
  }
  Object.entries(asRecord(field(configuration, 'module')) ?? {}).forEach(([name, block]) => blocks.set(`module.${name}`, block));
  Object.entries(asRecord(field(configuration, 'locals')) ?? {}).forEach(([name, value]) => blocks.set(`local.${name}`, value));
  return blocks;
}

/** The blocks that a block refers to, in `depends_on` or in an expression. */
function addressesIn(block: unknown, blocks: ReadonlyMap<string, unknown>): string[] {
  const texts: string[] = [];
  const open: unknown[] = [block];
  while (open.length > 0) {
    const value = open.pop();
    const text = asString(value);
    if (text !== undefined) {
      texts.push(text);
    }
    open.push(...asList(value));
    // What stands there is about the program.
    Object.entries(asRecord(value) ?? {}).forEach(([key, item]) => { if (key !== '//') { open.push(item); } });
  }
  return texts.flatMap((text) => text.match(ADDRESS) ?? []).flatMap((found) => {
    const parts = found.split('.');
    return [2, 3].map((length) => parts.slice(0, length).join('.')).filter((address) => blocks.has(address));
  });
}
