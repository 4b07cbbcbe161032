import type { ChartInstallation } from './chart-installation';

/** A kind outside of namespaces that the chart makes objects of. */
export interface ClusterKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
}

const RBAC = 'rbac.authorization.k8s.io';
const CRD: ClusterKind = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', plural: 'CustomResourceDefinitions' };
const ROLE: ClusterKind = { group: RBAC, kind: 'ClusterRole', plural: 'ClusterRoles' };
const BINDING: ClusterKind = { group: RBAC, kind: 'ClusterRoleBinding', plural: 'ClusterRoleBindings' };

/** The kinds outside of namespaces that a release of the chart makes for sure. */
export function clusterKindsOf(chart: ChartInstallation): ClusterKind[] {
  const isBound = (part: string): boolean => chart.isOn('clusterInstall') === true && chart.isOn(part, 'createClusterRole') === true;
  const hasDashboard = chart.isOnWhereGiven('dashboard', 'enabled') === true;
  const hasBinding = isBound('controller') || (hasDashboard && isBound('dashboard'));
  return [
    ...chart.isOn('installCRDs') === true ? [CRD] : [],
    ...hasBinding || chart.isOn('createClusterAggregateRoles') === true ? [ROLE] : [],
    ...hasBinding ? [BINDING] : [],
  ];
}
