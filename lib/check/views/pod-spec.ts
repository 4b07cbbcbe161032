import type { JsonObject } from '../../model/json';
import { asList, asRecord, field } from '../../model/json';
import type { Rollout } from './rollout';
import { element } from '../wording';

/** An object in a list of the pod template, by its path. */
export interface Part {
  readonly field: string;
  readonly content: JsonObject;
}

/** A container of the pods. */
export interface Container extends Part {
  /** Whether it ends before the others start. */
  readonly isOver: boolean;
}

/** The pods as a Rollout itself describes them. */
export interface PodSpec extends Part {
  /** All that run, those that come first in front. */
  readonly containers: readonly Container[];
  readonly volumes: readonly Part[];
}

const PATH = 'spec.template.spec';

/** The pod template that a Rollout has of its own; `undefined` where there is none, or none that can be read. */
export function ownPodSpec(rollout: Rollout): PodSpec | undefined {
  const content = asRecord(rollout.spec('template', 'spec'));
  if (content === undefined) {
    return undefined;
  }
  const containers: Container[] = [];
  for (const part of partsOf(content, 'initContainers', PATH)) {
    containers.push({ field: part.field, content: part.content, isOver: field(part.content, 'restartPolicy') !== 'Always' });
  }
  for (const part of partsOf(content, 'containers', PATH)) {
    containers.push({ field: part.field, content: part.content, isOver: false });
  }
  return { field: PATH, content, containers, volumes: partsOf(content, 'volumes', PATH) };
}

/** The objects in a list, each with its path. */
export function partsOf(owner: JsonObject, name: string, path: string): Part[] {
  const parts: Part[] = [];
  asList(field(owner, name)).forEach((item, index) => {
    const content = asRecord(item);
    if (content !== undefined) {
      parts.push({ field: element(`${path}.${name}`, index), content });
    }
  });
  return parts;
}
