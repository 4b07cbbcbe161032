import { podSpecOf } from '../../autoscaling/pod-spec';
import { resourceMetrics } from '../../autoscaling/resource-metrics';
import type { ManifestGraph } from '../../graph';
import { asList, asString, field } from '../../../model/json';
import { isPlaceholder } from '../../../model/placeholders';
import { didYouMean, nearest } from '../../nearest';
import type { Fault, Rule } from '../../rule';
import type { Rollout } from '../../views/rollout';
import type { Autoscaler } from '../../views/workloads';
import { element, showList, showName, showObject } from '../../wording';

export const namedContainer: Rule = {
  id: 'ARO510',
  severity: 'warning',
  title: 'An autoscaler names containers that the pods have',
  why: 'A metric of a container that no pod has cannot be computed: the autoscaler then does not scale by it, and scales down by nothing. '
    + 'A policy for such a container has no effect. Only a container that is added to the pods in the cluster may be missing here.',
  fix: 'name a container of the pods',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#container-resource-metrics',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: HorizontalPodAutoscaler
spec:
  metrics:
    - type: ContainerResource
      containerResource: { name: cpu, container: mian, target: { type: AverageValue, averageValue: 500m } }
`,
    good: `
kind: HorizontalPodAutoscaler
spec:
  metrics:
    - type: ContainerResource
      containerResource: { name: cpu, container: main, target: { type: AverageValue, averageValue: 500m } }
`,
  },
  *check(graph) {
    for (const autoscaler of graph.autoscalers) {
      const rollout = graph.findRollout(autoscaler.namespace, autoscaler.rolloutName);
      if (rollout !== undefined) {
        for (const fault of misnamed(graph, autoscaler, rollout)) {
          yield { manifest: autoscaler.manifest, ...fault };
        }
      }
    }
  },
};

/** Containers that meshes and operators add to the pods. */
const ADDED: ReadonlySet<string> = new Set(['istio-proxy', 'linkerd-proxy', 'daprd', 'vault-agent', 'otc-container', 'consul-dataplane']);

/** All containers, in the policies of a VerticalPodAutoscaler. */
const ALL = '*';

const MOST_SHOWN = 5;

/** The name of a container, and where it stands. */
interface Naming {
  readonly field: string;
  readonly name: string;
  /** What is measured of it; `undefined` for a policy. */
  readonly resource: string | undefined;
}

function misnamed(graph: ManifestGraph, autoscaler: Autoscaler, rollout: Rollout): Fault[] {
  const names = (graph.podsOf(rollout)?.containers ?? []).flatMap((container) => asString(field(container, 'name')) ?? []);
  if (names.length === 0) {
    return [];
  }
  const namings = autoscaler.isHorizontal ? measuredBy(autoscaler) : policiesOf(autoscaler);
  // While a container is renamed, its old name and its new one both have to be measured.
  const measured = new Set(namings.filter(({ name }) => names.includes(name)).map(({ resource }) => resource));
  const fix = `name one of its containers: ${showList(names.slice(0, MOST_SHOWN).map(showName))}`;
  return namings
    .filter(({ name, resource }) => !names.includes(name) && !(resource !== undefined && measured.has(resource)))
    .filter(({ name }) => !ADDED.has(name) && !isPlaceholder(name))
    // Policies are often for what is added to the pods, and for init containers: there, only what is misspelt is told of.
    .filter(({ name, resource }) => resource !== undefined || (!startsFirst(graph, rollout, name) && nearest(name, names) !== undefined))
    .map(({ field: path, name }) => ({
      field: path, value: name, text: `is no container of the pods of ${showObject(rollout)}`, fix: didYouMean(name, names, fix),
    }));
}

/** Whether it is the name of an init container. */
function startsFirst(graph: ManifestGraph, rollout: Rollout, name: string): boolean {
  return asList(field(podSpecOf(graph, rollout), 'initContainers')).some((container) => field(container, 'name') === name);
}

function measuredBy(horizontal: Autoscaler): Naming[] {
  return resourceMetrics(horizontal)
    .flatMap(({ container: name, containerField, resource }) => (name === undefined ? [] : [{ field: containerField, name, resource }]));
}

function policiesOf(vertical: Autoscaler): Naming[] {
  const policies = asList(field(vertical.manifest, 'spec', 'resourcePolicy', 'containerPolicies'));
  return policies.flatMap((policy, index) => {
    const name = asString(field(policy, 'containerName')) ?? ALL;
    return name === ALL ? [] : [{ field: `${element('spec.resourcePolicy.containerPolicies', index)}.containerName`, name, resource: undefined }];
  });
}
