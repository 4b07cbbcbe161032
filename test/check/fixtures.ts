import { checkManifests, CheckOptions, formatFinding } from '../../lib/check';
import { blueGreen, canary } from './bases';
import type { Manifests } from './objects';

export * from './bases';
export * from './objects';
export * from './snippets';

/** The rules that miss what is referred to: they have something to say about every object that is looked at alone. */
const MISSING = ['ARO405', 'ARO406', 'ARO407', 'ARO408', 'ARO504'];

/** What is said about the manifests, by all rules together: a test sees every other rule keep quiet. */
export function messages(manifests: Manifests, options?: CheckOptions): string[] {
  return checkManifests(Object.values(manifests), options).map(formatFinding);
}

/** The same about objects that are taken out of their context: what they refer to is not missed. */
export function messagesAlone(manifests: Manifests): string[] {
  return checkManifests(Object.values(manifests)).filter(({ id }) => !MISSING.includes(id)).map(formatFinding);
}

/** The object without one of its fields. */
export function without(object: Manifests, name: string): Manifests {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

/** The canary, with a change to its strategy. */
export function canaryWith(change: (strategy: any) => void): Manifests {
  const manifests = canary();
  change(manifests.rollout.spec.strategy.canary);
  return manifests;
}

/** The blue/green rollout, with a change to its strategy or to the Rollout. */
export function blueGreenWith(change: (strategy: any, rollout: any) => void): Manifests {
  const manifests = blueGreen();
  change(manifests.rollout.spec.strategy.blueGreen, manifests.rollout);
  return manifests;
}

/** The canary with a second template in the same analysis. */
export function together(second: any): Manifests {
  const manifests = canary();
  manifests.rollout.spec.strategy.canary.steps[2].analysis.templates.push({ templateName: second.metadata.name });
  return { ...manifests, second };
}
