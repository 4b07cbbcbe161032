import { asList, asString, field } from '../../model/json';
import type { PodTemplate } from '../views/pods';
import type { Autoscaler } from '../views/workloads';

const ALL_OTHERS = '*';

/** Whether a VerticalPodAutoscaler does more than recommend. */
export function isActive(vertical: Autoscaler): boolean {
  return field(vertical.manifest, 'spec', 'updatePolicy', 'updateMode') !== 'Off';
}

/** Which requests a VerticalPodAutoscaler writes into pods, as far as it is told by its policies. */
export class ResizedResources {
  private readonly policies = new Map<string, unknown>();

  constructor(vertical: Autoscaler) {
    for (const policy of asList(field(vertical.manifest, 'spec', 'resourcePolicy', 'containerPolicies'))) {
      this.policies.set(asString(field(policy, 'containerName')) ?? ALL_OTHERS, policy);
    }
  }

  /**
   * Whether the requests for a resource are written in a container, or in any.
   *
   * @param pods whose containers those are; where they are not known, every container that has a policy counts
   */
  public has(resource: string, container: string | undefined, pods: PodTemplate | undefined): boolean {
    if (container !== undefined) {
      return this.hasIn(resource, container);
    }
    const names = pods?.containers.map((one) => asString(field(one, 'name')) ?? ALL_OTHERS) ?? [ALL_OTHERS, ...this.policies.keys()];
    return names.some((name) => this.hasIn(resource, name));
  }

  private hasIn(resource: string, container: string): boolean {
    const policy = this.policies.get(container) ?? this.policies.get(ALL_OTHERS);
    const controlled = field(policy, 'controlledResources');
    const isControlled = controlled === undefined ? resource === 'cpu' || resource === 'memory' : asList(controlled).includes(resource);
    return isControlled && field(policy, 'mode') !== 'Off';
  }
}
