import { field, givenFields } from '../../model/json';
import type { Rollout } from '../views/rollout';

/** The fields of a strategy that give the pods of a version labels for as long as it is that version. */
const HALVES = ['canaryMetadata', 'stableMetadata', 'activeMetadata', 'previewMetadata'] as const;

/** Labels that pods have for a time only, each with the path of the labels that it is first among. */
export type EphemeralLabels = ReadonlyMap<string, string>;

/** The labels that a Rollout gives its pods for a time only. */
export function ephemeralLabels(rollout: Rollout): EphemeralLabels {
  const paths = new Map<string, string>();
  for (const strategy of rollout.strategies) {
    for (const half of HALVES) {
      for (const label of givenFields(field(strategy.content, half, 'labels'))) {
        paths.set(label, paths.get(label) ?? `${strategy.field}.${half}.labels`);
      }
    }
  }
  return paths;
}
