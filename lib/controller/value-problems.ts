import { valueFaults } from '../check';
import { JsonObject } from '../model/json';
import { Problem } from '../model/usage-error';

/**
 * The values that the chart does not know, and would pass over in silence; and those of another kind than the chart's, which
 * it takes for something else: every text is true, `'false'` too.
 */
export function unknownValues(values: JsonObject, path: string | undefined): Problem[] {
  return valueFaults(values, 'values').map(({ field, value, text, fix }) => ({ path, field, ...(value === undefined ? {} : { value }), rule: text, fix }));
}
