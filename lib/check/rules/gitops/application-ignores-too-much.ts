import type { Application } from '../../views/argo-cd';
import { applicationsByNamespace } from '../../views/argo-cd';
import { Delivery } from '../../gitops/delivery';
import type { ManifestGraph } from '../../graph';
import type { IgnoredDifference, IgnoredExpression } from '../../gitops/ignored-differences';
import { isController } from '../../gitops/ignored-differences';
import { Rewrites } from '../../gitops/rewrites';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { showObject } from '../../wording';

const RESPECT = 'RespectIgnoreDifferences=true';
/** Labels that the controller and its plugins add, and no manifest has. */
const LIVE_LABELS = ['rollouts-pod-template-hash', 'rollouts.argoproj.io/'];

export const applicationIgnoresTooMuch: Rule = {
  id: 'ARO602',
  severity: 'warning',
  title: 'Argo CD ignores what the controller changes, and nothing else',
  why: 'What is ignored is not compared, so that a change of it in Git starts no sync and drift goes unseen. A condition '
    + 'that only the object in the cluster meets makes the two differ for ever. And where ignored differences are '
    + 'respected, the whole list that they lie in stays as it is in the cluster, whatever Git says.',
  fix: 'ignore the paths that the controller changes',
  link: 'https://github.com/argoproj/argo-cd/issues/17694',
  noticedBy: [],
  example: {
    base: 'gitOps',
    bad: `
kind: Application
spec:
  ignoreDifferences:
    - group: networking.istio.io
      kind: VirtualService
      jsonPointers:
        - /spec/http
`,
    good: `
kind: Application
spec:
  ignoreDifferences:
    - group: networking.istio.io
      kind: VirtualService
      jqPathExpressions:
        - .spec.http[].route[]?.weight
`,
  },
  *check(graph) {
    const applications = applicationsByNamespace(graph);
    if (applications.size > 0) {
      for (const [namespace, delivery] of deliveries(graph)) {
        for (const application of applications.get(namespace) ?? []) {
          yield* blame(application.manifest, application.isPatched ? [] : excesses(application, delivery));
        }
      }
    }
  },
};

function deliveries(graph: ManifestGraph): ReadonlyMap<string, Delivery> {
  const rewrites = new Rewrites(graph);
  const found = new Map<string, Delivery>();
  const into = (namespace: string): Delivery => {
    const delivery = found.get(namespace) ?? new Delivery();
    found.set(namespace, delivery);
    return delivery;
  };
  for (const rollout of graph.rollouts) {
    into(rollout.namespace).addRollout(rollout);
    for (const rewrite of rewrites.of(rollout)) {
      into(rewrite.object.namespace).addRewrite(rewrite);
    }
  }
  return found;
}

function excesses(application: Application, delivery: Delivery): Fault[] {
  const faults = application.ignored.flatMap((entry) => [
    ...entry.expressions.flatMap((expression) => excess(entry, expression, delivery)),
    ...overtrust(entry, delivery),
  ]);
  const respect = application.syncOption(RESPECT);
  const frozen = respect === undefined ? undefined : frozenList(application, delivery);
  if (respect !== undefined && frozen !== undefined) {
    const text = `keeps all of ${frozen} as it is in the cluster, since what is ignored lies in that list`;
    faults.push({ field: respect.field, value: respect.text, text, fix: 'remove it, and let ApplyOutOfSyncOnly=true do' });
  }
  return faults;
}

function excess(entry: IgnoredDifference, { field, text: value, path }: IgnoredExpression, delivery: Delivery): Fault[] {
  if (path?.isConditional !== false) {
    const isLive = delivery.concerns(entry) && value.includes('select') && LIVE_LABELS.some((label) => value.includes(label));
    const text = 'selects by a label that only the object in the cluster has, so that it differs from Git for ever';
    return isLive ? [{ field, value, text, fix: 'ignore the path without a condition' }] : [];
  }
  const rollout = delivery.rolloutIn(entry, path.steps);
  if (rollout !== undefined) {
    const text = `hides all of ${showObject(rollout)}: no new version is ever noticed`;
    return [{ field, value, text, fix: 'ignore the fields that something else changes' }];
  }
  const held = delivery.heldBy(entry, path.steps);
  if (held === undefined || held.isExact) {
    return [];
  }
  const { object, what, expression } = held.rewrite;
  const text = `hides more of ${showObject(object)} than ${what} that ${showObject(held.rewrite.rollout)} changes`;
  return [{ field, value, text, fix: `ignore the jqPathExpression ${expression}` }];
}

/** The cluster keeps book of a list of a custom resource as a whole: whoever writes one weight owns them all. */
function overtrust(entry: IgnoredDifference, delivery: Delivery): Fault[] {
  const rewrite = delivery.rewriteIn(entry);
  return rewrite === undefined ? [] : entry.managers.filter(isController).map(({ field, name }) => {
    const text = `owns all of ${rewrite.list} of ${showObject(rewrite.object)} after the first update, and no change from Git is seen any more`;
    return { field, value: name, text, fix: `ignore the jqPathExpression ${rewrite.expression}` };
  });
}

function frozenList({ ignored }: Application, delivery: Delivery): string | undefined {
  for (const entry of ignored) {
    for (const { path } of entry.expressions) {
      const held = path === undefined ? undefined : delivery.heldBy(entry, path.steps);
      if (held !== undefined) {
        return `${held.rewrite.list} of ${showObject(held.rewrite.object)}`;
      }
    }
  }
  return undefined;
}
