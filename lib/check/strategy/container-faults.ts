import { DNS_LABEL } from '../../model/names';
import { asNumber, asString, field } from '../../model/json';
import { exceededLimits } from '../../model/quantity';
import { didYouMean } from '../nearest';
import type { Container, Part } from '../views/pod-spec';
import { partsOf } from '../views/pod-spec';
import { lacks } from '../views/rollout';
import type { Fault } from '../rule';
import { showValue, subfield } from '../wording';

const PORT_NAME = /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_PORT_NAME = 15;
const MOST_PORT = 65_535;
/** Comparing a name with more than these takes long, and helps nobody. */
const MOST_CANDIDATES = 20;
/** What a container has no use for if it ends before the others start. */
const WHILE_RUNNING = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

const OWN_NAME = 'give each a name of its own';

/**
 * What Kubernetes refuses about a container by itself.
 *
 * @param volumes the names of those that it can mount; `undefined` where they cannot be told
 */
export function containerFaults(container: Container, volumes: ReadonlySet<string> | undefined): Fault[] {
  const { content, field: path } = container;
  const faults: Fault[] = [];
  const image = field(content, 'image');
  if (image === '' || (image === undefined && lacks(content, 'image'))) {
    faults.push({ field: `${path}.image`, text: 'is absent', fix: 'give an image' });
  }
  addPortFaults(faults, container);
  addMountFaults(faults, container, volumes);
  addResourceFaults(faults, container);
  if (container.isOver) {
    for (const name of WHILE_RUNNING.filter((each) => field(content, each) !== undefined)) {
      const fix = 'remove it, or make the container a sidecar with restartPolicy: Always';
      faults.push({ field: `${path}.${name}`, text: 'is not for an init container, which ends before the others start', fix });
    }
  }
  return faults;
}

/** Names in a list that are no names, or those of an earlier one. */
export function nameFaults(parts: readonly Part[], kind: string): Fault[] {
  const faults: Fault[] = [];
  const taken = new Set<string>();
  for (const { content, field: path } of parts) {
    const value = asString(field(content, 'name'));
    if (value === undefined) {
      continue;
    }
    if (value.length > DNS_LABEL.longest || !DNS_LABEL.pattern.test(value)) {
      const fix = `use at most ${DNS_LABEL.longest} lower-case letters, digits and -, with a letter or digit at both ends`;
      faults.push({ field: `${path}.name`, value, text: `is not ${DNS_LABEL.title}`, fix });
    } else if (taken.has(value)) {
      faults.push({ field: `${path}.name`, value, text: `is the name of an earlier ${kind} too`, fix: OWN_NAME });
    }
    taken.add(value);
  }
  return faults;
}

function addPortFaults(faults: Fault[], { content, field: path }: Container): void {
  const taken = new Set<string>();
  for (const port of partsOf(content, 'ports', path)) {
    for (const key of ['containerPort', 'hostPort']) {
      const value = asNumber(field(port.content, key));
      const isAbsent = value === undefined || (value === 0 && key === 'hostPort');
      if (!isAbsent && Number.isInteger(value) && (value < 1 || value > MOST_PORT)) {
        faults.push({ field: `${port.field}.${key}`, value, text: `is outside 1 to ${MOST_PORT}`, fix: 'give a number in that range' });
      }
    }
    const name = asString(field(port.content, 'name')) ?? '';
    if (name !== '' && (name.length > LONGEST_PORT_NAME || !PORT_NAME.test(name))) {
      const fix = `use at most ${LONGEST_PORT_NAME} lower-case letters, digits and single -, with a letter among them and no - at the ends`;
      faults.push({ field: `${port.field}.name`, value: name, text: 'is no name of a port', fix });
    } else if (name !== '' && taken.has(name)) {
      faults.push({ field: `${port.field}.name`, value: name, text: 'is the name of an earlier port too', fix: OWN_NAME });
    }
    taken.add(name);
  }
}

function addMountFaults(faults: Fault[], { content, field: path }: Container, volumes: ReadonlySet<string> | undefined): void {
  const taken = new Set<string>();
  for (const mount of partsOf(content, 'volumeMounts', path)) {
    const name = asString(field(mount.content, 'name'));
    if (name !== undefined && volumes?.has(name) === false) {
      const fix = didYouMean(name, volumes.size > MOST_CANDIDATES ? [] : volumes, 'add it to spec.template.spec.volumes');
      faults.push({ field: `${mount.field}.name`, value: name, text: 'is no volume of the pods', fix });
    }
    const value = asString(field(mount.content, 'mountPath'));
    if (value !== undefined && taken.has(value)) {
      const fix = 'give each mount a path of its own';
      faults.push({ field: `${mount.field}.mountPath`, value, text: 'is the path of an earlier mount too', fix });
    }
    taken.add(value ?? '');
  }
}

function addResourceFaults(faults: Fault[], { content, field: path }: Container): void {
  for (const { name, request, limit } of exceededLimits(field(content, 'resources'))) {
    const text = `is more than the limit, which is ${showValue(limit)}`;
    faults.push({ field: subfield(`${path}.resources.requests`, name), value: request, text, fix: 'ask for less, or raise the limit' });
  }
}
