import { asList, asString, field } from '../../model/json';
import { element } from '../wording';
import type { Autoscaler } from '../views/workloads';

/** A metric that compares what pods use of a resource with a target. */
export interface ResourceMetric {
  /** The field of the target. */
  readonly field: string;
  /** The field that can name the only container. */
  readonly containerField: string;
  readonly resource: string;
  /** The only container that counts; all do, where there is none. */
  readonly container: string | undefined;
  /** Whether the target is a share of what the pods request. */
  readonly isShare: boolean;
}

/** What Kubernetes takes where an autoscaler names no metric. */
const DEFAULT: ResourceMetric = { field: 'spec', containerField: 'spec', resource: 'cpu', container: undefined, isShare: true };

/** Where each type of metric says more. */
const SOURCES: ReadonlyMap<string, string> = new Map([['Resource', 'resource'], ['ContainerResource', 'containerResource']]);

/** The metrics by which a horizontal autoscaler scales, as far as they are about resources and given. */
export function resourceMetrics(autoscaler: Autoscaler): ResourceMetric[] {
  const spec = field(autoscaler.manifest, 'spec');
  if (autoscaler.isOfKeda) {
    return asList(field(spec, 'triggers')).flatMap((trigger, index) => ofTrigger(trigger, element('spec.triggers', index)));
  }
  const share = 'targetCPUUtilizationPercentage';
  return [
    ...field(spec, share) === undefined ? [] : [{ ...DEFAULT, field: `spec.${share}` }],
    ...asList(field(spec, 'metrics')).flatMap((metric, index) => ofMetric(metric, element('spec.metrics', index))),
  ];
}

/** The same, with the one that Kubernetes adds. */
export function effectiveResourceMetrics(autoscaler: Autoscaler): ResourceMetric[] {
  const given = resourceMetrics(autoscaler);
  const isOpen = !autoscaler.isOfKeda && asList(field(autoscaler.manifest, 'spec', 'metrics')).length === 0;
  return given.length === 0 && isOpen ? [DEFAULT] : given;
}

function ofMetric(metric: unknown, path: string): ResourceMetric[] {
  const source = SOURCES.get(asString(field(metric, 'type')) ?? '');
  const content = source === undefined ? undefined : field(metric, source);
  const resource = asString(field(content, 'name'));
  if (source === undefined || resource === undefined) {
    return [];
  }
  return [{
    field: `${path}.${source}.target`,
    containerField: `${path}.${source}.container`,
    resource,
    container: asString(field(content, 'container')),
    isShare: field(content, 'target', 'type') === 'Utilization',
  }];
}

function ofTrigger(trigger: unknown, path: string): ResourceMetric[] {
  const resource = asString(field(trigger, 'type'));
  if (resource !== 'cpu' && resource !== 'memory') {
    return [];
  }
  return [{
    field: `${path}.metadata`,
    containerField: `${path}.metadata.containerName`,
    resource,
    container: asString(field(trigger, 'metadata', 'containerName')),
    isShare: (field(trigger, 'metricType') ?? 'Utilization') === 'Utilization',
  }];
}
