import { checkManifests, formatFinding } from '../../lib/check';
import { Manifest } from '../support/synth';

function messages(...manifests: Manifest[]): string[] {
  return checkManifests(manifests).map(formatFinding);
}

function application(spec: Manifest): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'checkout', namespace: 'argocd' },
    spec: { project: 'default', source: { repoURL: 'https://git.example.com/shop', path: '.' }, destination: { name: 'in-cluster' }, ...spec },
  };
}

const TEMPLATE = {
  metadata: { name: '{{.name}}' },
  spec: { project: 'default', source: { repoURL: 'https://git.example.com/shop', path: '.' }, destination: { name: '{{.name}}' } },
};

function applicationSet(spec: Manifest): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'chip', namespace: 'argocd' },
    spec: { generators: [{ clusters: {} }], template: TEMPLATE, ...spec },
  };
}

test('a misspelt field of an Application is unknown', () => {
  expect(messages(application({ syncPolicy: { automated: { selfheal: true } } }))).toEqual([
    'ARO003 spec.syncPolicy.automated.selfheal: is unknown, and the API server drops it; did you mean "selfHeal"?',
  ]);
});

test('a field of the wrong type, and one that is missing', () => {
  expect(messages(application({ destination: undefined, syncPolicy: { syncOptions: 'PruneLast=true' } }))).toEqual([
    'ARO004 spec.syncPolicy.syncOptions: "PruneLast=true" is a string where a list is expected; write ["PruneLast=true"]',
    'ARO004 spec.destination: is required; give an object',
  ]);
});

test('a placeholder cannot stand for what is no text', () => {
  const spec = { ...TEMPLATE.spec, syncPolicy: { automated: { prune: '{{.metadata.labels.prune}}' } } };
  expect(messages(applicationSet({ goTemplate: true, template: { ...TEMPLATE, spec } }))).toEqual([
    'ARO004 spec.template.spec.syncPolicy.automated.prune: "{{.metadata.labels.prune}}" is a string where true or false is expected; give true or false',
  ]);
});

test('a misspelt field of a generator within a matrix', () => {
  const matrix = { generators: [{ clusters: { selectors: {} } }, { list: { elements: [] } }] };
  expect(messages(applicationSet({ goTemplate: true, generators: [{ matrix }] }))).toEqual([
    'ARO003 spec.generators[0].matrix.generators[0].clusters.selectors: is unknown, and the API server drops it; did you mean "selector"?',
  ]);
});

test('a description that is too long', () => {
  const project = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata: { name: 'lab' }, spec: { description: 'x'.repeat(256) } };
  expect(messages(project)).toHaveLength(1);
});

test('values may be anything, and so may the elements of a list, a plugin\'s input, and a third level of generators', () => {
  const values = { any: [1, { thing: null }], '{{.x}}': true };
  const source = { repoURL: 'https://git.example.com/shop', chart: 'a', targetRevision: '1', helm: { valuesObject: values } };
  const nested = { list: { elements: [{ any: { thing: 1 } }, 'text', 1] } };
  expect(messages(application({ source: undefined, sources: [source] }), applicationSet({
    generators: [
      nested,
      { merge: { mergeKeys: ['name'], generators: [nested, { matrix: { generators: [nested, { merge: { anything: 1 } }] } }] } },
      { plugin: { configMapRef: { name: 'a' }, input: { parameters: { any: { thing: [1] } } } } },
      { pullRequest: { github: { owner: 'a', repo: 'b' }, filters: [{ branchMatch: '.*' }], template: TEMPLATE } },
      { scmProvider: { gitlab: { group: 'a', includeSubgroups: true } }, selector: { matchLabels: { a: 'b' } } },
    ],
  }))).toEqual([]);
});

test('what Argo CD itself writes into an object', () => {
  expect(messages({
    ...application({}),
    operation: { sync: { revision: 'main', prune: true, syncOptions: ['PruneLast=true'] }, initiatedBy: { username: 'admin' } },
    status: { anything: { goes: 1 } },
  })).toEqual([]);
});
