/** The marks of a template, and what stands between them. */
const PARTS = /\$\$\{|%%\{|[$%]\{|\\["\\]|["{}]|[^"{}$%\\]+|[^]/g;

/** Where the reader of a template is: in text, in a quoted text of an expression, or in an expression. */
type Place = 'text' | 'quoted' | 'expression';

/**
 * The expressions in a text that Terraform reads as a template, without the texts that are quoted in them: of
 * `at ${upper("no ${local.zone}")}` it is `upper(` and `local.zone`.
 */
export function expressionsIn(template: string): string[] {
  const places: Place[] = ['text'];
  const found: string[] = [];
  for (const part of template.match(PARTS) ?? []) {
    const place = places[places.length - 1];
    if (place === 'expression') {
      if (part === '}') {
        places.pop();
      } else if (part === '"') {
        places.push('quoted');
      } else if (part === '{') {
        places.push('expression');
      } else {
        found.push(part);
      }
    } else if (part === '${' || part === '%{') {
      places.push('expression');
    } else if (part === '"' && place === 'quoted') {
      places.pop();
    }
  }
  return found;
}
