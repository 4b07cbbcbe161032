import { secretIn } from '../../../model/address-secret';
import { isPlaceholder } from '../../../model/placeholders';
import { secretFaults } from '../../chart/secret-faults';
import type { ManifestGraph, Node } from '../../graph';
import { chartInstallations } from '../../references/chart-installation';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { applicationsOf } from '../../views/argo-cd';
import { PROJECT } from '../../views/argo-cd-project';
import type { RepositoryAddress } from '../../views/repository-addresses';
import { addressesOfGenerators, addressesOfProject, addressesOfSources } from '../../views/repository-addresses';

const SET = 'argoproj.io/ApplicationSet';

export const plainSecret: Rule = {
  id: 'ARO609',
  severity: 'error',
  title: 'An Application tells no secret in plain text',
  why: 'Whoever reads the Git repository, or the Application in Argo CD, reads its values and the addresses of its '
    + 'repositories. Argo CD takes credentials of repositories from Secrets, and notifications refer to a key of the Secret '
    + 'argo-rollouts-notification-secret by $ and its name. A secret that was in Git has to be replaced.',
  fix: 'put it into a Secret, and refer to that',
  link: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/secret-management/',
  noticedBy: [],
  example: {
    base: 'gitOps',
    bad: `
kind: Application
spec:
  source: { repoURL: "https://deploy:hunter2@git.example.com/shop.git" }
`,
    good: `
kind: Application
spec:
  source: { repoURL: "https://git.example.com/shop.git" }
`,
  },
  *check(graph) {
    for (const { manifest, sources } of applicationsOf(graph)) {
      yield* blame(manifest, addressFaults(addressesOfSources(sources)));
    }
    yield* ofNodes(graph, SET, addressesOfGenerators);
    yield* ofNodes(graph, PROJECT, addressesOfProject);
    for (const { application, given } of chartInstallations(graph)) {
      yield* blame(application.manifest, secretFaults(given));
    }
  },
};

function* ofNodes(graph: ManifestGraph, kind: string, addressesOf: (node: Node) => RepositoryAddress[]): ReturnType<Rule['check']> {
  for (const node of graph.ofKind(kind)) {
    yield* blame(node.manifest, addressFaults(addressesOf(node)));
  }
}

/** The address is not repeated: a finding ends up in the log of a build. */
function addressFaults(addresses: readonly RepositoryAddress[]): Fault[] {
  return addresses.flatMap(({ field, address }) => {
    const secret = isFilledIn(address) ? undefined : secretIn(address.replace(/^!/, ''));
    const text = `holds a ${secret ?? ''}, which everybody reads who reads this`;
    return secret === undefined ? [] : [{ field, text, fix: 'give Argo CD the credentials of the repository in a Secret' }];
  });
}

/** What is filled in later is no secret here, nor is the pattern of a project. */
function isFilledIn(address: string): boolean {
  return isPlaceholder(address) || /\*.*@/.test(address);
}
