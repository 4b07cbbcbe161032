import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { HorizontalPodAutoscaler, IScalable, k8s, Metric, MetricTarget, ScalingRules } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { replaceApiObject } from '../core/api-object';
import { requireInteger, requireItems } from '../model/require';
import { UsageError } from '../model/usage-error';

/** How a rollout is autoscaled. */
export interface AutoscaleOptions {
  /**
   * @default - named after the rollout
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The fewest pods, at least 1.
   *
   * @default 1
   */
  readonly minReplicas?: number;

  /** The most pods. */
  readonly maxReplicas: number;

  /**
   * The share of the requested CPU that the pods use on average, in percent.
   *
   * @default - CPU does not count
   */
  readonly cpuUtilization?: number;

  /**
   * The share of the requested memory that the pods use on average, in percent.
   *
   * @default - memory does not count
   */
  readonly memoryUtilization?: number;

  /**
   * Whatever else the number of pods depends on.
   *
   * @default - none
   */
  readonly metrics?: Metric[];

  /**
   * How fast pods are added.
   *
   * @default - the cluster's
   */
  readonly scaleUp?: ScalingRules;

  /**
   * How fast pods are removed.
   *
   * @default - the cluster's
   */
  readonly scaleDown?: ScalingRules;
}

/** Properties of `RolloutAutoscaler`. */
export interface RolloutAutoscalerProps extends AutoscaleOptions {
  /** The rollout. */
  readonly target: IScalable;
}

/** A HorizontalPodAutoscaler of a rollout. */
export class RolloutAutoscaler extends HorizontalPodAutoscaler {
  /** The HorizontalPodAutoscaler object. */
  protected override readonly apiObject: ApiObject;

  private readonly hasRules: { readonly up: boolean; readonly down: boolean };

  /**
   * @throws if the bounds contradict each other, or there is nothing to scale by
   */
  public constructor(scope: Construct, id: string, props: RolloutAutoscalerProps) {
    const path = scope.node.path;
    const { target, minReplicas = 1, maxReplicas, scaleUp, scaleDown } = props;
    requireInteger(minReplicas, 1, Number.MAX_SAFE_INTEGER, { path, field: 'autoscale: minReplicas', fix: 'give the fewest pods' });
    requireInteger(maxReplicas, minReplicas, Number.MAX_SAFE_INTEGER, { path, field: 'autoscale: maxReplicas', fix: 'give the most pods, not below `minReplicas`' });
    const metadata = { name: target.toScalingTarget().name, ...props.metadata };
    super(scope, id, { target, minReplicas, maxReplicas, scaleUp, scaleDown, metrics: metricsOf(props, path), metadata });
    this.apiObject = replaceApiObject(this, {
      gvk: k8s.KubeHorizontalPodAutoscalerV2.GVK, metadata, spec: () => k8s.toJson_HorizontalPodAutoscalerSpecV2(this._toKube()),
    });
    this.hasRules = { up: scaleUp !== undefined, down: scaleDown !== undefined };
  }

  /** @internal */
  public override _toKube(): k8s.HorizontalPodAutoscalerSpecV2 {
    const spec = super._toKube();
    const { up, down } = this.hasRules;
    // The base class always writes rules of its own, which keep a large rollout large for an hour; the cluster's are better.
    return {
      ...spec,
      behavior: up || down ? {
        scaleUp: up ? spec.behavior?.scaleUp : undefined,
        scaleDown: down ? spec.behavior?.scaleDown : undefined,
      } : undefined,
    };
  }
}

/**
 * Memory first and CPU last: the API server gives them back in this order, and in any other Argo CD sees a difference for
 * ever (https://github.com/argoproj/argo-cd/issues/1079).
 */
function metricsOf({ cpuUtilization, memoryUtilization, metrics = [] }: AutoscaleOptions, path: string): Metric[] {
  const target = (percent: number, field: string): MetricTarget => MetricTarget.averageUtilization(
    requireInteger(percent, 1, Number.MAX_SAFE_INTEGER, { path, field: `autoscale: ${field}`, fix: 'give a percentage of what the pods request' }),
  );
  const all = inOrder([
    ...(memoryUtilization === undefined ? [] : [Metric.resourceMemory(target(memoryUtilization, 'memoryUtilization'))]),
    ...metrics,
    ...(cpuUtilization === undefined ? [] : [Metric.resourceCpu(target(cpuUtilization, 'cpuUtilization'))]),
  ]);
  const resources = all.flatMap((metric) => metric._toKube().resource?.name ?? []);
  const twice = resources.find((name, index) => resources.indexOf(name) < index);
  if (twice !== undefined) {
    throw new UsageError({ path, field: 'autoscale: metrics', value: twice, rule: 'is given twice', fix: 'give each resource once' });
  }
  return [...requireItems(all, { path, field: 'autoscale', fix: 'give `cpuUtilization`, `memoryUtilization` or `metrics`' })];
}

function inOrder(metrics: readonly Metric[]): Metric[] {
  const rank = (metric: Metric): number => {
    const resource = metric._toKube().resource?.name;
    return resource === 'memory' ? 0 : resource === 'cpu' ? 2 : 1;
  };
  return [...metrics].sort((left, right) => rank(left) - rank(right));
}
