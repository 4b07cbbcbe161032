import type { AnalysisTemplate } from '../../views/analysis-template';
import type { ManifestGraph } from '../../graph';
import type { JobMetric } from '../../views/jobs';
import { jobsOf } from '../../views/jobs';
import { asLabels, asRecord, field } from '../../../model/json';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { showName, showObject, subfield } from '../../wording';

const MARK = 'sidecar.istio.io/inject';

export const jobSidecar: Rule = {
  id: 'ARO220',
  severity: 'warning',
  title: 'The pods of a Job have no sidecar that outlives them',
  why: 'A sidecar that Istio injects goes on when the container of a Job is done, unless it is a native one, as recent versions '
    + 'of Istio inject it: the Job never finishes, and neither does the analysis.',
  fix: `give the pods, in the Job's spec.template.metadata, the label ${MARK}: "false"`,
  link: 'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy',
  noticedBy: [],
  example: {
    base: 'blueGreen',
    bad: `
kind: AnalysisTemplate
metadata:
  name: warm-up
spec:
  metrics:
    - name: warm-up
      provider:
        job:
          metadata:
            annotations:
              sidecar.istio.io/inject: "false"
          spec:
            activeDeadlineSeconds: 600
            backoffLimit: 1
            template:
              spec:
                restartPolicy: Never
                containers:
                  - name: main
                    image: load
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
`,
    good: `
kind: AnalysisTemplate
metadata:
  name: warm-up
spec:
  metrics:
    - name: warm-up
      provider:
        job:
          spec:
            activeDeadlineSeconds: 600
            backoffLimit: 1
            template:
              metadata:
                labels:
                  sidecar.istio.io/inject: "false"
              spec:
                restartPolicy: Never
                containers:
                  - name: main
                    image: load
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
`,
  },
  *check(graph) {
    const done = new Set<AnalysisTemplate>();
    for (const { rollout, templates } of graph.analyses.filter(({ like }) => like === undefined)) {
      for (const { template } of templates) {
        const jobs = done.has(template) ? [] : jobsOf(template).filter(isInjectable);
        const reason = jobs.length === 0 ? undefined : reasonToInject(graph, rollout);
        if (reason !== undefined) {
          done.add(template);
          yield* blame(template.manifest, jobs.map((job) => fault(job, reason)));
        }
      }
    }
  },
};

/** Why the pods of the Jobs of a Rollout get a sidecar. */
interface Reason {
  readonly text: string;
  /** Whether the namespace is known to inject it. The pods of a Rollout with Istio may also have asked for it themselves, or need none. */
  readonly isCertain: boolean;
}

/** `undefined` where they get none, or nothing says so. */
function reasonToInject(graph: ManifestGraph, rollout: Rollout): Reason | undefined {
  const namespace = graph.find('/Namespace', '', rollout.namespace);
  const labels = asLabels(field(namespace?.manifest, 'metadata', 'labels'));
  if (labels.get('istio-injection') === 'disabled' || labels.get('istio.io/dataplane-mode') === 'ambient') {
    return undefined;
  }
  if (labels.get('istio-injection') === 'enabled' || labels.has('istio.io/rev')) {
    return { text: `Namespace ${showName(rollout.namespace)} injects it`, isCertain: true };
  }
  return asRecord(field(rollout.trafficRouting, 'istio')) === undefined
    ? undefined : { text: `${showObject(rollout)} splits its traffic through Istio`, isCertain: false };
}

/** Whether nothing about the pods shows that somebody has thought of the sidecar, or that there is none. */
function isInjectable({ pods }: JobMetric): boolean {
  const labels = field(pods, 'metadata', 'labels');
  const annotations = field(pods, 'metadata', 'annotations');
  return field(pods, 'spec', 'hostNetwork') !== true
    && [labels, annotations].every((marks) => field(marks, MARK) === undefined)
    && [MARK, 'sidecar.istio.io/nativeSidecar', 'proxy.istio.io/config'].every((name) => field(annotations, name) === undefined);
}

function fault({ field: path, content }: JobMetric, { text: reason, isCertain }: Reason): Fault {
  for (const kind of ['labels', 'annotations']) {
    if (field(content, 'metadata', kind, MARK) !== undefined) {
      const text = `is on the Job and not on its pods, which get a sidecar: ${reason}`;
      const fix = 'move it to the labels in spec.template.metadata of the Job';
      return { field: subfield(`${path}.metadata.${kind}`, MARK), text, fix };
    }
  }
  const text = `${isCertain ? 'gets' : 'may get'} a sidecar that keeps the Job from finishing: ${reason}`;
  return { field: `${path}.spec.template`, text, ...(isCertain ? {} : { severity: 'info' }) };
}
