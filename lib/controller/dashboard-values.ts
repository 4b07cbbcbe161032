import { numberOf } from '../model/chart/value-of-template';
import { field, JsonObject } from '../model/json';
import { Problem } from '../model/usage-error';
import { DashboardOptions } from './dashboard-options';
import { podValues, replicaProblems, resourceProblems } from './pod-values';

/** The replicas that the chart gives the dashboard. */
const CHART_REPLICAS = 1;

/** The port of the dashboard's Service. */
export const DASHBOARD_PORT = 3100;

/** The values of `dashboard`. */
export function dashboardValues(options: DashboardOptions): JsonObject {
  const { ingress } = options;
  return {
    enabled: true,
    readonly: options.readOnly,
    replicas: options.replicas,
    rootPath: options.rootPath ?? (ingress?.path === '/' ? undefined : ingress?.path),
    ...podValues(options),
    ingress: ingress === undefined ? undefined : {
      enabled: true,
      hosts: ingress.hosts,
      ingressClassName: ingress.className,
      annotations: ingress.annotations,
      paths: [ingress.path ?? options.rootPath ?? '/'],
      tls: ingress.tlsSecretName === undefined ? undefined : [{ hosts: ingress.hosts, secretName: ingress.tlsSecretName }],
    },
  };
}

/** What is wrong with the options of the dashboard; `values` of the chart, which win, may change the replicas. */
export function dashboardProblems(options: DashboardOptions, values: JsonObject, path: string | undefined): Problem[] {
  const { rootPath, ingress, disruption } = options;
  const replicas = numberOf(field(values, 'dashboard', 'replicas')) ?? options.replicas ?? CHART_REPLICAS;
  const problems = replicaProblems(options.replicas, path, 'dashboard.replicas');
  problems.push(...resourceProblems(options.resources, path, 'dashboard.resources'));
  problems.push(...disruption?._problems(replicas, path, 'dashboard.disruption') ?? []);
  for (const [place, value] of [['dashboard.rootPath', rootPath], ['dashboard.ingress.path', ingress?.path]] as const) {
    if (value?.startsWith('/') === false) {
      problems.push({ path, field: place, value, rule: 'does not begin with /', fix: 'give an absolute path' });
    }
  }
  if (ingress?.hosts.length === 0) {
    problems.push({ path, field: 'dashboard.ingress.hosts', rule: 'is empty', fix: 'give the hosts of the dashboard' });
  }
  if (rootPath !== undefined && ingress?.path !== undefined && !leadsTo(ingress.path, rootPath)) {
    problems.push({
      path, field: 'dashboard.ingress.path', value: ingress.path, rule: `does not lead to ${rootPath}, where the dashboard is (rootPath)`, fix: 'leave out one of them',
    });
  }
  return problems;
}

/** As an Ingress compares a prefix: element by element. */
function leadsTo(prefix: string, path: string): boolean {
  return `${path}/`.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}
