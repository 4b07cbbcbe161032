import { isPlaceholder } from '../../../model/placeholders';
import { didYouMean } from '../../nearest';
import { triggerContent } from '../../notifications/trigger';
import type { NotificationSource } from '../../references/notification-sources';
import { notificationSources, templatesBeside } from '../../references/notification-sources';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { showValue } from '../../wording';

/** The templates of the catalogue that is published with Argo Rollouts; they are there where it is installed. */
const CATALOGUE: ReadonlySet<string> = new Set([
  'analysis-run-error', 'analysis-run-failed', 'analysis-run-running', 'rollout-aborted', 'rollout-completed', 'rollout-paused',
  'rollout-step-completed', 'rollout-updated', 'scaling-replicaset',
]);

export const sentTemplate: Rule = {
  id: 'ARO418',
  severity: 'warning',
  title: 'A trigger of notifications sends templates that exist',
  why: 'A trigger sends templates by their names, of the same ConfigMap. Where one is not there, sending fails, and only the log of '
    + 'the controller tells. Neither the controller nor its chart brings templates: those of the catalogue are there where it was installed.',
  fix: 'add the template, or send another',
  link: 'https://argoproj.github.io/argo-rollouts/features/notifications/',
  noticedBy: ['controller'],
  example: {
    base: 'controller',
    bad: `
kind: ConfigMap
metadata:
  name: argo-rollouts-notification-configmap
data:
  trigger.on-rollout-completed: |
    - send: [rollout-complete]
`,
    good: `
kind: ConfigMap
metadata:
  name: argo-rollouts-notification-configmap
data:
  trigger.on-rollout-completed: |
    - send: [rollout-completed]
`,
  },
  *check(graph) {
    const sources = notificationSources(graph);
    for (const source of sources) {
      yield* blame(source.manifest, unsent(source, templatesBeside(source, sources)));
    }
  },
};

function* unsent({ entries, isByChart, place }: NotificationSource, names: readonly string[] | undefined): Iterable<Fault> {
  if (names === undefined) {
    return;
  }
  const templates = new Set(names);
  for (const { what, text, field } of entries) {
    const sent = what === 'trigger' ? triggerContent(text).sent : [];
    for (const name of sent.filter((one) => !templates.has(one) && !isPlaceholder(one))) {
      const isInCatalogue = CATALOGUE.has(name) && !isByChart;
      // A ConfigMap without any template may be added to the catalogue.
      if (templates.size > 0 || !isInCatalogue) {
        const otherwise = isInCatalogue ? 'install the catalogue of templates, or send another' : `add template.${name} there, or send another`;
        yield { field, text: `sends the template ${showValue(name)}, which ${place} does not define`, fix: didYouMean(name, templates, otherwise) };
      }
    }
  }
}
