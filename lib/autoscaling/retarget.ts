import { ApiObject, JsonPatch } from 'cdk8s';
import { field } from '../model/json';

/** Where each kind of autoscaler names its target. */
const TARGET_FIELDS: ReadonlyMap<string, string> = new Map([
  ['HorizontalPodAutoscaler', 'scaleTargetRef'],
  ['VerticalPodAutoscaler', 'targetRef'],
]);

/**
 * Points all autoscalers of a Deployment, as far as they exist by now, at the Rollout that takes its place.
 *
 * @returns whether one of them sets the number of pods
 */
export function retargetAutoscalers(deployment: ApiObject, rollout: ApiObject): boolean {
  const target = { apiVersion: rollout.apiVersion, kind: rollout.kind, name: rollout.name };
  let isScaled = false;
  for (const object of deployment.node.root.node.findAll()) {
    if (object instanceof ApiObject && pointsAt(object, deployment)) {
      object.addJsonPatch(JsonPatch.replace(`/spec/${TARGET_FIELDS.get(object.kind) ?? ''}`, target));
      isScaled = isScaled || object.kind === 'HorizontalPodAutoscaler';
    }
  }
  return isScaled;
}

function pointsAt(autoscaler: ApiObject, deployment: ApiObject): boolean {
  const targetField = TARGET_FIELDS.get(autoscaler.kind);
  if (targetField === undefined || autoscaler.metadata.namespace !== deployment.metadata.namespace) {
    return false;
  }
  const target = field(autoscaler.toJson(), 'spec', targetField);
  return field(target, 'kind') === deployment.kind && field(target, 'name') === deployment.name;
}
