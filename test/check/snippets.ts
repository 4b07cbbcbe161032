import { parseAllDocuments } from 'yaml';
import type { ExampleBase } from '../../lib/check';
import { alb, blueGreen, canary, controller, gatewayApi, gitOps, migration, nginx, subsets, unrouted } from './bases';
import type { Manifests } from './objects';

/** The bases of the rules' examples. */
export const BASES: Readonly<Record<ExampleBase, () => Manifests>> = {
  canary, subsets, unrouted, nginx, alb, gatewayApi, blueGreen, migration, gitOps, controller,
};

/** The manifests of the base with the snippet in them, as a rule's example means it. */
export function applySnippet(base: ExampleBase, snippet: string): any[] {
  const manifests = Object.values(BASES[base]());
  for (const document of parseAllDocuments(snippet.trim())) {
    const patch: any = document.toJS();
    const same = manifests.find(({ kind, metadata }) => kind === patch.kind
      && (patch.metadata?.name === undefined || patch.metadata.name === metadata.name));
    if (same === undefined) {
      manifests.push(patch);
    } else {
      merge(same, patch);
    }
  }
  return manifests;
}

/** A JSON merge patch: what is given replaces, objects are merged, and `null` removes. */
function merge(target: any, patch: any): void {
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      Reflect.deleteProperty(target, key);
    } else if (isObject(value) && isObject(target[key])) {
      merge(target[key], value);
    } else {
      target[key] = value;
    }
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
