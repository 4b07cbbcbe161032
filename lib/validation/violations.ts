import type { Finding } from '../check';
import { DOCUMENTED, found, identityOf } from '../check';
import type { LocatedFinding } from '../files';
import { objectOf } from '../files';
import { RolloutsViolatingResource, RolloutsViolation } from './validation-context';

/** The findings as the cdk8s command line shows them: together, where rule and remedy are the same. */
export function violationsOf(findings: readonly LocatedFinding[]): RolloutsViolation[] {
  const violations = new Map<string, { readonly finding: Finding; readonly resources: RolloutsViolatingResource[] }>();
  for (const located of findings) {
    const { finding } = located;
    const key = `${finding.id} ${finding.fix}`;
    const violation = violations.get(key) ?? { finding, resources: [] };
    violations.set(key, violation);
    violation.resources.push(resourceOf(located));
  }
  return Array.from(violations.values(), ({ finding: { id, fix, severity }, resources }) => {
    const rule = DOCUMENTED.find((each) => each.id === id);
    return {
      ruleName: `${id} (${severity}) ${rule?.title ?? ''}`.trimEnd(),
      recommendation: rule?.why ?? '',
      fix,
      violatingResources: resources,
    };
  });
}

function resourceOf(located: LocatedFinding): RolloutsViolatingResource {
  const { finding, file, position } = located;
  const name = finding.manifest === undefined ? undefined : identityOf(finding.manifest).name;
  return {
    // It has to stand alone: the command line finds the construct by it.
    resourceName: name ?? '(unnamed)',
    // Objects of several kinds often share a name.
    locations: [`${objectOf(located)} ${finding.field}: ${found(finding)}`.trimStart()],
    manifestPath: file === undefined ? 'cdk8s.yaml' : `${file}:${position.line}`,
  };
}
