import { durationSeconds } from '../../analysis/durations';
import { field } from '../../../model/json';
import type { Fault, Rule } from '../../rule';

const DIGITS = /^[+-]?\d+$/;
/** Nobody writes a duration that long, and the pattern need not be tried on it. */
const LONGEST_TEXT = 64;
/** The controller counts in 32 bits. */
const MOST_SECONDS = 2 ** 31 - 1;

export const pauseDuration: Rule = {
  id: 'ARO119',
  severity: 'error',
  title: 'A duration is one that the controller can read',
  why: 'Durations are whole seconds, or texts as in Go: the units are h, m, s and smaller ones, without blanks. The '
    + 'controller takes a pause that it cannot read for a negative one, and refuses the Rollout (InvalidSpec).',
  fix: 'give whole seconds, or a text such as 30s, 5m or 1h30m',
  link: 'https://argoproj.github.io/argo-rollouts/features/canary/#pause-duration',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'unrouted',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setWeight: 20
        - pause:
            duration: 5 minutes
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setWeight: 20
        - pause:
            duration: 5m
`,
  },
  *check(graph) {
    for (const { manifest, steps } of graph.rollouts) {
      for (const { content, field: path } of steps) {
        const ofPause = pauseFault(field(content, 'pause', 'duration'));
        const ofExperiment = experimentFault(field(content, 'experiment', 'duration'));
        if (ofPause !== undefined) {
          yield { manifest, field: `${path}.pause.duration`, ...ofPause };
        }
        if (ofExperiment !== undefined) {
          yield { manifest, field: `${path}.experiment.duration`, ...ofExperiment };
        }
      }
    }
  },
};

type DurationFault = Omit<Fault, 'field'>;

function pauseFault(value: unknown): DurationFault | undefined {
  const isText = typeof value === 'string';
  if (!isText && !Number.isInteger(value)) {
    return undefined;
  }
  const seconds = isText && !DIGITS.test(value) ? secondsOf(value) : Number(value);
  return seconds === undefined ? { value, text: 'is not a duration' } : bounds(value, seconds);
}

function experimentFault(value: unknown): DurationFault | undefined {
  if (typeof value !== 'string' || value === '' || value === '0') {
    return undefined;
  }
  const fix = 'give a text such as 30s, 5m or 1h30m';
  if (DIGITS.test(value)) {
    return { value, text: 'has no unit', fix };
  }
  const seconds = secondsOf(value);
  return seconds === undefined ? { value, text: 'is not a duration', fix } : bounds(value, seconds);
}

function bounds(value: unknown, seconds: number): DurationFault | undefined {
  if (seconds < 0) {
    return { value, text: 'is negative' };
  }
  return seconds > MOST_SECONDS ? { value, text: 'is longer than the controller can count' } : undefined;
}

function secondsOf(text: string): number | undefined {
  return text.length > LONGEST_TEXT ? undefined : durationSeconds(text);
}
