import type { Metric } from '../views/analysis-template';
import { asRecord, asString, field } from '../../model/json';
import { oncePer } from '../once-per';
import type { Query } from './query';
import { readQuery } from './query';

/** The query of a metric that asks Prometheus. */
export interface MetricQuery {
  readonly field: string;
  readonly query: Query;
  /** Whether it is answered for many points in time; the results are one list all the same. */
  readonly isRange: boolean;
}

/** `undefined` where the metric asks somebody else, or several, or nothing. */
export const queryOf = oncePer(({ field: path, providers, content }: Metric): MetricQuery | undefined => {
  const [provider, ...others] = providers;
  if (provider !== 'prometheus' || others.length > 0) {
    return undefined;
  }
  const prometheus = field(content, 'provider', provider);
  const query = asString(field(prometheus, 'query')) ?? '';
  if (query.trim() === '') {
    return undefined;
  }
  return { field: `${path}.provider.prometheus.query`, query: readQuery(query), isRange: asRecord(field(prometheus, 'rangeQuery')) !== undefined };
});
