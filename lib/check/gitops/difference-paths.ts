/** What is wrong with the paths of an entry of `ignoreDifferences`. */

/** A predicate of the path. */
export interface PathFault {
  readonly text: string;
  readonly fix: string;
}

/** A field by its name alone, which jq takes for a function of that name. */
const WITHOUT_DOT = /^\s*(([A-Za-z_]\w*)(?:$|[.[].*))/s;
/** Functions of jq that take no arguments, and words that begin something else. */
const FUNCTIONS: ReadonlySet<string> = new Set([
  ...['abs', 'add', 'all', 'any', 'arrays', 'ascii', 'ascii_downcase', 'ascii_upcase', 'booleans', 'builtins', 'ceil', 'combinations', 'date', 'debug'],
  ...['empty', 'env', 'error', 'exp', 'explode', 'finites', 'first', 'flatten', 'floor', 'from_entries', 'fromdate', 'fromjson', 'gmtime', 'halt', 'halt_error'],
  ...['implode', 'infinite', 'input', 'input_filename', 'input_line_number', 'inputs', 'isfinite', 'isinfinite', 'isnan', 'isnormal', 'iterables'],
  ...['keys', 'keys_unsorted', 'last', 'leaf_paths', 'length', 'localtime', 'log', 'log10', 'log2', 'max', 'min', 'mktime', 'nan', 'normals', 'not', 'now'],
  ...['null', 'nulls', 'numbers', 'objects', 'paths', 'recurse', 'recurse_down', 'reverse', 'round', 'scalars', 'sort', 'sqrt', 'stderr', 'strings'],
  ...['to_entries', 'toarray', 'todate', 'tojson', 'tonumber', 'tostream', 'tostring', 'transpose', 'trim', 'ltrim', 'rtrim', 'trunc', 'type', 'unique'],
  ...['utf8bytelength', 'values', 'true', 'false', 'if', 'try', 'reduce', 'foreach', 'def'],
]);
/** A path of another language, as of `kubectl`. */
const JSON_PATH = /^\s*\$(?=$|[.[])/;
const JSON_POINTER = /^\s*\//;
/** Fields and elements alone, after the `$` of a JSONPath. */
const FIELDS = /^(?:\.?[A-Za-z_]\w*|\[\d*\])*$/;
/** Of JSONPath; jq has `[]` for every element. */
const WILDCARD = /\[\s*\*\s*\]/g;
/** A key of a label or an annotation: `-` and `/` are operators, and what follows them is then a function that is none. */
const OPERATOR_IN_KEY = /^\.[\w.[\]?]*\.([\w./-]*\w[-/][A-Za-z_][\w./-]*)$/;
/** What jq has nowhere outside of texts: quotes of another language, names behind two dots, and an end that goes on. */
const NEVER = /'|\.\.(?=["\w])|(?<=\w)\.\.|\[\s*\?|[,;|]\s*$|(?<=[A-Za-z_\])"?])\.\s*$/;
/** A name where a text is meant: as the value that something is compared with, or as a key. */
const NAMES: readonly RegExp[] = [/[!=]=\s*([A-Za-z_]\w*)(?![\w(:.])/, /\[\s*([A-Za-z_]\w*)\s*\]/];
/** Looking for it takes time in the square of the length; and what is longer is not written once more. */
const LONGEST = 256;
/** One that does not end goes on to the end of the path, so that nothing is read twice. */
const TEXTS = /"(?:[^"\\]|\\.?)*("?)/g;
/** Longer ones are not looked into. */
const LONGEST_PATH = 100_000;
const AS_IN_JQ = 'as .spec.replicas';
const CLOSING: ReadonlyMap<string, string> = new Map([['(', ')'], ['[', ']'], ['{', '}']]);

/** Why Argo CD cannot read a path of jq, so that it compares nothing of the whole Application; as far as it is plain. */
export function jqFault(path: string): PathFault | undefined {
  if (path.trim() === '') {
    return { text: 'is empty', fix: `give a path, ${AS_IN_JQ}` };
  }
  if (path.length > LONGEST_PATH) {
    return undefined;
  }
  const foreign = foreignFault(path);
  if (foreign !== undefined) {
    return foreign;
  }
  const outside = path.replace(TEXTS, (text, end) => (end === '' ? text : '""'));
  if (outside.search(WILDCARD) >= 0) {
    return { text: 'has [*] in it, which jq does not know', fix: `write ${JSON.stringify(path.replace(WILDCARD, '[]'))}` };
  }
  const key = path.length > LONGEST ? undefined : OPERATOR_IN_KEY.exec(path)?.[1];
  if (key !== undefined) {
    const text = `has ${key.includes('/') ? 'a /' : 'a -'} in a key, which jq takes for an operator`;
    return { text, fix: 'write a key with a - or a / as ["a-key"]' };
  }
  const name = NAMES.map((pattern) => pattern.exec(outside)?.[1]).find((found) => found !== undefined && !FUNCTIONS.has(found));
  if (name !== undefined && !/\bdef\b/.test(outside)) {
    return { text: `calls ${name}, which is no function of jq`, fix: `write ${JSON.stringify(name)} in quotes, if it is a text` };
  }
  const end = NEVER.exec(outside)?.[0].trim();
  if (end !== undefined && !outside.includes('#')) {
    return { text: `has ${JSON.stringify(end)} where jq takes none`, fix: 'correct it: it is in the language jq' };
  }
  return isBalanced(outside) ? undefined : { text: 'has brackets or quotes that do not match', fix: 'correct it: it is in the language jq' };
}

/** What is wrong with a path that is written as elsewhere. */
function foreignFault(path: string): PathFault | undefined {
  const [, bare = '', name] = WITHOUT_DOT.exec(path) ?? [];
  if (name !== undefined && !FUNCTIONS.has(name)) {
    return { text: 'is no path of jq', fix: path.length > LONGEST ? `begin with a dot, ${AS_IN_JQ}` : `did you mean ${JSON.stringify(`.${bare}`)}?` };
  }
  if (JSON_PATH.test(path)) {
    const inJq = ofJsonPath(path.replace(JSON_PATH, '').trim());
    return { text: 'is a JSONPath, and no path of jq', fix: inJq === undefined ? `write it in the language jq, ${AS_IN_JQ}` : `write ${JSON.stringify(inJq)}` };
  }
  if (JSON_POINTER.test(path)) {
    const inJq = path.length > LONGEST ? '' : `write ${JSON.stringify(ofPointer(path.trim()))}, or `;
    return { text: 'is a JSON pointer, and no path of jq', fix: `${inJq}put it into jsonPointers` };
  }
  return undefined;
}

/** The path of jq for what follows the `$` of a JSONPath; `undefined` where it is more than fields and elements. */
function ofJsonPath(rest: string): string | undefined {
  const path = rest.length > LONGEST ? undefined : rest.replace(WILDCARD, '[]');
  return path === undefined || !FIELDS.test(path) ? undefined : path.startsWith('.') ? path : `.${path}`;
}

function ofPointer(pointer: string): string {
  const steps = pointer.split('/').slice(1).map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~')).map((key) => (
    /^\d+$/.test(key) ? `[${key}]` : /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
  ));
  const path = steps.join('');
  return path.startsWith('.') ? path : `.${path}`;
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
