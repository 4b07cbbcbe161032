import { chart, chartSet } from '../charts';
import { gitOps, Manifests, messages } from '../fixtures';

const SLACK = `xoxb-${'1'.repeat(12)}-abcdefgh`;
const PASSWORD = 'hunter2hunter2';
const HELM = 'spec.source.helm';
const PLAIN = 'tells a secret in plain text';
const KEY = 'put it into Secret argo-rollouts-notification-secret, and write $ and its key (letters, digits, - and _) there';
const ELSEWHERE = 'put it into a Secret, and refer to that';

/** What is said, which must not have the secret in it. */
function told(manifests: Manifests): string[] {
  const said = messages(manifests);
  expect(said.join('\n')).not.toContain(SLACK);
  expect(said.join('\n')).not.toContain(PASSWORD);
  return said;
}

function helm(content: object): string[] {
  return told({ chart: chart({}, ({ source }) => { source.helm = content; }) });
}

describe('ARO609: the values of the chart', () => {
  test('tell a secret in an object', () => {
    expect(helm({ valuesObject: { notifications: { notifiers: { 'service.slack': `token: ${SLACK}` } } } }))
      .toEqual([`ARO609 ${HELM}.valuesObject.notifications.notifiers["service.slack"]: ${PLAIN}; ${KEY}`]);
    expect(helm({ valuesObject: { controller: { extraEnv: [{ name: 'API_TOKEN', value: PASSWORD }] } } }))
      .toEqual([`ARO609 ${HELM}.valuesObject.controller.extraEnv[0].value: ${PLAIN}; ${ELSEWHERE}`]);
  });

  test('tell one in a text', () => {
    expect(helm({ values: `notifications:\n  notifiers:\n    service.slack: |\n      token: ${SLACK}\n` }))
      .toEqual([`ARO609 ${HELM}.values.notifications.notifiers["service.slack"]: ${PLAIN}; ${KEY}`]);
    expect(helm({ values: `notifications: [\n  ${SLACK}\n` })).toEqual([
      `ARO608 ${HELM}.values: is no YAML that Helm could read; correct it`,
      `ARO609 ${HELM}.values: ${PLAIN}; ${ELSEWHERE}`,
    ]);
  });

  test('tell one in a parameter', () => {
    const parameters = [{ name: 'notifications.notifiers.service\\.slack', value: `token: ${SLACK}` }];
    expect(helm({ parameters })).toEqual([`ARO609 ${HELM}.parameters[0].value: ${PLAIN}; ${KEY}`]);
    expect(helm({ parameters: [{ name: 'controller.extraEnv[0].name', value: 'A' }, { name: 'controller.extraEnv[0].password', value: PASSWORD }] }))
      .toEqual([`ARO609 ${HELM}.parameters[1].value: ${PLAIN}; ${ELSEWHERE}`]);
    expect(helm({ parameters: [{ name: '{{name}}', value: SLACK }] })).toEqual([`ARO609 ${HELM}.parameters[0].value: ${PLAIN}; ${ELSEWHERE}`]);
  });

  test('tell whole Secrets once', () => {
    expect(helm({ valuesObject: { notifications: { secret: { items: { 'slack-token': SLACK } } } } }))
      .toEqual([`ARO609 ${HELM}.valuesObject.notifications.secret.items: tells secrets in plain text; make Secret argo-rollouts-notification-secret in a way that keeps it one`]);
    expect(helm({ valuesObject: { extraObjects: [{ apiVersion: 'v1', kind: 'Secret', stringData: { password: PASSWORD } }] } }))
      .toEqual([`ARO609 ${HELM}.valuesObject.extraObjects[0]: tells secrets in plain text; make the Secret in a way that keeps it one`]);
  });

  test.each<[string, object]>([
    ['refer to one', { valuesObject: { notifications: { notifiers: { 'service.slack': 'token: $slack-token' } } } }],
    ['refer to one in a parameter', { parameters: [{ name: 'notifications.notifiers.service\\.slack', value: 'token: $slack-token' }] }],
    ['have it filled in', { valuesObject: { notifications: { notifiers: { 'service.slack': 'token: {{ .slack }}', 'service.webhook.a': 'headers:\n- name: Authorization\n  value: Bearer ${TOKEN}' } } } }],
    ['have it filled in with something before', { valuesObject: { controller: { extraEnv: [{ name: 'API_TOKEN', value: 'prefix-{{.env}}' }] } } }],
    ['have it filled in by a parameter', { parameters: [{ name: 'controller.extraEnv[0].password', value: '{{.password}}' }] }],
    ['name a Secret', { valuesObject: { controller: { extraEnv: [{ name: 'API_TOKEN', valueFrom: { secretKeyRef: { name: 'a', key: 'token' } } }] } } }],
    ['have it filled in by a plugin', { valuesObject: { controller: { extraEnv: [{ name: 'VAULT_TOKEN', value: '<path:secret/data/vault#token | base64encode>' }, { name: 'A_TOKEN', value: 'Bearer <token>' }] } } }],
    ['have it filled in by a plugin, in a notifier', { valuesObject: { notifications: { notifiers: { 'service.slack': 'token: <path:secret/data/slack#token>', 'service.opsgenie': 'apiKeys:\n  shop: "<shop-key>"' } } } }],
    ['have it encrypted', { valuesObject: { notifications: { notifiers: { 'service.grafana': 'apiKey: ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=,tag:A=,type:str]' } } } }],
    ['name it in a vault', { valuesObject: { controller: { extraEnv: [{ name: 'A_TOKEN', value: 'vault:secret/data/x#y' }, { name: 'B_TOKEN', value: 'ref+vault://secret/x#/y' }] } } }],
    ['name its file', { valuesObject: { controller: { extraEnv: [{ name: 'GOOGLE_APPLICATION_CREDENTIALS', value: '/var/run/secrets/gcp/key.json' }], extraContainers: [{ args: ['--tls-private-key=/etc/tls/tls.key'] }] } } }],
    ['name a Secret in an argument', { valuesObject: { controller: { extraContainers: [{ args: ['--secret=foo/bar', '--default-tls-secret=foo/bar.baz'] }] } } }],
    ['seal it', { valuesObject: { extraObjects: [{ kind: 'SealedSecret', spec: { encryptedData: { 'api-key': 'AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq' }, template: { type: 'Opaque' } } }] } }],
    ['have a whole Secret filled in', { valuesObject: {
      extraObjects: [{ kind: 'Secret', stringData: { a: '<a>', b: 'ref+vault://b#/b' } }, 'kind: Secret\nstringData:\n  a: <path:a#b>\n'],
      notifications: { secret: { items: { 'slack-token': '<path:secret/data/slack#token>' } } },
    } }],
    ['have an address filled in', { valuesObject: { controller: { trafficRouterPlugins: [{ location: 'https://u:<password>@example.com/x?token=<path:a/b#token-of-it>' }] } } }],
  ])('may %s', (_, content) => {
    expect(helm(content).filter((message) => message.startsWith('ARO609'))).toEqual([]);
  });

  test.each<[string, object]>([
    ['that begins with a slash', { controller: { extraEnv: [{ name: 'A_PASSWORD', value: '/hunter2' }] } }],
    ['that has slashes in it', { controller: { extraEnv: [{ name: 'AWS_SECRET_ACCESS_KEY', value: `/wJalrXUtnFEMI/${'K7MDENG5'.repeat(3)}b` }] } }],
    ['beside a placeholder', { controller: { extraEnv: [{ name: 'A_TOKEN', value: 'hunter2<a' }] } }],
    ['that looks like the name of a Secret, but is none', { controller: { extraContainers: [{ args: ['--password=hunter2/bar'] }] } }],
    ['beside what is sealed', { extraObjects: [{ kind: 'SealedSecret', spec: { encryptedData: {}, template: { password: 'hunter2' } } }] }],
    ['in a whole Secret of which a part is filled in', { extraObjects: [{ kind: 'Secret', stringData: { a: '<a>', b: 'hunter2' } }] }],
    ['in a whole Secret that is a text', { extraObjects: ['kind: Secret\nstringData:\n  a: <a>\n  b: hunter2\n'] }],
  ])('tell a secret %s', (_, valuesObject) => {
    expect(helm({ valuesObject }).map((message) => message.slice(0, 6))).toEqual(['ARO609']);
  });

  test('tell one whatever the version of the chart, and however the set is patched', () => {
    const set = chartSet({ controller: { password: PASSWORD } }, ({ source }, { spec }) => {
      source.targetRevision = '2.0.0';
      spec.templatePatch = 'spec: {}';
    });
    expect(told({ set })).toEqual([`ARO609 spec.template.spec.source.helm.valuesObject.controller.password: ${PLAIN}; ${ELSEWHERE}`]);
  });
});

describe('ARO609: the address of a repository', () => {
  const FIX = 'which everybody reads who reads this; give Argo CD the credentials of the repository in a Secret';
  const address = (repoURL: string): string[] => {
    const manifests = gitOps();
    manifests.application.spec.source.repoURL = repoURL;
    return told(manifests);
  };

  test.each([
    [`https://deploy:${PASSWORD}@git.example.com/shop.git`, 'password'],
    ['https://ghp_abcdefghijklmnopqrst@github.com/example/shop.git', 'token'],
    [`https://git.example.com/shop.git?private_token=${PASSWORD}`, 'token'],
  ])('tells a secret: %s', (repoURL, secret) => {
    expect(address(repoURL)).toEqual([`ARO609 spec.source.repoURL: holds a ${secret}, ${FIX}`]);
  });

  test.each([
    'https://git.example.com/shop.git', 'git@github.com:example/shop.git', 'ssh://git@git.example.com:22/shop.git', 'https://deploy@git.example.com/shop.git',
    'https://oauth2:<path:secret/data/git#token>@git.example.com/shop.git', 'https://<path:secret/data/git#token>@git.example.com/shop.git',
    'https://{{user}}:{{password}}@git.example.com/shop.git', 'https://git.example.com/shop.git?private_token=${TOKEN}', '',
  ])('tells none: %s', (repoURL) => {
    expect(address(repoURL).filter((message) => message.startsWith('ARO609'))).toEqual([]);
  });

  test('of any length is read in no time', () => {
    expect(address(`https://${'a:'.repeat(100_000)}`)).toEqual([]);
    expect(address('a'.repeat(100_000))).toEqual([]);
  });

  test('is looked for in all sources, in generators and in projects', () => {
    const { application, ...manifests } = gitOps();
    const { source, ...spec } = application.spec;
    const secret = { repoURL: `https://a:${PASSWORD}@git.example.com/shop.git`, targetRevision: 'main', path: 'a' };
    const set = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name: 'set', namespace: 'argocd' },
      spec: {
        generators: [{ matrix: { generators: [{ clusters: {} }, { git: { repoURL: secret.repoURL, revision: 'main', directories: [{ path: '*' }] } }] } }],
        template: { metadata: { name: '{{name}}' }, spec: { ...spec, sources: [source, secret] } },
      },
    };
    const project = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'default', namespace: 'argocd' },
      spec: { sourceRepos: ['*', 'https://*:*@github.com/*', `!${secret.repoURL}`], destinations: [{ server: '*', namespace: '*' }] },
    };
    expect(told({ ...manifests, set, project }).filter((message) => message.startsWith('ARO609'))).toEqual([
      `ARO609 spec.template.spec.sources[1].repoURL: holds a password, ${FIX}`,
      `ARO609 spec.generators[0].matrix.generators[1].git.repoURL: holds a password, ${FIX}`,
      `ARO609 spec.sourceRepos[2]: holds a password, ${FIX}`,
    ]);
  });

  test('is not repeated by the rule that a project does not allow it', () => {
    const manifests = gitOps();
    manifests.application.spec.source.repoURL = `https://a:${PASSWORD}@git.example.com/shop.git`;
    const project = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'default', namespace: 'argocd' },
      spec: { sourceRepos: ['https://github.com/*'], destinations: [{ server: '*', namespace: '*' }] },
    };
    expect(told({ ...manifests, project })).toEqual([
      'ARO606 spec.source.repoURL: is not allowed by AppProject default; add it to sourceRepos (`sourceRepositories`)',
      `ARO609 spec.source.repoURL: holds a password, ${FIX}`,
    ]);
  });
});
