import type { AnalysisUse } from '../views/analyses';
import type { ManifestGraph } from '../graph';
import type { Fault, Violation } from '../rule';

/**
 * The faults of all analyses, by a judge who looks at nothing but what they consist of and at which kind of place they run.
 * Most Rollouts run one analysis at several steps: where it has no fault at the first, it has none at the others.
 */
export function blameUses({ analyses }: ManifestGraph, judge: (use: AnalysisUse) => readonly Fault[]): readonly Violation[] {
  const violations: Violation[] = [];
  const faulty = new Set<AnalysisUse>();
  for (const use of analyses) {
    if (use.like === undefined || faulty.has(use.like)) {
      for (const fault of judge(use)) {
        violations.push({ manifest: use.rollout.manifest, ...fault });
        faulty.add(use);
      }
    }
  }
  return violations;
}
