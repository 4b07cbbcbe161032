import { chart, chartSet } from '../charts';
import { canary, gatewayApi, gitOps, Manifests, messages } from '../fixtures';

const ISTIO = 'virtualservices (networking.istio.io)';
const HELM = 'spec.source.helm';
const GATEWAY = 'argoproj-labs/gatewayAPI';

/** A release whose `helm` is that. */
function helm(content: object): Manifests {
  return chart({}, ({ source }) => { source.helm = content; });
}

function refused(place: string, shown = 'false'): string[] {
  return [`ARO410 ${place}: ${shown} does not let the controller get and update ${ISTIO}, which Rollout checkout needs; set it to true`];
}

function told(content: object): string[] {
  return messages({ ...canary(), chart: helm(content) });
}

function parameter(name: string, value?: unknown, forceString?: boolean): object {
  return { name, ...(value === undefined ? {} : { value }), ...(forceString === undefined ? {} : { forceString }) };
}

const OFF = 'providerRBAC:\n  providers:\n    istio: false\n';
const VALUE = `${HELM}.parameters[0].value`;
const ISTIO_KEY = 'providerRBAC.providers.istio';

describe('the values of a chart in a text', () => {
  test.each<[string, object, string[]]>([
    ['are read', { values: OFF }, refused(`${HELM}.values.${ISTIO_KEY}`)],
    ['are read as Helm reads them', { values: OFF.replace('false', 'off') }, refused(`${HELM}.values.${ISTIO_KEY}`)],
    ['may take away what the chart has', { values: OFF.replace('false', 'null') }, refused(`${HELM}.values.${ISTIO_KEY}`, 'null')],
    ['may say what the chart has', { values: OFF.replace('false', 'true') }, []],
    ['may be none', { values: '# nothing\n' }, []],
    ['may be in JSON', { values: '{"providerRBAC": {"enabled": false}}' }, refused(`${HELM}.values.providerRBAC.enabled`)],
    ['do not count beside an object', { values: OFF, valuesObject: {} }, []],
    ['count beside an empty text', { values: ' \n', valuesObject: { providerRBAC: { enabled: false } } }, refused(`${HELM}.valuesObject.providerRBAC.enabled`)],
    ['count over those of files', { values: OFF, valueFiles: ['prod.yaml'] }, []],
    ['may be cut off', { values: 'providerRBAC: null\n' }, []],
    ['are unknown where they are no YAML', { values: `${OFF}: [` }, []],
    ['are unknown where they are no map', { values: 'istio' }, []],
    ['are unknown where they are several documents', { values: `${OFF}---\n${OFF}` }, []],
    ['are unknown where a template writes them', { values: `${OFF}controller: {{ .Values.controller }}\n` }, []],
    ['are unknown where a template writes an element', { values: `${OFF}controller:\n  extraArgs:\n    - {{ .Values.argument }}\n` }, []],
    ['are unknown where a template writes a line', { values: `${OFF}{{- if .Values.dashboard }}\n` }, []],
    ['may have templates in texts', { values: `${OFF}notifications:\n  templates:\n    template.a: |\n      message: {{.rollout.metadata.name}}\n` }, refused(`${HELM}.values.${ISTIO_KEY}`)],
    ['may lie in themselves', { values: `&a\nproviderRBAC: { providers: { istio: false } }\nself: *a\n` }, []],
  ])('%s', (_, content, said) => {
    expect(told(content).filter((message) => message.startsWith('ARO410'))).toEqual(said);
  });

  test('may lie in themselves as an object, too', () => {
    const valuesObject: any = { providerRBAC: { enabled: false } };
    valuesObject.controller = valuesObject;
    expect(told({ valuesObject }).filter((message) => message.startsWith('ARO4'))).toEqual([]);
  });

  test('list plugins', () => {
    const values = `controller:\n  trafficRouterPlugins:\n    - name: ${GATEWAY}\n      location: file:///a\n`;
    expect(messages({ ...gatewayApi(), chart: helm({ values }) })).toEqual([]);
    expect(messages({ ...gatewayApi(), chart: helm({ values: values.replace('gatewayAPI', 'other') }) })).toHaveLength(1);
  });

  test('define triggers', () => {
    const manifests = canary();
    manifests.rollout.metadata.annotations = { 'notifications.argoproj.io/subscribe.on-green.slack': 'deployments' };
    const values = 'notifications:\n  notifiers:\n    service.slack: "token: $slack-token"\n  triggers:\n    trigger.on-purple: "- send: [purple]"\n  templates:\n    template.purple: "message: purple"\n';
    expect(messages({ ...manifests, chart: helm({ values }) })).toEqual([
      'ARO412 metadata.annotations["notifications.argoproj.io/subscribe.on-green.slack"]: names the trigger "on-green", which Application argo-rollouts does not define; define trigger.on-green there, or name another',
    ]);
  });

  test('of an ApplicationSet are unknown where they are filled in', () => {
    const set = (values: string): string[] => messages({ ...canary(), set: chartSet({}, ({ source }) => { source.helm = { values }; }) });
    expect(set(OFF)).toEqual(refused(`spec.template.spec.source.helm.values.${ISTIO_KEY}`));
    expect(set(OFF.replace('false', '"{{metadata.labels.istio}}"'))).toEqual([]);
    expect(set(`${OFF}nameOverride: 'r-{{name}}'\n`)).toEqual([]);
  });

  test('are looked at in two releases, which bring the CRDs twice', () => {
    const second = helm({ values: 'installCRDs: true\nclusterInstall: false\n' });
    second.metadata.name = 'second';
    second.spec.destination.namespace = 'second';
    const first = helm({ parameters: [parameter('clusterInstall', 'false')] });
    expect(messages({ first, second }).map((message) => message.slice(0, 6))).toEqual(['ARO415']);
    expect(messages({ first, second: { ...second, spec: { ...second.spec, source: { ...second.spec.source, helm: { values: 'installCRDs: false\nclusterInstall: false\n' } } } } }))
      .toEqual([]);
  });
});

describe('the parameters of a chart', () => {
  test.each<[string, unknown[], string[]]>([
    ['are read', [parameter(ISTIO_KEY, 'false')], refused(VALUE)],
    ['are read whatever their case', [parameter(ISTIO_KEY, 'False')], refused(VALUE)],
    ['may be 0', [parameter(ISTIO_KEY, '0')], refused(VALUE, '0')],
    ['may be nothing', [parameter(ISTIO_KEY, 'null')], refused(VALUE, 'null')],
    ['may be empty', [parameter(ISTIO_KEY)], refused(VALUE, '""')],
    ['may be true', [parameter(ISTIO_KEY, 'true')], []],
    ['are true as texts', [parameter(ISTIO_KEY, 'false', true)], []],
    ['count in their order', [parameter(ISTIO_KEY, 'true'), parameter(ISTIO_KEY, 'false')], refused(`${HELM}.parameters[1].value`)],
    ['count last as texts', [parameter(ISTIO_KEY, '', true), parameter(ISTIO_KEY, 'true')], refused(VALUE, '""')],
    ['are unknown where Argo CD fills them in', [parameter(ISTIO_KEY, '$ARGOCD_APP_NAME')], []],
    ['are unknown where a set fills them in', [parameter(ISTIO_KEY, '{{istio}}')], []],
    ['are unknown where they have no text', [parameter(ISTIO_KEY, false)], []],
    ['may set anything where their name is filled in', [parameter('{{name}}', 'a'), parameter(ISTIO_KEY, 'false')], []],
    ['may set anything where their name is no name', [parameter('a,b', 'a'), parameter(ISTIO_KEY, 'false')], []],
    ['are unknown where they dispute', [parameter('providerRBAC', 'a'), parameter(ISTIO_KEY, 'false')], []],
    ['know nothing of other names', [parameter('providerRBAC.providers.istio\\.io', 'false'), parameter('providerRBAC.providers.istioX', 'false')], []],
  ])('%s', (_, parameters, said) => {
    expect(told({ parameters }).filter((message) => message.startsWith('ARO410'))).toEqual(said);
  });

  test('win over the values', () => {
    expect(told({ values: OFF, parameters: [parameter(ISTIO_KEY, 'true')] })).toEqual([]);
    expect(told({ valuesObject: { providerRBAC: { providers: { istio: true } } }, parameters: [parameter(ISTIO_KEY, 'false')] })).toEqual(refused(VALUE));
    expect(told({ valueFiles: ['prod.yaml'], parameters: [parameter('providerRBAC.enabled', 'true'), parameter(ISTIO_KEY, 'false')] })).toEqual([]);
  });

  test('are unknown where they are files', () => {
    expect(told({ values: OFF, fileParameters: [{ name: ISTIO_KEY, path: 'istio.txt' }] })).toEqual([]);
    expect(told({ values: OFF, fileParameters: [{ name: 'controller.extraEnv', path: 'env.txt' }] })).toEqual(refused(`${HELM}.values.${ISTIO_KEY}`));
  });

  test('list plugins', () => {
    const list = (...parameters: object[]): string[] => messages({ ...gatewayApi(), chart: helm({ parameters }) });
    const name = 'controller.trafficRouterPlugins[0].name';
    const location = parameter(name.replace('name', 'location'), 'file:///a');
    expect(list(parameter(name, GATEWAY), location)).toEqual([]);
    expect(list(parameter(name, 'example/other'), location)).toEqual([
      `ARO409 spec.strategy.canary.trafficRouting.plugins["${GATEWAY}"]: is not among the trafficRouterPlugins of Application argo-rollouts; list it in the values of the chart`,
    ]);
    expect(list(parameter('controller.trafficRouterPlugins', '{a}'))).toEqual([
      'ARO614 spec.source.helm.parameters[0].value[0]: is no plugin, and the controller does not start; give its name and its location',
    ]);
    const inFiles = { valueFiles: ['prod.yaml'], parameters: [parameter(name, 'example/other')] };
    expect(messages({ ...gatewayApi(), chart: helm(inFiles) })).toEqual([]);
  });

  test('say where the controller is and what it watches', () => {
    const second = helm({ parameters: [parameter('namespaceOverride', 'argo-rollouts'), parameter('controller.extraArgs', '{--instance-id=b}'), parameter('installCRDs', 'false')] });
    second.metadata.name = 'second';
    second.spec.destination.namespace = 'second';
    expect(messages({ first: chart(), second })).toEqual([]);
    second.spec.source.helm.parameters[1].value = '{--metricsport=1}';
    expect(messages({ first: chart(), second }).map((message) => message.slice(0, 6))).toEqual(['ARO414']);
  });

  test('are none where Argo CD would find none', () => {
    const { application } = gitOps();
    application.spec.source.helm = { parameters: [null, 7, {}, { name: '' }], fileParameters: [null], values: 7 };
    expect(messages({ ...gitOps(), application }).filter((message) => message.startsWith('ARO4'))).toEqual([]);
    expect(told({ parameters: [null, 7, {}, { name: '' }], fileParameters: [null], values: 7 }).filter((message) => message.startsWith('ARO4'))).toEqual([]);
  });
});
