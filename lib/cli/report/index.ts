import { githubReport } from './github';
import { jsonReport } from './json';
import type { Reporter } from './report';
import { sarifReport } from './sarif';
import { textReport } from './text';

export * from './printable';
export * from './report';

/** The formats, by the names that `--format` takes. */
export const REPORTERS: ReadonlyMap<string, Reporter> = new Map<string, Reporter>([
  ['text', textReport],
  ['json', jsonReport],
  ['sarif', sarifReport],
  ['github', githubReport],
]);
