import { asNumber } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import type { Autoscaler } from '../../views/workloads';

export const autoscalerRange: Rule = {
  id: 'ARO508',
  severity: 'error',
  title: 'An autoscaler has room between its bounds',
  why: 'The fewest pods cannot be more than the most, and the most cannot be none. The autoscaler is refused, and one that '
    + 'is there already keeps its old bounds.',
  fix: 'lower the fewest pods, or raise the most',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  noticedBy: ['API server'],
  example: {
    base: 'canary',
    bad: `
kind: HorizontalPodAutoscaler
spec:
  minReplicas: 40
  maxReplicas: 30
`,
    good: `
kind: HorizontalPodAutoscaler
spec:
  minReplicas: 4
  maxReplicas: 30
`,
  },
  *check(graph) {
    for (const autoscaler of graph.autoscalers) {
      if (autoscaler.isHorizontal) {
        yield* blame(autoscaler.manifest, outOfRange(autoscaler));
      }
    }
  },
};

function outOfRange({ least, most }: Autoscaler): Fault[] {
  const greatest = most.value === undefined ? most.default : asNumber(most.value);
  if (greatest === undefined) {
    return [];
  }
  if (greatest < 1) {
    return [{ field: `spec.${most.name}`, value: most.value, text: 'is below 1', fix: 'give the most pods that may run' }];
  }
  const smallest = asNumber(least.value);
  if (smallest === undefined || smallest <= greatest) {
    return [];
  }
  const otherwise = most.value === undefined ? ' where it is absent' : '';
  const text = `is above ${most.name}, which is ${greatest}${otherwise}`;
  return [{ field: `spec.${least.name}`, value: least.value, text, fix: `give at most ${greatest}, or raise ${most.name}` }];
}
