import type { AnalysisUse } from '../views/analyses';
import { oncePer } from '../once-per';
import { asLabels } from '../../model/json';
import type { Rollout, ServiceRole } from '../views/rollout';

/** What an analysis is to judge, and what it may take for that by mistake. */
export interface Subject {
  /** What the version that is judged is called: `canary`. */
  readonly name: string;
  /** The Service of that version alone. */
  readonly service: string | undefined;
  /** The Service of the other one, or which callers have left. */
  readonly wrongService: string | undefined;
  /** What is measured at the wrong Service. */
  readonly mistake: string;
  /** Whether all traffic goes to it, so that measuring whatever there is measures it. */
  readonly hasAllTraffic: boolean;
}

/** `undefined` where that is not known: an experiment has pods of its own. */
export function subjectOf({ rollout, place }: AnalysisUse): Subject | undefined {
  switch (place) {
    case 'step':
    case 'background':
      return subject(rollout, 'canary', 'canaryService', 'stableService', 'the stable version');
    case 'prePromotion':
      return subject(rollout, 'preview', 'previewService', 'activeService', 'the active version');
    case 'postPromotion':
      return subject(rollout, 'active', 'activeService', 'previewService', 'the preview Service, which callers have left for the active one');
    case 'experiment':
      return undefined;
  }
}

function subject(rollout: Rollout, name: string, right: ServiceRole, wrong: ServiceRole, mistake: string): Subject | undefined {
  const { managedServices, trafficRouting } = rollout;
  const service = managedServices.find(({ role }) => role === right)?.name;
  const other = managedServices.find(({ role }) => role === wrong)?.name;
  // Where one Service has both roles, or a router has only one of the two, that is what has to be mended first.
  const isUnclear = other !== undefined && (other === service || (service === undefined && trafficRouting !== undefined));
  return isUnclear ? undefined : { name, service, wrongService: other, mistake, hasAllTraffic: right === 'activeService' };
}

/** The last parts of the labels by which pods say what they are rather than where. */
const NAMING_LABELS: ReadonlySet<string> = new Set(['app', 'application', 'k8s-app', 'name', 'service']);

/** What a Rollout and its pods of either version are called. */
export const namesOf = oncePer((rollout: Rollout): ReadonlySet<string> => {
  const names = new Set<string>();
  if (rollout.name !== undefined) {
    names.add(rollout.name);
  }
  for (const [label, value] of asLabels(rollout.spec('selector', 'matchLabels'))) {
    if (NAMING_LABELS.has(label.slice(label.lastIndexOf('/') + 1)) && value !== '') {
      names.add(value);
    }
  }
  return names;
});
