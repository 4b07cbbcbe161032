import { CHART_VERSION } from './chart-keys';

/** The repositories of the project itself. Others number their charts as they like. Argo CD has those of registries without a scheme. */
const OF_PROJECT = /^(?:(?:https|oci):\/\/)?(?:argoproj\.github\.io|ghcr\.io\/argoproj)\//;

/** Whether a repository of charts is that of the project. */
export function isOfProject(repository: string): boolean {
  return OF_PROJECT.test(repository);
}

/** Whether the keys of the chart, and what kinds of values they have, are known here: a patch changes neither. */
export function isKnownVersion(version: string): boolean {
  return minorOf(version) === minorOf(CHART_VERSION);
}

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
