import { gitOps } from './bases';

/** What the tests of rules about Argo CD share. */

export const ISTIO = 'networking.istio.io';
export const WEIGHTS = '.spec.http[].route[]?.weight';

/** Objects under an Application with these entries. */
export function deliveredWith(manifests: any, entries: unknown, change: (spec: any) => void = () => undefined): any {
  const { application } = gitOps();
  application.spec.ignoreDifferences = entries;
  change(application.spec);
  return { ...manifests, application };
}

/** What ARO601 says of something that no entry ignores. */
export function fought(
  what: string, object: string, expression: string, kind: string, group: string, end = 'selfHeal reverts them at once',
): string {
  return `ARO601 spec.ignoreDifferences: leaves out ${what} of ${object}, which Rollout checkout changes: ${end}; `
    + `add the jqPathExpression ${expression} for kind ${kind} of group ${group}`;
}
