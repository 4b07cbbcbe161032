import type { Manifest } from '../manifest';
import { asLabels, asList, asString, field, givenFields } from '../../model/json';

/** What the rules read of the pods that a workload makes. */
export interface PodTemplate {
  readonly labels: ReadonlyMap<string, string>;
  /** Containers and native sidecars; what else runs is over before traffic arrives. */
  readonly containers: readonly unknown[];
}

/** The pod template of a Rollout or Deployment; `undefined` where there is none. */
export function podTemplateOf(manifest: Manifest): PodTemplate | undefined {
  const template = field(manifest, 'spec', 'template');
  if (givenFields(template).length === 0) {
    return undefined;
  }
  const sidecars = asList(field(template, 'spec', 'initContainers'))
    .filter((container) => field(container, 'restartPolicy') === 'Always');
  return {
    labels: asLabels(field(template, 'metadata', 'labels')),
    containers: [...asList(field(template, 'spec', 'containers')), ...sidecars],
  };
}

/** A port that a container declares. */
export interface ContainerPort {
  readonly number: unknown;
  readonly name: string | undefined;
}

/** All ports that the containers declare. */
export function declaredPorts(template: PodTemplate): ContainerPort[] {
  return template.containers.flatMap((container) => asList(field(container, 'ports'))
    .map((port) => ({ number: field(port, 'containerPort'), name: asString(field(port, 'name')) })));
}

/** Whether every label of a selector is among `labels`; an empty selector selects nothing here. */
export function selects(selector: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>): boolean {
  for (const [key, value] of selector) {
    if (labels.get(key) !== value) {
      return false;
    }
  }
  return selector.size > 0;
}
