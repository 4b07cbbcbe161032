/** What is wrong with the paths of an entry of `ignoreDifferences`. */

/** A predicate of the path. */
export interface PathFault {
  readonly text: string;
  readonly fix: string;
}

/** A field by its name alone, which jq takes for a function of that name. */
const WITHOUT_DOT = /^\s*([A-Za-z_]\w*(?:$|[.[].*))/s;
/** Of JSONPath; jq has `[]` for every element. */
const WILDCARD = /\[\s*\*\s*\]/g;
/** A key of a label or an annotation: `-` and `/` are operators, and what follows them is then a function that is none. */
const OPERATOR_IN_KEY = /^\.[\w.[\]?]*\.([\w./-]*\w[-/][A-Za-z_][\w./-]*)$/;
/** Looking for it takes time in the square of the length. */
const LONGEST = 256;
const TEXTS = /"(?:[^"\\]|\\.)*"/g;
const CLOSING: ReadonlyMap<string, string> = new Map([['(', ')'], ['[', ']'], ['{', '}']]);

/** Why Argo CD cannot read a path of jq, so that it compares nothing of the whole Application; as far as it is plain. */
export function jqFault(path: string): PathFault | undefined {
  if (path.trim() === '') {
    return { text: 'is empty', fix: 'give a path, as .spec.replicas' };
  }
  const bare = WITHOUT_DOT.exec(path)?.[1];
  if (bare !== undefined) {
    return { text: 'is no path of jq', fix: `did you mean ${JSON.stringify(`.${bare}`)}?` };
  }
  const outside = path.replace(TEXTS, '""');
  if (outside.search(WILDCARD) >= 0) {
    return { text: 'has [*] in it, which jq does not know', fix: `write ${JSON.stringify(path.replace(WILDCARD, '[]'))}` };
  }
  const key = path.length > LONGEST ? undefined : OPERATOR_IN_KEY.exec(path)?.[1];
  if (key !== undefined) {
    const text = `has ${key.includes('/') ? 'a /' : 'a -'} in a key, which jq takes for an operator`;
    return { text, fix: 'write a key with a - or a / as ["a-key"]' };
  }
  return isBalanced(outside) ? undefined : { text: 'has brackets or quotes that do not match', fix: 'correct it: it is in the language jq' };
}

/** Texts with calculations in them, and comments, are taken to be in order. */
function isBalanced(outside: string): boolean {
  if (/["\\#]/.test(outside.replace(/""/g, ''))) {
    return /[\\#]/.test(outside);
  }
  const open: (string | undefined)[] = [];
  for (const [bracket] of outside.matchAll(/[()[\]{}]/g)) {
    const closing = CLOSING.get(bracket);
    if (closing !== undefined) {
      open.push(closing);
    } else if (open.pop() !== bracket) {
      return false;
    }
  }
  return open.length === 0;
}

/** Why Argo CD finds nothing by a JSON pointer. */
export function pointerFault(pointer: string): PathFault | undefined {
  return pointer.startsWith('/') ? undefined : { text: 'is no JSON pointer', fix: 'begin with /, as in /spec/replicas' };
}
