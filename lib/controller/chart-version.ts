import { CHART_VERSION } from '../model/chart/chart-keys';
import { isOfProject } from '../model/chart/known-chart';
import { Problem } from '../model/usage-error';

/** The version of Argo Rollouts that the chart installs. */
const INSTALLED = '1.9';

const ONE_VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;
/** Argo Rollouts is at 1.9 and its tags begin with a `v`; its chart has had these values, and no `v`, since 2.0. */
const OF_CONTROLLER = /^v?[01]\.\d+/;

/** What is wrong with the version of the chart. */
export function versionProblems(version: string | undefined, repository: string | undefined, path: string | undefined): Problem[] {
  if (version === undefined) {
    return [];
  }
  const of = { path, field: 'chartVersion', value: version };
  const isOurs = repository === undefined || isOfProject(repository);
  if (OF_CONTROLLER.test(version) && isOurs) {
    return [{
      ...of, rule: 'is a version of Argo Rollouts, not one of its chart with these settings, which are 2.x', fix: `give that of the chart: ${CHART_VERSION} installs Argo Rollouts ${INSTALLED}`,
    }];
  }
  if (ONE_VERSION.test(version)) {
    return [];
  }
  if (ONE_VERSION.test(version.replace(/^v/, ''))) {
    return isOurs ? [{ ...of, rule: 'begins with a v, as versions of Argo Rollouts do, and those of its chart do not', fix: `give that of the chart: ${CHART_VERSION} installs Argo Rollouts ${INSTALLED}` }] : [];
  }
  return [{ ...of, rule: `is not one version, as ${CHART_VERSION} is`, fix: 'give one: what is installed should not change by itself' }];
}
