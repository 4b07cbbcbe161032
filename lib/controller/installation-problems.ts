import { CHART_VERSION } from '../model/chart/chart-keys';
import { templateProblems } from '../model/chart/extra-objects';
import { isKnownVersion } from '../model/chart/known-chart';
import { toldSecrets } from '../model/chart/plain-secrets';
import { asList, asRecord, field, JsonObject } from '../model/json';
import { unwritableValues } from '../model/json-values';
import { DNS_LABEL } from '../model/names';
import { Problem } from '../model/usage-error';
import { ArgoRolloutsProps } from './argo-rollouts-props';
import { chartValues } from './chart-values';
import { versionProblems } from './chart-version';
import { argumentProblems, controllerProblems } from './controller-values';
import { dashboardProblems } from './dashboard-values';
import { missingSettings } from './missing-settings';
import { memberOf, providersOfPlugin } from './needed-providers';
import { notificationEntryProblems } from './notification-entries';
import { derivedTemplates, notificationProblems } from './notification-values';
import { pluginProblems } from './plugin-values';
import { unknownValues } from './value-problems';

/** What is wrong with the settings of an installation, whatever the rollouts are. */
export function installationProblems(props: ArgoRolloutsProps, path: string | undefined): Problem[] {
  const missing = missingSettings(props, path);
  if (missing.length > 0) {
    return missing;
  }
  const { controller = {}, dashboard, notifications, plugins = [], values = {} } = props;
  const problems = [
    ...placeProblems(props, path),
    ...crdProblems(props, path),
    ...controllerProblems(controller, values, path),
    ...(dashboard === undefined ? [] : dashboardProblems(dashboard, values, path)),
    ...routerProblems(props, path),
    ...pluginProblems(plugins, path),
    ...(notifications === undefined ? [] : notificationProblems(notifications, props, path)),
    ...valueProblems(props, path),
  ];
  return problems.length > 0 ? problems : mergedProblems(props, chartValues(props, undefined), path);
}

/** What is wrong with the values that the settings and those given come to. */
function mergedProblems(props: ArgoRolloutsProps, merged: JsonObject, path: string | undefined): Problem[] {
  const templates = [...Object.keys(asRecord(field(merged, 'notifications', 'templates')) ?? {}), ...derivedTemplates(props)];
  // Triggers and templates are then those of a ConfigMap that somebody else makes.
  const isElsewhere = field(merged, 'notifications', 'configmap', 'create') === false;
  const areTypesKnown = isKnownVersion(props.chartVersion ?? CHART_VERSION);
  return [
    ...toldSecrets(merged, 'values', path),
    ...(isElsewhere ? [] : notificationEntryProblems(props.values ?? {}, templates, areTypesKnown, path)),
  ];
}

function placeProblems({ chartVersion, repository, instanceId }: ArgoRolloutsProps, path: string | undefined): Problem[] {
  const problems = versionProblems(chartVersion, repository, path);
  if (repository !== undefined && !/^(?:https?|oci):\/\/[^\s/]+/.test(repository)) {
    problems.push({ path, field: 'repository', value: repository, rule: 'is no address of a repository', fix: 'give https://… or oci://…' });
  } else if (repository !== undefined && /^\w+:\/\/[^\s/]*@/.test(repository)) {
    problems.push({ path, field: 'repository', rule: 'has a user name or a password in it', fix: 'give the credentials to whatever pulls the chart' });
  }
  if (instanceId !== undefined && (instanceId.length > DNS_LABEL.longest || !/^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/.test(instanceId))) {
    problems.push({ path, field: 'instanceId', value: instanceId, rule: 'is no value of a label', fix: 'use up to 63 letters, digits, -, _ and .' });
  }
  return problems;
}

function crdProblems({ crds = {} }: ArgoRolloutsProps, path: string | undefined): Problem[] {
  const fix = 'remove it, or install the CRDs here';
  const useless = (['keep', 'serverSideApply'] as const).filter((name) => crds.install === false && crds[name] !== undefined);
  return useless.map((name) => ({ path, field: `crds.${name}`, rule: 'says how CRDs are installed, which `crds.install` says are not', fix }));
}

/** A plugin that is installed without permissions for its routes loads, and fails at the first update. */
function routerProblems({ routers, plugins = [] }: ArgoRolloutsProps, path: string | undefined): Problem[] {
  return plugins.flatMap((plugin) => providersOfPlugin(plugin).filter((provider) => routers?.includes(provider) === false)
    .map((provider) => ({
      path, field: 'routers', rule: `lacks the permissions of plugin ${plugin.name}`, fix: `add TrafficProvider.${memberOf(provider)}`,
    })));
}

/** The values that a prop says, on which more depends. */
const OWN_PROPS: readonly (readonly [path: readonly [string, string?], prop: string])[] = [
  [['namespaceOverride'], 'namespace'],
  [['clusterInstall'], 'namespaced'],
  [['installCRDs'], 'crds'],
  [['keepCRDs'], 'crds'],
  [['dashboard', 'enabled'], 'dashboard'],
];

function valueProblems(props: ArgoRolloutsProps, path: string | undefined): Problem[] {
  const { values = {}, chartVersion = CHART_VERSION } = props;
  if (asRecord(values) === undefined) {
    // What is given is not repeated: it may be a text with secrets in it.
    return [{ path, field: 'values', rule: 'is not a map', fix: 'give the values of the chart as an object' }];
  }
  const unwritable = unwritableValues(values, 'values', path);
  if (unwritable.length > 0) {
    return unwritable;
  }
  const said: Problem[] = OWN_PROPS.filter(([[first, second]]) => field(values, first, second) !== undefined).map(([where, prop]) => ({
    path, field: `values.${where.join('.')}`, rule: 'is a setting of its own', fix: `use \`${prop}\``,
  }));
  said.push(...uselessValues(props, path), ...templateProblems(values, path));
  said.push(...argumentProblems(asList(field(values, 'controller', 'extraArgs')), path, 'values.controller.extraArgs'));
  return isKnownVersion(chartVersion) ? [...said, ...unknownValues(values, path)] : said;
}

/** The values that the chart reads only beside others, which are off. */
function uselessValues({ controller, values = {} }: ArgoRolloutsProps, path: string | undefined): Problem[] {
  const problems: Problem[] = [];
  const metrics = field(values, 'controller', 'metrics');
  const hasMetrics = field(metrics, 'enabled') ?? controller?.metrics !== undefined;
  if (hasMetrics !== true && (field(metrics, 'serviceMonitor', 'enabled') ?? controller?.metrics?.serviceMonitor !== undefined) === true) {
    problems.push({
      path, field: 'values.controller.metrics', rule: 'has a ServiceMonitor, which the chart does not make without metrics', fix: 'give `controller.metrics.serviceMonitor`',
    });
  }
  if (field(values, 'providerRBAC', 'enabled') === false && asList(field(values, 'providerRBAC', 'additionalRules')).length > 0) {
    problems.push({
      path,
      field: 'values.providerRBAC.additionalRules',
      rule: 'is passed over by the chart, since `providerRBAC.enabled` is false',
      fix: 'remove `enabled`, and give `routers: []` for no other permissions',
    });
  }
  return problems;
}
