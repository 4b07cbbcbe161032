import { ApplicationSource, DirectoryOptions, GitSourceOptions, HelmRenderOptions, KustomizeRenderOptions } from '../../lib';
import { Manifest, refusal } from '../support/synth';
import { applicationOf, REPOSITORY } from './support';

function written(source: ApplicationSource): Manifest {
  return applicationOf({ source }).spec.source;
}

const HELM: Required<HelmRenderOptions> = {
  releaseName: 'checkout',
  values: { replicas: 0, image: { tag: '1.8.0' }, list: [], enabled: false },
  valueFiles: ['values.yaml', 'prod.yaml'],
  ignoreMissingValueFiles: true,
  skipCrds: true,
};
const HELM_WRITTEN = {
  releaseName: 'checkout',
  valuesObject: { replicas: 0, image: { tag: '1.8.0' }, list: [], enabled: false },
  valueFiles: ['values.yaml', 'prod.yaml'],
  ignoreMissingValueFiles: true,
  skipCrds: true,
};

test('a folder of plain manifests, with all that can be said about it', () => {
  const directory: Required<DirectoryOptions> = { recurse: true, include: '*.k8s.yaml', exclude: 'draft/*' };
  expect(written(ApplicationSource.git(REPOSITORY, { path: 'prod', revision: 'v1', directory }))).toEqual({
    repoURL: REPOSITORY, path: 'prod', targetRevision: 'v1', directory: { recurse: true, include: '*.k8s.yaml', exclude: 'draft/*' },
  });
});

test('a folder for Kustomize, with all that can be said about it', () => {
  const kustomize: Required<KustomizeRenderOptions> = {
    images: ['registry.example.com/checkout:1.8.0'], namePrefix: 'a-', nameSuffix: '-b', namespace: 'shop', commonLabels: { team: 'shop' },
  };
  expect(written(ApplicationSource.git(REPOSITORY, { path: '.', kustomize }))).toEqual({
    repoURL: REPOSITORY,
    path: '.',
    targetRevision: 'HEAD',
    kustomize: { images: ['registry.example.com/checkout:1.8.0'], namePrefix: 'a-', nameSuffix: '-b', namespace: 'shop', commonLabels: { team: 'shop' } },
  });
});

test('a chart in a folder, with all that can be said about it', () => {
  expect(written(ApplicationSource.git('git@github.com:example/shop.git', { path: 'charts/checkout', helm: HELM }))).toEqual({
    repoURL: 'git@github.com:example/shop.git', path: 'charts/checkout', targetRevision: 'HEAD', helm: HELM_WRITTEN,
  });
});

test('a chart of a repository', () => {
  expect(written(ApplicationSource.helm('https://argoproj.github.io/argo-helm', 'argo-rollouts', { version: '2.41.0', ...HELM }))).toEqual({
    repoURL: 'https://argoproj.github.io/argo-helm', chart: 'argo-rollouts', targetRevision: '2.41.0', helm: HELM_WRITTEN,
  });
});

test('values with a null in them arrive with it', () => {
  const { helm } = written(ApplicationSource.helm('https://charts.example.com', 'a', { version: '1', values: { a: { b: null, c: 1 }, d: ['{{x}}'] } }));
  expect(helm).toEqual({ values: 'a:\n  b: null\n  c: 1\nd:\n  - "{{x}}"\n' });
});

test('a chart of a registry has no scheme in its address, as Argo CD wants it', () => {
  expect(written(ApplicationSource.helm('oci://ghcr.io/argoproj/argo-helm', 'argo-rollouts', { version: '2.41.0' }))).toEqual({
    repoURL: 'ghcr.io/argoproj/argo-helm', chart: 'argo-rollouts', targetRevision: '2.41.0',
  });
});

test('an OCI artifact keeps it', () => {
  expect(written(ApplicationSource.oci('oci://registry.example.com/shop', { revision: 'sha256:0a', helm: { releaseName: 'a' } }))).toEqual({
    repoURL: 'oci://registry.example.com/shop', path: '.', targetRevision: 'sha256:0a', helm: { releaseName: 'a' },
  });
});

test('any other source is written as it is given', () => {
  expect(written(ApplicationSource.other({ repoUrl: REPOSITORY, path: 'a', plugin: { name: 'cue', env: [{ name: 'A', value: 'b' }] } }))).toEqual({
    repoURL: REPOSITORY, path: 'a', plugin: { name: 'cue', env: [{ name: 'A', value: 'b' }] },
  });
});

const git = (options: Partial<GitSourceOptions>, repository = REPOSITORY): ApplicationSource => ApplicationSource.git(repository, { path: 'prod', ...options });

test.each<[string, () => ApplicationSource]>([
  ['ApplicationSource.git: repository: "" is empty; give the address of the repository', () => git({}, '')],
  ['ApplicationSource.git: repository: "a b" has white space in it; give the address of the repository', () => git({}, 'a b')],
  [
    'ApplicationSource.git: repository: holds a password, which everybody would read who reads the Application; '
    + 'give Argo CD the credentials of the repository in a Secret',
    () => git({}, 'https://robot:hunter2@github.com/example/shop.git'),
  ],
  ...[
    'u:pw@registry.example.com/a', 'https://u:p/w@git.example.com/a', 'https://:pw@git.example.com/a', 'ssh://git:pw@git.example.com/a',
    'https://u:1@git.example.com/a', 'https://u:a$b@git.example.com/a', 'https://u:<hunter2@git.example.com/a',
  ].map((address): [string, () => ApplicationSource] => [
    'ApplicationSource.git: repository: holds a password, which everybody would read who reads the Application; '
    + 'give Argo CD the credentials of the repository in a Secret',
    () => git({}, address),
  ]),
  ...[`https://ghp_${'a1'.repeat(18)}@github.com/example/shop.git`, 'https://glpat-x@gitlab.com/a', 'https://gldt-x@gitlab.com/a', 'https://ghs_x@github.com/a', `https://${'a1'.repeat(26)}@dev.azure.com/a`,
    'https://gitlab.com/a.git?private_token=glpat-x', 'https://git.example.com/a.git?ref=main&access_token=abc']
    .map((address): [string, () => ApplicationSource] => [
      'ApplicationSource.git: repository: holds a token, which everybody would read who reads the Application; '
      + 'give Argo CD the credentials of the repository in a Secret',
      () => git({}, address),
    ]),
  ['ApplicationSource.git: path: "" is empty; give a folder, or . for the root', () => git({ path: '' })],
  ['ApplicationSource.git: path: "/prod" is not a path within the source; give it relative to the root, without ..', () => git({ path: '/prod' })],
  ['ApplicationSource.git: path: "a/../../b" is not a path within the source; give it relative to the root, without ..', () => git({ path: 'a/../../b' })],
  ['ApplicationSource.git: revision: "" is empty; give a branch, a tag or a commit', () => git({ revision: '' })],
  ['ApplicationSource.git: helm: is given beside kustomize; give one of them', () => git({ kustomize: {}, helm: {} })],
  ['ApplicationSource.helm: chart: "" is empty; give the name of the chart', () => ApplicationSource.helm('https://charts.example.com', '', { version: '1' })],
  ['ApplicationSource.helm: version: "" is empty; give the version of the chart', () => ApplicationSource.helm('https://charts.example.com', 'a', { version: '' })],
  ['ApplicationSource.helm: version: "latest" is no version of a chart; give one, or * for the newest', () => ApplicationSource.helm('https://charts.example.com', 'a', { version: 'latest' })],
  [
    'ApplicationSource.helm: values.a.b: NaN is no value of JSON; give a number, a text, true, false, null, or lists and maps of them',
    () => ApplicationSource.helm('https://charts.example.com', 'a', { version: '1', values: { a: { b: NaN } } }),
  ],
  ['ApplicationSource.helm: repository: "" is empty; give the address of the repository', () => ApplicationSource.helm('oci://', 'a', { version: '1' })],
  [
    'ApplicationSource.oci: address: "https://registry.example.com/a" is not the address of an OCI artifact; begin with oci://',
    () => ApplicationSource.oci('https://registry.example.com/a', { revision: '1' }),
  ],
  ['ApplicationSource.oci: revision: "" is empty; give a tag or a digest', () => ApplicationSource.oci('oci://a/b', { revision: '' })],
  [
    'ApplicationSource.gitReference: name: "$values" is not the name of a reference; use letters, digits, - and _',
    () => ApplicationSource.gitReference(REPOSITORY, { name: '$values' }),
  ],
])('a source is refused: %s', (message, make) => {
  expect(refusal(make)).toBe(message);
});

test.each([
  'git@github.com:example/shop.git', 'ssh://git@github.com/example/shop.git', 'ssh://git@git.example.com:2222/shop.git',
  'https://example@dev.azure.com/example/shop/_git/shop', 'https://git.example.com:8443/a@b', 'git.example.com:shop/a@b', 'file:///shop',
  'https://git.example.com/a.git?ref=main&token=', 'https://oauth2:<path:secret/data/git#token>@git.example.com/a', 'https://oauth2:$TOKEN@git.example.com/a',
  'https://oauth2:${TOKEN}@git.example.com/a', 'https://{{user}}:{{password}}@git.example.com/a', 'https://git.example.com/a?token=<path:a/b#c>',
  'https://user:@git.example.com/a', 'https://some-very-long-organisation-name-here-2@dev.azure.com/a', `https://${'a'.repeat(40)}@dev.azure.com/a`,
  'glab-user@git.example.com:a/b.git', 'https://glados-bot@git.example.com/a', 'https://ghx_bot@git.example.com/a',
])('%s holds no secret', (address) => {
  expect(written(git({}, address)).repoURL).toBe(address);
});
