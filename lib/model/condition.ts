/** What a measurement without any data counts as. */
export type WithoutData = 'inconclusive' | 'failure' | 'success';

/** The two conditions of a metric, in the expr language of Argo Rollouts. */
export interface Conditions {
  readonly successCondition: string;
  readonly failureCondition?: string;
}

const SOME = 'len(result) > 0 && !isNaN(result[0])';
const NONE = 'len(result) == 0 || isNaN(result[0])';

const OPPOSITE = { '>=': '<', '<=': '>' } as const;

/**
 * Conditions on the first value of an instant Prometheus query.
 *
 * The query gives a list, which is empty where nothing matches, and 0/0 is NaN; unguarded, the first is an error and
 * the second fails or passes by accident.
 */
export function guardedConditions(operator: '>=' | '<=', bound: number, withoutData: WithoutData): Conditions {
  const success = `result[0] ${operator} ${bound}`;
  switch (withoutData) {
    case 'inconclusive':
      return {
        successCondition: `${SOME} && ${success}`,
        failureCondition: `${SOME} && result[0] ${OPPOSITE[operator]} ${bound}`,
      };
    case 'failure':
      return { successCondition: `${SOME} && ${success}` };
    case 'success':
      return { successCondition: `${NONE} || ${success}` };
  }
}
