import { Problem } from '../model/usage-error';
import { CHART_VERSION } from './chart-keys';

/** The version of Argo Rollouts that the chart installs. */
const INSTALLED = '1.9';

const ONE_VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;
/** Argo Rollouts is at 1.9 and its tags begin with a `v`; its chart has had these values, and no `v`, since 2.0. */
const OF_CONTROLLER = /^v?[01]\.\d+/;
/** The repositories of the project itself. Others number their charts as they like. */
const OF_PROJECT = /^(?:https|oci):\/\/(?:argoproj\.github\.io|ghcr\.io\/argoproj)\//;

/** What is wrong with the version of the chart. */
export function versionProblems(version: string | undefined, repository: string | undefined, path: string | undefined): Problem[] {
  if (version === undefined) {
    return [];
  }
  const of = { path, field: 'chartVersion', value: version };
  const isOfProject = repository === undefined || OF_PROJECT.test(repository);
  if (OF_CONTROLLER.test(version) && isOfProject) {
    return [{
      ...of, rule: 'is a version of Argo Rollouts, not one of its chart with these settings, which are 2.x', fix: `give that of the chart: ${CHART_VERSION} installs Argo Rollouts ${INSTALLED}`,
    }];
  }
  if (ONE_VERSION.test(version)) {
    return [];
  }
  if (ONE_VERSION.test(version.replace(/^v/, ''))) {
    return isOfProject ? [{ ...of, rule: 'begins with a v, as versions of Argo Rollouts do, and those of its chart do not', fix: `give that of the chart: ${CHART_VERSION} installs Argo Rollouts ${INSTALLED}` }] : [];
  }
  return [{ ...of, rule: `is not one version, as ${CHART_VERSION} is`, fix: 'give one: what is installed should not change by itself' }];
}

/** Whether the keys of the chart, and what kinds of values they have, are known here: a patch changes neither. */
export function isKnownVersion(version: string): boolean {
  return minorOf(version) === minorOf(CHART_VERSION);
}

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
