/** The patterns by which an analysis says which of its metrics it means. */

const META = /[\\.+*?()|[\]{}^$]/;
/** Go has these and JavaScript has not. */
const GO_ONLY = /\(\?|\\[QE]/;

/** Whether the pattern can be no regular expression; what JavaScript alone refuses is let pass. */
export function isBrokenPattern(pattern: string): boolean {
  if (!META.test(pattern) || GO_ONLY.test(pattern)) {
    return false;
  }
  try {
    return new RegExp(pattern).source === '';
  } catch {
    return true;
  }
}

/** The names of metrics, to look for patterns in. */
export class MetricNames {
  /** All names, each between line breaks. */
  private readonly text: string;

  constructor(private readonly names: readonly string[]) {
    this.text = `\n${names.join('\n')}\n`;
  }

  /**
   * Whether no name is meant by the pattern, for certain: it is looked for anywhere in a name. Only literal text with `.*`,
   * `^` and `$` is understood; any other pattern may mean anything.
   */
  public noneMatch(pattern: string): boolean {
    const parts = pattern.split('.*');
    const first = parts[0] ?? '';
    const last = parts[parts.length - 1] ?? '';
    // As the names are written between line breaks, so are the ends of a name in the pattern.
    parts[0] = first.replace(/^\^/, '\n');
    parts[parts.length - 1] = (parts.length === 1 ? parts[0] : last).replace(/\$$/, '\n');
    if (parts.some((part) => META.test(part))) {
      return false;
    }
    return parts.some((part) => !this.text.includes(part)) || (parts.length > 1 && !this.names.some((name) => inOrder(parts, `\n${name}\n`)));
  }
}

function inOrder(parts: readonly string[], text: string): boolean {
  let position = 0;
  for (const part of parts) {
    const found = text.indexOf(part, position);
    if (found < 0) {
      return false;
    }
    position = found + part.length;
  }
  return true;
}
