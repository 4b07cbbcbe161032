import { templateProblems } from '../../../model/chart/extra-objects';
import { isKnownVersion, isOfProject } from '../../../model/chart/known-chart';
import { asRecord, asString, field } from '../../../model/json';
import { isPlaceholder } from '../../../model/placeholders';
import { isBrokenYaml, yamlContent } from '../../../model/yaml';
import type { GivenParameter, GivenValues } from '../../chart/given-values';
import { withSetting } from '../../chart/helm-parameter';
import type { ValueFault } from '../../chart/value-faults';
import { valueFaults } from '../../chart/value-faults';
import type { ChartInstallation } from '../../references/chart-installation';
import { chartInstallations } from '../../references/chart-installation';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

export const chartValue: Rule = {
  id: 'ARO608',
  severity: 'error',
  title: 'The values of an installation are those of its chart',
  why: 'The chart of Argo Rollouts has no schema of its values. What it does not know it passes over in silence, which is a '
    + 'warning. A value of another kind makes Helm fail, or a manifest that the API server refuses, or it is taken for its '
    + "opposite: to a template every text is true, 'false' too. What is in {{ }} in an extra object the chart takes for a "
    + 'template of its own. It is told for version 2.41 of the chart.',
  fix: 'write the value as the chart has it',
  link: 'https://github.com/argoproj/argo-helm/tree/main/charts/argo-rollouts',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: argo-rollouts, namespace: argocd }
spec:
  project: default
  source:
    repoURL: https://argoproj.github.io/argo-helm
    chart: argo-rollouts
    targetRevision: 2.41.0
    helm:
      valuesObject:
        dashboard: { enabled: "false" }
  destination: { name: in-cluster, namespace: argo-rollouts }
`,
    good: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: argo-rollouts, namespace: argocd }
spec:
  project: default
  source:
    repoURL: https://argoproj.github.io/argo-helm
    chart: argo-rollouts
    targetRevision: 2.41.0
    helm:
      valuesObject:
        dashboard: { enabled: false }
  destination: { name: in-cluster, namespace: argo-rollouts }
`,
  },
  *check(graph) {
    for (const chart of chartInstallations(graph)) {
      if (hasKnownValues(chart)) {
        yield* blame(chart.application.manifest, [...faults(chart.given), ...extraObjectFaults(chart)]);
      }
    }
  },
};

function hasKnownValues({ application, source: { content } }: ChartInstallation): boolean {
  const version = asString(field(content, 'targetRevision'));
  return !application.isPatched && version !== undefined && isKnownVersion(version) && isOfProject(asString(field(content, 'repoURL')) ?? '');
}

function faults({ map, opaque, parameters }: GivenValues): Fault[] {
  const inMap = map === undefined ? [] : valueFaults(map.values, map.field, isPlaceholder).map(toFault);
  return [...inMap, ...(opaque === undefined ? [] : faultsOfText(opaque.field, opaque.text)), ...parameters.flatMap(faultsOfParameter)];
}

/** What is in the braces is not repeated: it may be a message. A set fills in its own placeholders. */
function extraObjectFaults({ application, given: { map } }: ChartInstallation): Fault[] {
  return map === undefined || application.identity.kind === 'ApplicationSet' ? []
    : templateProblems(map.values, undefined, map.field).map(({ field: where, rule, fix }) => ({ field: where, text: rule, fix, severity: 'warning' }));
}

/** The text is not repeated: nobody knows what is in it. */
function faultsOfText(place: string, text: string): Fault[] {
  if (isPlaceholder(text)) {
    return [];
  }
  if (isBrokenYaml(text)) {
    return [{ field: place, text: 'is no YAML that Helm could read', fix: 'correct it' }];
  }
  const content = yamlContent(text);
  return content !== undefined && asRecord(content.value) === undefined
    ? [{ field: place, text: 'is no map of values, as Helm takes one', fix: 'give a map: key: value' }] : [];
}

function toFault({ field: where, value, text, fix, isHarmless }: ValueFault): Fault {
  return { field: where, ...(value === undefined ? {} : { value }), text, fix, ...(isHarmless ? { severity: 'warning' } : {}) };
}

/** A name that the chart does not have stands in the name of the parameter. */
function faultsOfParameter({ field: where, steps, content, isText }: GivenParameter): Fault[] {
  const values = steps === undefined ? undefined : asRecord(withSetting({}, steps, content?.value)?.value);
  return values === undefined ? [] : valueFaults(values, '', isPlaceholder).map((fault) => {
    const isUnknown = fault.kind === undefined;
    const isNumber = fault.kind === 'text' && !isText;
    return {
      ...toFault(fault),
      field: `${where}.${isUnknown ? 'name' : 'value'}`,
      ...(isUnknown ? { value: fault.field.replace(/^\./, '') } : {}),
      ...(isNumber ? { fix: 'set forceString to true' } : {}),
    };
  });
}
