/** The controllers that the manifests install: by themselves, or by a release of the chart. */

import { isPlaceholder } from '../../model/placeholders';
import { asList, asString, field } from '../../model/json';
import type { ManifestGraph } from '../graph';
import type { Identity, Manifest } from '../manifest';
import { identityOf } from '../manifest';
import { perGraph } from '../per-graph';
import type { ChartInstallation } from './chart-installation';
import { chartInstallations } from './chart-installation';
import { element } from '../wording';

/** A controller whose scope is known. */
export interface Controller {
  readonly manifest: Manifest;
  readonly identity: Identity;
  /** Where it is told what it watches, or what installs it. */
  readonly field: string;
  /** The cluster that it is in, as a key: `''` for that of the manifests. */
  readonly cluster: string;
  /** The namespace that it runs in; `undefined` where that is not told. */
  readonly home: string | undefined;
  /** The namespace that it is restricted to; `undefined` for all of them. */
  readonly namespace: string | undefined;
  /** The instance id of the Rollouts that it watches; `''` for those that have none. */
  readonly instanceId: string;
  /** The value by which it brings the CRDs with it. */
  readonly crds?: { readonly field: string; readonly value: unknown };
}

const IMAGE = /(?:^|\/)argo-rollouts(?=[:@]|$)/;

/** The controllers, in the order of the manifests' kinds. A Deployment where a release makes one is the same, told twice. */
export const controllersOf = perGraph((graph): readonly Controller[] => {
  const charts = chartInstallations(graph).flatMap(controllerOfChart);
  const homes = new Set(charts.filter(({ cluster }) => cluster === '').map(({ home }) => home));
  const isRendered = ({ home }: Controller): boolean => homes.size > 0 && (home === undefined || homes.has(home) || homes.has(undefined));
  return [...charts, ...controllersOfDeployments(graph).filter((controller) => !isRendered(controller))];
});

/** Whether two controllers watch the same Rollouts, or some of them. */
export function overlap(one: Controller, other: Controller): boolean {
  return one.cluster === other.cluster && one.instanceId === other.instanceId
    && (one.namespace === undefined || other.namespace === undefined || one.namespace === other.namespace);
}

/**
 * Whether two controllers may be releases in two clusters, which the Argo CD in either calls its own: as where the folders
 * of environments are looked at together.
 */
export function mayBeApart(one: Controller, other: Controller): boolean {
  const areReleases = [one, other].every(({ cluster, identity }) => cluster === '' && identity.kind !== 'Deployment');
  return areReleases && (one.home === other.home || one.home === undefined || other.home === undefined);
}

function controllerOfChart(chart: ChartInstallation): Controller[] {
  const { application: { manifest, identity }, source, cluster } = chart;
  const isEverywhere = chart.isOn('clusterInstall');
  const args = chart.listAt('controller', 'extraArgs');
  const instanceId = args === undefined ? undefined : instanceIdIn(args);
  const namespace = isEverywhere === true ? undefined : chart.namespace;
  if (cluster === undefined || isEverywhere === undefined || instanceId === undefined || (!isEverywhere && namespace === undefined)) {
    return [];
  }
  const crds = chart.isOn('installCRDs') === true ? chart.at('installCRDs') : undefined;
  return [{ manifest, identity, field: `${source.field}.chart`, cluster, home: chart.namespace, namespace, instanceId, crds }];
}

function controllersOfDeployments(graph: ManifestGraph): Controller[] {
  return graph.deployments.flatMap(({ manifest }) => asList(field(manifest, 'spec', 'template', 'spec', 'containers')).flatMap((container, index) => {
    if (!IMAGE.test(asString(field(container, 'image')) ?? '')) {
      return [];
    }
    const args = [...asList(field(container, 'command')), ...asList(field(container, 'args'))];
    const identity = identityOf(manifest);
    const instanceId = instanceIdIn(args);
    const namespaced = valueOf(args, '--namespaced');
    const isNamespaced = args.includes('--namespaced') || namespaced === 'true';
    const own = valueOf(args, '--namespace') ?? identity.namespace;
    return instanceId === undefined || (isNamespaced && isPlaceholder(own)) ? [] : [{
      manifest, identity, field: element('spec.template.spec.containers', index), cluster: '', instanceId,
      home: identity.namespace === '' ? undefined : identity.namespace, namespace: isNamespaced ? own : undefined,
    }];
  }));
}

/** `undefined` where it is only known in the cluster. */
function instanceIdIn(args: readonly unknown[]): string | undefined {
  const id = valueOf(args, '--instance-id') ?? '';
  return isPlaceholder(id) || args.some((argument) => typeof argument === 'string' && argument.startsWith('{{')) ? undefined : id;
}

/** The value of a flag, as `--flag=value` or in the argument after it; the last one counts. */
function valueOf(args: readonly unknown[], flag: string): string | undefined {
  return args.flatMap((argument, index) => {
    const text = asString(argument) ?? '';
    return text.startsWith(`${flag}=`) ? [text.slice(flag.length + 1)] : text === flag ? [asString(args[index + 1]) ?? ''] : [];
  }).pop();
}
