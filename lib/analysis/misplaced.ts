import { UsageError } from '../model/usage-error';
import { IAnalysisSubject } from './analysis';

/** What speaks against an analysis at a place of a rollout, and the way out. */
export interface Misplacement {
  readonly rule: string;
  readonly fix: string;
}

/** The refusal of an analysis at the place where a rollout uses it. */
export function misplaced({ path, place }: IAnalysisSubject, templateName: string, { rule, fix }: Misplacement): UsageError {
  return new UsageError({ path, field: `analysis (${place})`, value: templateName, rule, fix });
}
