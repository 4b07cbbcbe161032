import type { ScalarTag, Tags } from 'yaml';

// The parser writes keys that are no texts as such, and has to find the tags of what is in them.
const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const isNumber = (value: unknown): boolean => typeof value === 'number';

const BOOLEAN: ScalarTag = {
  identify: isBoolean,
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  test: /^(?:[yY]|[yY]es|YES|[oO]n|ON|[tT]rue|TRUE|[nN]|[nN]o|NO|[oO]ff|OFF|[fF]alse|FALSE)$/,
  resolve: (text) => /^(?:[yYtT]|[oO][nN])/.test(text),
};

const INTEGER: ScalarTag = {
  identify: isNumber,
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?(?:0[bB][01_]+|0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[0-7_]*|[1-9][\d_]*)$/,
  resolve: numberOrText,
};

const FLOAT: ScalarTag = {
  identify: isNumber,
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d(?:_?\d)*)(?:[eE][-+]?[\d_]+)?$/,
  resolve: numberOrText,
};

/** Values that JSON cannot carry. */
const NOT_FINITE: ScalarTag = {
  identify: isNumber,
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
  resolve: (text) => (/nan$/i.test(text) ? NaN : text.startsWith('-') ? -Infinity : Infinity),
};

const BINARY: ScalarTag = {
  tag: 'tag:yaml.org,2002:binary',
  resolve: (text) => Buffer.from(text, 'base64').toString(),
};

const TIMESTAMP: ScalarTag = { tag: 'tag:yaml.org,2002:timestamp', resolve: (text) => text };

const REPLACED = new Set([BOOLEAN, INTEGER, FLOAT, BINARY, TIMESTAMP].map(({ tag }) => tag));

/**
 * Tags that read plain scalars as kubectl, Helm and Argo CD do, by sigs.k8s.io/yaml: `yes`, `on` and `n` are booleans, `0777` is
 * octal, `1_000` a number. That is YAML 1.1 but for numbers of base 60 and dates, which stay texts.
 */
export function kubernetesTags(tags: Tags): Tags {
  const kept = tags.filter((tag) => typeof tag === 'string' || !REPLACED.has(tag.tag));
  return [...kept, BOOLEAN, INTEGER, FLOAT, NOT_FINITE, BINARY, TIMESTAMP];
}

/** What is too large for a number stays a text. */
function numberOrText(text: string): number | string {
  const negative = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '').replace(/_/g, '').replace(/^0(?=[0-7]+$)/, '0o');
  const value = Number(digits);
  return Number.isFinite(value) ? (negative ? -value : value) : text;
}
