import { asList, asRecord, asString } from '../model/json';
import { Blocks, providerOf } from './terraform-blocks';
import { expressionsIn } from './terraform-expressions';

/** What may be an address, or begin with one. */
const ADDRESS = /[\w-]+(?:\.[\w-]+)+/g;

/** The fields that hold addresses themselves. Any other text holds them in its expressions, and else is only text. */
const REFERENCES: readonly string[] = ['depends_on', 'replace_triggered_by', 'providers'];

/**
 * Whether Terraform makes a resource after another one: since it says so (`depends_on`), or since it refers to it; perhaps by
 * way of others, or of its provider.
 */
export function isMadeAfter(blocks: Blocks, later: string, earlier: string): boolean {
  const reached = new Set<string>();
  const open = [later];
  for (let address = open.pop(); address !== undefined; address = open.pop()) {
    if (address === earlier) {
      return true;
    }
    if (!reached.has(address)) {
      reached.add(address);
      open.push(`provider.${providerOf(address, blocks)}`, ...addressesIn(blocks.get(address), blocks));
    }
  }
  return false;
}

/** The blocks that a block refers to. */
function addressesIn(block: unknown, blocks: Blocks): string[] {
  const code: string[] = [];
  const open: { readonly value: unknown; readonly isReference: boolean }[] = [{ value: block, isReference: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, isReference } = next;
    const text = asString(value);
    if (text !== undefined) {
      code.push(...isReference ? [text] : expressionsIn(text));
    }
    asList(value).forEach((item) => { open.push({ value: item, isReference }); });
    // What stands at `//` is about the program.
    for (const [key, item] of Object.entries(asRecord(value) ?? {}).filter(([name]) => name !== '//')) {
      open.push({ value: item, isReference: isReference || REFERENCES.includes(key) });
    }
  }
  return code.flatMap((text) => text.match(ADDRESS) ?? []).flatMap((found) => {
    const parts = found.split('.');
    const named = [2, 3].map((length) => parts.slice(0, length).join('.'));
    return [...named, `provider.${named[0] ?? ''}`].filter((address) => blocks.has(address));
  });
}
