import { checkManifests } from '../../../lib/check';
import { chart, chartSet } from '../charts';
import { canary, Manifests, messages } from '../fixtures';

const HELM = 'spec.source.helm';
const OBJECT = `${HELM}.valuesObject`;

/** A release whose source is changed. */
function release(content: object, change: (source: any) => void = () => undefined): Manifests {
  return chart({}, ({ source }) => {
    source.helm = content;
    change(source);
  });
}

function told(content: object, change?: (source: any) => void): string[] {
  return messages({ ...canary(), chart: release(content, change) }).filter((message) => message.startsWith('ARO608'));
}

const UNKNOWN = 'is no value of chart argo-rollouts 2.41.0, which passes it over in silence';

const NO_SWITCH = 'is not a boolean, as it is in the chart; give true or false';

describe('ARO608: the values of the chart', () => {
  test.each<[object, string]>([
    [{ dashbord: { enabled: true } }, `.dashbord: ${UNKNOWN}; did you mean "dashboard"?`],
    [{ dashboard: { enable: true } }, `.dashboard.enable: ${UNKNOWN}; did you mean "enabled"?`],
    [{ replicaCount: 2 }, `.replicaCount: ${UNKNOWN}; remove it`],
    [{ 'controller.replicas': 2 }, `["controller.replicas"]: ${UNKNOWN}; remove it`],
    [{ installCRDs: 'false' }, '.installCRDs: "false" is not a boolean, as it is in the chart; give true or false'],
    [{ dashboard: true }, '.dashboard: true is not a map, as it is in the chart; give enabled or readonly, for instance'],
    [{ controller: { replicas: 'two' } }, '.controller.replicas: "two" is not a number, as it is in the chart; give a number'],
    [{ controller: { nodeSelector: { infra: true } } }, '.controller.nodeSelector.infra: true is no text, and a label has no other value; write "true", in quotes'],
    [
      { dashboard: { tolerations: [{ key: 'infra' }, { key: 'zone', value: 1 }] } },
      '.dashboard.tolerations[1].value: 1 is no text, and a label has no other value; write "1", in quotes',
    ],
    [{ controller: { replicas: -3 } }, '.controller.replicas: -3 is no whole number of at least 0; give one'],
    [
      { dashboard: { resources: { requests: { memory: '1Gi' }, limits: { memory: '512Mi' } } } },
      '.dashboard.resources.requests.memory: "1Gi" is more than the limit, which is "512Mi"; ask for less, or raise the limit',
    ],
    [{ controller: { image: { tag: 1.9 } } }, '.controller.image.tag: 1.9 is not a text, as it is in the chart; give a text'],
    [{ controller: { extraArgs: '--metricsport=1' } }, '.controller.extraArgs: is a text, and not a list, as it is in the chart; give a list: [ … ]'],
    [{ controller: { tolerations: {} } }, '.controller.tolerations: an object is not a list, as it is in the chart; give a list: [ … ]'],
  ])('do not have %j', (valuesObject, said) => {
    expect(told({ valuesObject })).toEqual([`ARO608 ${OBJECT}${said}`]);
  });

  test.each([
    ['controller:\n  replicas: 1\n bad: hunter2', 'is no YAML that Helm could read; correct it'],
    ['controller:\n\treplicas: 1', 'is no YAML that Helm could read; correct it'],
    ['- a: b', 'is no map of values, as Helm takes one; give a map: key: value'],
    ['foo', 'is no map of values, as Helm takes one; give a map: key: value'],
  ])('are not in the text %j, which is not repeated', (values, said) => {
    expect(told({ values })).toEqual([`ARO608 spec.source.helm.values: ${said}`]);
  });

  test.each(['{{ .values }}', 'controller: {{ toYaml .controller }}', '---\na: 1\n---\nb: 2', '# nothing', '{}', 'a: &a {b: 1}\nx-c: *a'])('may be in the text %j', (values) => {
    expect(told({ values }).filter((message) => !message.includes('is no value of'))).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a key that does nothing', { replicaCount: 2 }, 'warning'],
    ['a text that is true to a template, and says it', { installCRDs: 'true' }, 'warning'],
    ['a number for a switch', { installCRDs: 0 }, 'warning'],
    ['what is empty', { controller: { tolerations: {} } }, 'warning'],
    ['a text that is true to a template, and says no', { installCRDs: 'No' }, 'error'],
    ['a text in place of a map', { controller: { resources: 'small' } }, 'error'],
    ['nothing in place of a part', { dashboard: false }, 'error'],
  ])('tell of %s', (_, valuesObject, severity) => {
    const found = checkManifests([release({ valuesObject })]).filter(({ id }) => id === 'ARO608');
    expect(found.map((finding) => finding.severity)).toEqual([severity]);
  });

  test.each<[string, object]>([
    ['are those of the chart', { valuesObject: { dashboard: { enabled: true }, controller: { replicas: '2', nodeSelector: { any: 'thing' } } } }],
    ['may be filled in', { valuesObject: { installCRDs: '{{crds}}', controller: { replicas: '${REPLICAS}' }, '{{key}}': 1 } }],
    ['may take away what the chart has', { values: 'controller:\n  resources: null\n' }],
    ['may be null in an object', { valuesObject: { replicaCount: null } }],
    ['do not count beside an object', { values: 'replicaCount: 2\n', valuesObject: {} }],
    ['may be in files', { valueFiles: ['values.yaml'] }],
    ['may be filled in by a plugin', { valuesObject: { controller: { replicas: '<path:secret/data/rollouts#replicas>', resources: 'ref+vault://a/b#/c' } } }],
    ['may have anchors', { values: 'x-labels: &labels { team: shop }\npodLabels: *labels\ncontroller:\n  x-none: 1\n' }],
  ])('%s', (_, content) => {
    expect(told(content)).toEqual([]);
  });

  test('are looked for in a text', () => {
    expect(told({ values: 'dashboard:\n  enabled: "no"\nreplicaCount: 2\n' })).toEqual([
      `ARO608 ${HELM}.values.dashboard.enabled: "no" is not a boolean, as it is in the chart; give true or false`,
      `ARO608 ${HELM}.values.replicaCount: ${UNKNOWN}; remove it`,
    ]);
  });

  test.each<[object, string[]]>([
    [{ name: 'dashboard.enabled', value: 'true' }, []],
    [{ name: 'dashboard.enabled', value: 'no' }, [`value: "no" ${NO_SWITCH}`]],
    [{ name: 'dashboard.enabled', value: 'false', forceString: true }, [`value: "false" ${NO_SWITCH}`]],
    [{ name: 'dashboard.enable', value: 'true' }, [`name: "dashboard.enable" ${UNKNOWN}; did you mean "enabled"?`]],
    [{ name: 'dashboard.enable', value: '{{a}}' }, [`name: "dashboard.enable" ${UNKNOWN}; did you mean "enabled"?`]],
    [{ name: 'dashboard', value: 'true' }, ['value: true is not a map, as it is in the chart; give enabled or readonly, for instance']],
    [{ name: 'controller.image.tag', value: '19' }, ['value: 19 is not a text, as it is in the chart; set forceString to true']],
    [{ name: 'controller.image.tag', value: '19', forceString: true }, []],
    [{ name: 'controller.image.tag', value: '1.9' }, []],
    [{ name: 'controller.extraArgs[0]', value: '--a' }, []],
    [{ name: 'controller.extraArgs', value: '{--a,--b}' }, []],
    [{ name: 'controller.nodeSelector.kubernetes\\.io/os', value: 'linux' }, []],
    [{ name: 'controller.replicas', value: '$ARGOCD_APP_NAME' }, []],
    [{ name: 'controller.replicas', value: 'null' }, []],
    [{ name: 'controller.replicas', value: '<path:secret/data/rollouts#replicas>' }, []],
    [{ name: 'controller.resources', value: 'small' }, ['value: is a text, and not a map, as it is in the chart; give a map: { … }']],
    [{ name: 'notifications.notifiers', value: '{a}' }, ['value: is a list, and not a map, as it is in the chart; give a map: { … }']],
    [{ name: 'notifications.secret.create', value: 'yes' }, ['value: is a text, and not a boolean, as it is in the chart; give true or false']],
    [{ name: '{{key}}', value: 'a' }, []],
    [{ name: '', value: 'a' }, []],
  ])('may be set by the parameter %j', (parameter, said) => {
    expect(told({ parameters: [parameter] })).toEqual(said.map((text) => `ARO608 ${HELM}.parameters[0].${text}`));
  });

  test('may be set by a file', () => {
    expect(told({ fileParameters: [{ name: 'controller.image.tag', path: 'a' }, { name: 'controler.image.tag', path: 'a' }] }))
      .toEqual([`ARO608 ${HELM}.fileParameters[1].name: "controler" ${UNKNOWN}; did you mean "controller"?`]);
  });

  test.each<[string, boolean]>([
    ['2.41.0', true], ['2.41.7', true], ['2.41.*', true], ['2.40.0', false], ['2.*', false], ['*', false], ['{{version}}', false],
  ])('are known for version %s: %s', (targetRevision, isKnown) => {
    const found = told({ valuesObject: { replicaCount: 2 } }, (source) => { source.targetRevision = targetRevision; });
    expect(found).toHaveLength(isKnown ? 1 : 0);
  });

  test.each<[string, string | undefined, boolean]>([
    ['ghcr.io/argoproj/argo-helm', 'argo-rollouts', true],
    ['oci://ghcr.io/argoproj/argo-helm/argo-rollouts', undefined, true],
    ['https://argoproj.github.io/argo-helm/', 'argo-rollouts', true],
    ['https://charts.example.com/argoproj.github.io/', 'argo-rollouts', false],
    ['https://argoproj.github.io/argo-helm', 'argo-cd', false],
  ])('are known for a chart of %s', (repoURL, name, isKnown) => {
    expect(told({ valuesObject: { replicaCount: 2 } }, (source) => {
      source.repoURL = repoURL;
      source.chart = name;
      source.path = name === undefined ? '.' : undefined;
    })).toHaveLength(isKnown ? 1 : 0);
  });

  test('are looked for in an ApplicationSet, unless it is patched', () => {
    const set = (change: (spec: any) => void): string[] => (
      messages({ set: chartSet({ replicaCount: 2 }, (_, { spec }) => { change(spec); }) })
    );
    expect(set(() => undefined)).toEqual([`ARO608 spec.template.spec.source.helm.valuesObject.replicaCount: ${UNKNOWN}; remove it`]);
    expect(set((spec) => { spec.templatePatch = 'spec: {}'; })).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['notifications.notifiers', 'service.slack: |\n  token: hunter2', 'a text, and not a map'],
    ['notifications.notifiers', ['token: hunter2'], 'a list, and not a map'],
    ['notifications.secret.items', 'slack-token: hunter2', 'a text, and not a map'],
    ['notifications.secret.create', 'hunter2', 'a text, and not a boolean'],
    ['notifications.configmap', 'hunter2', 'a text, and not a map'],
    ['notifications', 'token: hunter2', 'a text, and not a map'],
    ['controller.extraEnv', 'TOKEN=hunter2', 'a text, and not a list'],
    ['dashboard.extraEnv', { a: 'hunter2' }, 'a map, and not a list'],
    ['controller.podAnnotations', 'token: hunter2', 'a text, and not a map'],
    ['controller.podLabels', ['hunter2'], 'a list, and not a map'],
    ['controller.image.tag', { a: 'hunter2' }, 'a map, and not a text'],
    ['extraObjects', 'kind: Secret\nstringData: {a: hunter2}', 'a text, and not a list or map'],
  ])('tell no secret of any form: %s', (name, value, said) => {
    const values = name.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
    const found = checkManifests([release({ valuesObject: values })]);
    expect(JSON.stringify(found.map(({ manifest: _, ...finding }) => finding))).not.toContain('hunter2');
    expect(told({ valuesObject: values })).toEqual([expect.stringContaining(`${OBJECT}.${name}: is ${said}, as it is in the chart; give `)]);
    if (typeof value === 'string' && !value.includes('{')) {
      expect(told({ parameters: [{ name, value }] })).toEqual([expect.stringContaining(`${HELM}.parameters[0].value: is ${said}, as it is in the chart; give `)]);
    }
  });

  test.each([850, 3_000])('are not known where they are %d maps deep', (depth) => {
    const deep = JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));
    expect(told({ valuesObject: deep })).toEqual([]);
    expect(told({ values: JSON.stringify(deep) })).toEqual([]);
    expect(told({ parameters: [{ name: Array(depth).fill('a').join('.'), value: 'b' }] })).toEqual([]);
  });

  test('may be thousands of parameters', () => {
    const parameters = Array.from({ length: 8_000 }, (_, index) => ({ name: `controller.podAnnotations.k${index}${index % 2 === 0 ? '' : '.b'}`, value: 'x' }));
    expect(told({ parameters })).toEqual([]);
  });

  test('tell no secret that is of another kind than the chart has it', () => {
    const token = `xoxb-${'1'.repeat(12)}-abcdefgh`;
    expect(messages({ chart: release({ valuesObject: { controller: { replicas: token } } }) }).join('\n')).not.toContain(token);
    expect(messages({ chart: release({ parameters: [{ name: 'controller.replicas', value: token }] }) }).join('\n')).not.toContain(token);
  });
});

describe('ARO608: an extra object', () => {
  const FAULT = 'has {{ in it, which the chart takes for a template; write {{`{{`}} for it, or make the object outside the chart';
  const object = (text: unknown): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { text } });

  test.each(['{{args.host}}', 'on {{ $labels.pod }}', '{{ .rollout.metadata.name }}', '{{ range .items }}a{{ end }}', '{{', '{{ end }}'])('does not have %s', (text) => {
    expect(told({ valuesObject: { extraObjects: [object('a'), object(text)] } })).toEqual([`ARO608 ${OBJECT}.extraObjects[1]: ${FAULT}`]);
    expect(told({ valuesObject: { extraObjects: { settings: object(text) } } })).toEqual([`ARO608 ${OBJECT}.extraObjects.settings: ${FAULT}`]);
  });

  test.each([
    'a', '{{`{{args.host}}`}}', '{{ "{{" }}args.host}}', '{{ .Values.host }}', '{{ include "argo-rollouts.fullname" . }}', '{{ $.Release.Name }}',
    '{{ if .Values.host }}a{{ else }}b{{- end -}}', '{{- with .Values.host }}a{{ . }}{{ end }}', '{{ $host := .Values.host }}{{ $host }}', '${HOST}',
  ])('may have %s', (text) => {
    expect(told({ valuesObject: { extraObjects: [object(text)] } })).toEqual([]);
    expect(told({ values: `extraObjects:\n  - data: { text: ${JSON.stringify(text)} }\n` })).toEqual([]);
  });

  test('is looked for in a text of values, and warned of', () => {
    const values = 'extraObjects:\n  - |\n    kind: ConfigMap\n    data: { a: "{{args.host}}" }\n';
    expect(told({ values })).toEqual([`ARO608 ${HELM}.values.extraObjects[0]: ${FAULT}`]);
    expect(checkManifests([release({ values })]).filter(({ id }) => id === 'ARO608').map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('may have placeholders of a set, and is not judged for a chart that is not known', () => {
    const set = chartSet({ extraObjects: [object('{{name}}')] });
    expect(messages({ set }).filter((message) => message.startsWith('ARO608'))).toEqual([]);
    expect(told({ valuesObject: { extraObjects: [object('{{args.host}}')] } }, (source) => { source.targetRevision = '2.30.0'; })).toEqual([]);
  });
});
