import { checkManifests } from '../../../lib/check';
import { chart, chartSet } from '../charts';
import { controller, messages } from '../fixtures';

const PLACE = 'ARO614 data.stepPlugins';
const NO_START = 'and the controller does not start';
const LOCATION = 'location: https://example.com/step';

/** What is said of a list of steps in the ConfigMap of the controller. */
function told(stepPlugins: unknown): string[] {
  const manifests = controller();
  manifests.config.data.stepPlugins = stepPlugins;
  return messages(manifests);
}

function entry(...fields: string[]): string {
  return `- ${fields.join('\n  ')}\n`;
}

describe('ARO614: a list of plugins in the ConfigMap', () => {
  test.each<[unknown]>([
    [entry('name: example/step', LOCATION)], [entry('name: example/step', LOCATION, 'sha256: abc', 'args: [a]', 'headersFrom: []', 'disabled: true')],
    [entry('Name: example/step', 'LOCATION: https://example.com/step', 'SHA256: abc')], [entry('name: example/step', LOCATION, 'description: a step', 'team: shop')],
    [entry('name: example/step', 'disabled: true')], [''], ['[]'], ['# none'], ['null'], [undefined], [null], [7], [{}], [[]],
    ['{{ .Values.plugins }}'], ['- {{ .Values.plugin }}'], ['- "{{ plugin }}"'], [entry('name: "{{ name }}"', LOCATION, '"{{ key }}": a')], ['{{- range .x }}\n- name: {{ . }}\n{{- end }}'],
    [entry('name: "{{ a }}"', LOCATION) + entry('name: "{{ a }}"', LOCATION)], ['- *a\n'], ['---\n- name: example/step\n---\n'],
    [`- {name: example/step, ${LOCATION}}`],
  ])('may be %j', (list) => {
    expect(told(list)).toEqual([]);
  });

  test.each<[string, string]>([
    [entry('nam: example/step', LOCATION), '[0].nam: is no field of a plugin, which the controller passes over; without name it does not start; did you mean "name"?'],
    [entry('name: example/step', 'locaton: file:///a'), '[0].locaton: is no field of a plugin, which the controller passes over; without location it does not start; did you mean "location"?'],
    [entry('name: example/step', 'url: file:///a'), '[0].url: is no field of a plugin, which the controller passes over; without location it does not start; did you mean "location"?'],
    [entry('name: example/step', LOCATION, 'sha: abc'), '[0].sha: is no field of a plugin, which the controller passes over; did you mean "sha256"?'],
    [entry('name: example/step', LOCATION, 'checksum: abc'), '[0].checksum: is no field of a plugin, which the controller passes over; did you mean "sha256"?'],
    [entry('name: example/step', LOCATION, 'sha265: abc'), '[0].sha265: is no field of a plugin, which the controller passes over; did you mean "sha256"?'],
    [entry('name: example/step', LOCATION, 'arg: [a]'), '[0].arg: is no field of a plugin, which the controller passes over; did you mean "args"?'],
    [entry('name: example/step'), `[0]: has no location, ${NO_START}; give the location of the plugin`],
    [entry('name: example/step', 'location:'), `[0]: has no location, ${NO_START}; give the location of the plugin`],
    [entry(LOCATION), `[0]: has no name, ${NO_START}; give the name of the plugin`],
    [entry('sha256: abc'), `[0]: has no name and no location, ${NO_START}; give the name and the location of the plugin`],
    ['- {}', `[0]: has no name and no location, ${NO_START}; give the name and the location of the plugin`],
    [`${entry('name: example/a', LOCATION)}- example/step\n`, `[1]: is no plugin, ${NO_START}; give its name and its location`],
    ['- null', `[0]: is no plugin, ${NO_START}; give its name and its location`],
    [
      entry('name: example/a', LOCATION) + entry('name: example/b', LOCATION) + entry('name: example/a', LOCATION),
      '[2].name: "example/a" is given twice, and the controller keeps one file under that name; leave out one of them',
    ],
    ['example/step', `: is no list of plugins, ${NO_START}; begin each plugin with \`- name: …\``],
    [`name: example/step\n${LOCATION}`, `: is no list of plugins, ${NO_START}; begin each plugin with \`- name: …\``],
    ['- name: example/step\n location: file:///a', `: is no YAML, ${NO_START}; correct it`],
  ])('is not %j', (list, said) => {
    expect(told(list)).toEqual([`${PLACE}${said}`]);
  });

  test('names each plugin once, and may name one of another list', () => {
    const manifests = controller();
    manifests.config.data.metricProviderPlugins = manifests.config.data.trafficRouterPlugins;
    expect(messages(manifests)).toEqual([]);
  });

  test.each<[string, string]>([
    [entry('nam: example/step', LOCATION), 'error'], [entry('name: example/step', LOCATION, 'sha: abc'), 'warning'], [entry(LOCATION), 'error'],
    [entry('name: example/a', LOCATION).repeat(2), 'warning'], ['a', 'error'],
  ])('is judged by what comes of it: %j', (list, severity) => {
    const manifests = controller();
    manifests.config.data.stepPlugins = list;
    expect(checkManifests(Object.values(manifests)).map((finding) => finding.severity)).toEqual([severity]);
  });

  test('is looked for in the ConfigMap of the controller only', () => {
    const manifests = controller();
    manifests.config.metadata.name = 'settings';
    manifests.config.data.stepPlugins = '- nam: a';
    expect(messages(manifests)).toEqual([]);
  });

  test('of thousands of plugins is read in no time', () => {
    expect(told(Array.from({ length: 3_000 }, (_, index) => entry(`name: example/step${index}`, LOCATION)).join(''))).toEqual([]);
    expect(told(entry(`${'a'.repeat(100_000)}: b`, 'name: example/step', LOCATION))).toEqual([]);
  });
});

describe('ARO614: a list of plugins in the values of the chart', () => {
  const OBJECT = 'spec.source.helm.valuesObject.controller.stepPlugins';
  const of = (controllerValues: object, change?: (spec: any) => void): string[] => (
    messages({ chart: chart({ controller: controllerValues }, change) }).filter((message) => message.startsWith('ARO614'))
  );

  test('says what the controller reads', () => {
    const stepPlugins = [{ name: 'example/step', locaton: 'file:///a' }, { name: 'example/b', location: 'file:///b', sha: 'abc' }, {}];
    expect(of({ stepPlugins })).toEqual([
      `ARO614 ${OBJECT}[0].locaton: is no field of a plugin, which the controller passes over; without location it does not start; did you mean "location"?`,
      `ARO614 ${OBJECT}[1].sha: is no field of a plugin, which the controller passes over; did you mean "sha256"?`,
      `ARO614 ${OBJECT}[2]: has no name and no location, ${NO_START}; give the name and the location of the plugin`,
    ]);
  });

  test('is looked for in a text of values, in an ApplicationSet, and in a version that is not known', () => {
    const helm = { values: 'controller:\n  stepPlugins:\n    - name: example/step\n' };
    const said = `has no location, ${NO_START}; give the location of the plugin`;
    expect(of({}, ({ source }) => { source.helm = helm; source.targetRevision = '2.30.0'; })).toEqual([`ARO614 spec.source.helm.values.controller.stepPlugins[0]: ${said}`]);
    const set = chartSet({ controller: { stepPlugins: [{ name: '{{name}}' }, { '{{name}}': 'a' }] } });
    expect(messages({ set }).filter((message) => message.startsWith('ARO614')))
      .toEqual([`ARO614 spec.template.spec.source.helm.valuesObject.controller.stepPlugins[0]: ${said}`]);
  });

  test.each<[string, object, ((spec: any) => void) | undefined]>([
    ['there is no ConfigMap', { createConfigmap: false, stepPlugins: [{}] }, undefined],
    ['it is no list', { stepPlugins: 'a' }, undefined],
    ['more of it may be in a file', {}, ({ source }) => {
      source.helm = { valueFiles: ['a.yaml'], parameters: [{ name: 'controller.stepPlugins[0].sha', value: 'a' }] };
    }],
  ])('is not judged where %s', (_, values, change) => {
    expect(of(values, change)).toEqual([]);
  });
});
