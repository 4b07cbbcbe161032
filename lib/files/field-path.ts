const SEGMENT = /\.?([^.[\]]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/gy;

/** The steps of a finding's field: `['spec', 'steps', 3]` of `spec.steps[3]`; as far as it can be read. */
export function segmentsOf(path: string): (string | number)[] {
  const segments: (string | number)[] = [];
  for (const [, name, index, quoted] of path.matchAll(SEGMENT)) {
    if (index !== undefined) {
      segments.push(Number(index));
    } else {
      segments.push(quoted === undefined ? name ?? '' : unquote(quoted));
    }
  }
  return segments;
}

function unquote(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}
