import { containerFaults, nameFaults } from '../../strategy/container-faults';
import { asLabels, asRecord, asString, field, givenFields } from '../../../model/json';
import type { PodSpec } from '../../views/pod-spec';
import { ownPodSpec } from '../../views/pod-spec';
import type { Rollout } from '../../views/rollout';
import { lacks } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { subfield } from '../../wording';

const LABEL_VALUE = /^([A-Za-z0-9]([\w.-]*[A-Za-z0-9])?)?$/;
const LONGEST_LABEL = 63;

export const podTemplate: Rule = {
  id: 'ARO118',
  severity: 'error',
  title: 'The pod template describes pods that can be made',
  why: 'A Rollout is a custom resource, so the API server does not look into its pod template as it does for a Deployment. '
    + 'The controller does, with the same checks, and refuses the Rollout (InvalidSpec).',
  fix: 'give at least one container (`containers` or `addContainer`)',
  link: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'unrouted',
    bad: `
kind: Rollout
spec:
  template:
    spec:
      containers:
        - name: main
          image: checkout
          ports:
            - containerPort: 8080
          volumeMounts:
            - name: cache
              mountPath: /cache
`,
    good: `
kind: Rollout
spec:
  template:
    spec:
      containers:
        - name: main
          image: checkout
          ports:
            - containerPort: 8080
          volumeMounts:
            - name: cache
              mountPath: /cache
      volumes:
        - name: cache
          emptyDir: {}
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      // Beside a workloadRef there must be no template at all, as ARO106 says.
      if (rollout.workloadRef === undefined) {
        const pods = ownPodSpec(rollout);
        yield* blame(rollout.manifest, labels(rollout));
        yield* blame(rollout.manifest, pods === undefined ? unspecified(rollout) : mistakes(pods));
      }
    }
  },
};

function* unspecified(rollout: Rollout): Iterable<Fault> {
  const template = asRecord(rollout.spec('template'));
  if (givenFields(template).length > 0 && lacks(template, 'spec')) {
    yield { field: 'spec.template', text: 'has no spec, and so no containers' };
  }
}

function* labels(rollout: Rollout): Iterable<Fault> {
  for (const [label, value] of asLabels(rollout.spec('template', 'metadata', 'labels'))) {
    if (value.length > LONGEST_LABEL || !LABEL_VALUE.test(value)) {
      const fix = `use at most ${LONGEST_LABEL} letters, digits, -, _ and ., with a letter or digit at both ends`;
      yield { field: subfield('spec.template.metadata.labels', label), value, text: 'is no value of a label', fix };
    }
  }
}

function mistakes(pods: PodSpec): Fault[] {
  const { containers, content, field: path, volumes } = pods;
  const faults: Fault[] = [];
  const given = field(content, 'containers');
  if (Array.isArray(given) && given.length === 0) {
    faults.push({ field: `${path}.containers`, text: 'is empty' });
  }
  const value = field(content, 'restartPolicy');
  if (value === 'Never' || value === 'OnFailure') {
    faults.push({ field: `${path}.restartPolicy`, value, text: 'is not for pods that run for ever', fix: 'write Always, or remove it' });
  }
  if (field(content, 'activeDeadlineSeconds') !== undefined) {
    faults.push({ field: `${path}.activeDeadlineSeconds`, text: 'is not for pods that run for ever', fix: 'remove it' });
  }
  faults.push(...nameFaults(volumes, 'volume'), ...nameFaults(containers, 'container'));
  const mountable = containers.some((container) => field(container.content, 'volumeMounts') !== undefined) ? volumeNames(pods) : undefined;
  for (const container of containers) {
    faults.push(...containerFaults(container, mountable));
  }
  return faults;
}

/** `undefined` where the volumes are misspelt, or no list. */
function volumeNames({ content, volumes }: PodSpec): ReadonlySet<string> | undefined {
  const areKnown = Array.isArray(field(content, 'volumes')) || lacks(content, 'volumes');
  return areKnown ? new Set(volumes.flatMap((volume) => asString(field(volume.content, 'name')) ?? [])) : undefined;
}
