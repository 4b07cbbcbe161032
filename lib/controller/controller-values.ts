import { numberOf } from '../model/chart/value-of-template';
import { asString, field, JsonObject } from '../model/json';
import { Problem } from '../model/usage-error';
import { ControllerOptions } from './controller-options';
import { podValues, replicaProblems, resourceProblems } from './pod-values';

/** The replicas that the chart gives the controller. */
const CHART_REPLICAS = 2;

/** The arguments that are props, since more depends on them. */
const OWN_PROPS: ReadonlyMap<string, string> = new Map([
  ['--instance-id', 'instanceId'],
  ['--namespaced', 'namespaced'],
  ['--loglevel', 'controller.logLevel'],
  ['--logformat', 'controller.logFormat'],
  ['--self-service-notification-enabled', 'notifications.selfService'],
]);

/** The values of `controller`, without those of plugins. */
export function controllerValues(options: ControllerOptions, instanceId: string | undefined): JsonObject {
  const { metrics } = options;
  const extraArgs = [...options.extraArgs ?? [], ...(instanceId === undefined ? [] : [`--instance-id=${instanceId}`])];
  return {
    replicas: options.replicas,
    logging: { level: options.logLevel, format: options.logFormat },
    ...podValues(options),
    extraArgs: extraArgs.length === 0 ? undefined : extraArgs,
    metrics: metrics === undefined ? undefined : {
      enabled: true,
      service: { annotations: metrics.serviceAnnotations },
      serviceMonitor: metrics.serviceMonitor === undefined ? undefined : {
        enabled: true,
        namespace: metrics.serviceMonitor.namespace,
        additionalLabels: metrics.serviceMonitor.labels,
        additionalAnnotations: metrics.serviceMonitor.annotations,
      },
    },
  };
}

/** What is wrong with the options of the controller; `values` of the chart, which win, may change the replicas. */
export function controllerProblems(options: ControllerOptions, values: JsonObject, path: string | undefined): Problem[] {
  const { disruption, extraArgs = [] } = options;
  const replicas = numberOf(field(values, 'controller', 'replicas')) ?? options.replicas ?? CHART_REPLICAS;
  const problems = replicaProblems(options.replicas, path, 'controller.replicas');
  problems.push(...resourceProblems(options.resources, path, 'controller.resources'));
  problems.push(...disruption?._problems(replicas, path, 'controller.disruption') ?? []);
  problems.push(...argumentProblems(extraArgs, path, 'controller.extraArgs'));
  return problems;
}

/** The arguments that are to be said by props. */
export function argumentProblems(args: readonly unknown[], path: string | undefined, place: string): Problem[] {
  return args.flatMap((argument): Problem[] => {
    const instead = OWN_PROPS.get(asString(argument)?.split('=')[0] ?? '');
    return instead === undefined ? [] : [{ path, field: place, value: argument, rule: 'is a setting of its own', fix: `use \`${instead}\`` }];
  });
}
