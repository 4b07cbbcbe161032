import { field } from '../../model/json';
import type { AnalysisUse } from '../views/analyses';
import { lacks } from '../views/rollout';

/** Whether an analysis names its templates in a field that is called almost like `templates`: ARO003 tells of that. */
export function hasMisspeltTemplates({ content }: AnalysisUse): boolean {
  return field(content, 'templates') === undefined && !lacks(content, 'templates');
}
