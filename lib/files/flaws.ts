import type { YAMLMap } from 'yaml';
import { isCollection, isMap, isNode, isScalar, isSeq } from 'yaml';
import { asRecord, asString, field } from '../model/json';

/** How often anchors may be repeated; beyond it a few lines stand for a document of any size. */
export const MOST_ALIASES = 10_000;

/** Why a document cannot be read. */
export interface Flaw {
  /** What is wrong, as a predicate of the document. */
  readonly text: string;
  /**
   * How to mend it, as an imperative.
   * @default - to mend the YAML
   */
  readonly fix?: string;
}

/** A template that a tool has yet to make YAML of. */
export const TEMPLATE: Flaw = { text: 'is a template, and not yet YAML', fix: 'render it first: helm template CHART | npx cdk8s-argo-rollouts check -' };

export const NOT_UTF8: Flaw = { text: 'is not UTF-8 text', fix: 'save it as UTF-8' };

const UNQUOTED: Flaw = {
  text: 'has {{ outside quotes, where YAML takes it for a map',
  fix: 'put the value in quotes, as "{{args.service}}", or render the template first',
};

/** What only templates of Go, such as those of Helm, have in their braces. `{{args.service}}` of an analysis is none. */
const ACTION = /\{\{(?:-\s|\s*(?:\/\*|[.$]|(?:block|define|else|end|if|include|range|required|template|tpl|with)\b)|[^{}\n]*[\s(][.$]\w)/;
const UNQUOTED_BRACES = /(?:^|[:-])[ \t]+\{\{/;

/** Whether a text is a template of Go. */
export function isTemplate(text: string): boolean {
  return text.includes('{{') && ACTION.test(text);
}

/** What is wrong with a text that is not valid YAML. */
export function flawOfSyntax(message: string, offset: number, text: string): Flaw {
  return templateAt(offset, text) ?? flawOfMessage(message);
}

/** What was thrown about a document, as a flaw of it. */
export function flawOfError(error: unknown): Flaw {
  return flawOfMessage(asString(field(error, 'message')) ?? String(error));
}

function templateAt(offset: number, text: string): Flaw | undefined {
  if (isTemplate(text)) {
    return TEMPLATE;
  }
  const end = text.indexOf('\n', offset);
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? undefined : end);
  return UNQUOTED_BRACES.test(line) ? UNQUOTED : undefined;
}

/** What is wrong with the keys and numbers of valid YAML, and where: JSON has only texts as keys, each of them once, and no infinity. */
export function flawOfNodes(root: unknown, text: string): { readonly offset: number; readonly flaw: Flaw } | undefined {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (isSeq(node)) {
      // One by one: as arguments of a call, there may be too many.
      node.items.forEach((item) => { open.push(item); });
    } else if (isMap(node)) {
      const keys = new Set<unknown>();
      for (const { key, value } of node.items) {
        const offset = startOf(key) ?? startOf(node) ?? 0;
        if (isCollection(key) && (text.includes('{{') || isObject(root))) {
          return { offset, flaw: templateAt(offset, text) ?? { text: 'has a key that is no text' } };
        }
        const name = isScalar(key) ? nameOf(key.value) : key;
        if (keys.has(name) && name !== '<<') {
          return { offset, flaw: (node === root ? undividedIn(node) : undefined) ?? flawOfMessage('Map keys must be unique') };
        }
        keys.add(name);
        open.push(value);
      }
    } else if (isScalar(node) && typeof node.value === 'number' && !Number.isFinite(node.value) && isObject(root)) {
      const written = node.source ?? String(node.value);
      return { offset: startOf(node) ?? 0, flaw: { text: `has ${written}, a number that JSON does not have`, fix: `give another number, or quote it: "${written}"` } };
    }
  }
  return undefined;
}

/** That the files of several objects were put one behind another, with nothing between them. */
function undividedIn({ items }: YAMLMap): Flaw | undefined {
  const count = items.filter(({ key }) => isScalar(key) && key.value === 'kind').length;
  return count < 2 ? undefined : { text: `has ${count} objects in it`, fix: 'put a line with --- between each two of them' };
}

/** The key as JSON has it; that of a merge is no text. */
function nameOf(key: unknown): unknown {
  return typeof key === 'symbol' ? key : String(key);
}

/** Whether a document is one that Kubernetes is to read. */
function isObject(root: unknown): boolean {
  return isMap(root) && root.has('kind');
}

/** What is wrong with the value of valid YAML. */
export function flawOfValue(value: unknown, text: string): Flaw | undefined {
  if (text.includes('&') && containsItself(value)) {
    return { text: 'has an anchor that contains itself' };
  }
  const kind = asRecord(value)?.kind ?? undefined;
  return kind === undefined || typeof kind === 'string' ? undefined : { text: 'has a kind that is no text' };
}

/** Where a node begins. */
export function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

const TOO_DEEP = /call stack/i;
const TOO_MANY = /alias count/i;
const UNSET = /unresolved alias[^:]*: (.*)/i;

/** The parser's sentence as a predicate. */
function flawOfMessage(message: string): Flaw {
  if (TOO_DEEP.test(message)) {
    return { text: 'is nested too deeply' };
  }
  if (TOO_MANY.test(message)) {
    return { text: `repeats its anchors more than ${MOST_ALIASES} times` };
  }
  const [, unset] = UNSET.exec(message) ?? [];
  if (unset !== undefined) {
    return { text: `repeats an anchor that is not set, ${unset}` };
  }
  const line = (message.split('\n')[0] ?? '').replace(/[.:\s]+$/, '');
  return { text: `is not valid YAML: ${line}` };
}

/** Whether an object is somewhere in itself, which only anchors can bring about. */
function containsItself(root: unknown): boolean {
  const around = new Set<unknown>();
  const done = new Set<unknown>();
  // Twice on the stack: to be looked into, and to be left. Recursion would end where the stack does.
  const open: { readonly value: unknown; readonly leave: boolean }[] = [{ value: root, leave: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, leave } = next;
    if (leave) {
      around.delete(value);
      done.add(value);
    } else if (around.has(value)) {
      return true;
    } else if (typeof value === 'object' && value !== null && !done.has(value)) {
      around.add(value);
      open.push({ value, leave: true });
      Object.values(value).forEach((child: unknown) => { open.push({ value: child, leave: false }); });
    }
  }
  return false;
}
