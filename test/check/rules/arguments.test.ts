import { canary, messages, messagesAlone, metric, template, together } from '../fixtures';

const STEP = 'spec.strategy.canary.steps[2].analysis';

describe('ARO203: an argument', () => {
  test('must be supplied where the template leaves it open', () => {
    const manifests = canary();
    delete manifests.rollout.spec.strategy.canary.steps[2].analysis.args;
    expect(messages(manifests)).toEqual([
      `ARO203 ${STEP}.args: lacks service, which AnalysisTemplate success-rate declares without a value; `
      + 'supply it in args (`withArguments`), or give it a value in the template',
    ]);
  });

  test.each([{ value: '' }, { valueFrom: { secretKeyRef: { name: 'token', key: 'token' } } }])('may have %j in the template', (given) => {
    const manifests = canary();
    delete manifests.rollout.spec.strategy.canary.steps[2].analysis.args;
    Object.assign(manifests.template.spec.args[0], given);
    expect(messages(manifests)).toEqual([]);
  });

  test('may have its value in another template of the same analysis', () => {
    const manifests = together(template('latency', [metric('latency')], [{ name: 'service', value: 'checkout' }]));
    delete manifests.rollout.spec.strategy.canary.steps[2].analysis.args;
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO204: a supplied argument', () => {
  function supplying(name: string): any {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.steps[2].analysis.args.push({ name, value: '5m' });
    return manifests;
  }

  test('that is misspelt is recognised', () => {
    expect(messages(supplying('windw'))).toEqual([
      `ARO204 ${STEP}.args[1].name: "windw" is declared by no template of this analysis; did you mean "window"?`,
    ]);
  });

  test('must be declared', () => {
    expect(messages(supplying('threshold'))).toEqual([
      `ARO204 ${STEP}.args[1].name: "threshold" is declared by no template of this analysis; `
      + 'remove it, or declare it in spec.args of the template',
    ]);
  });

  test('may be declared by a template that is elsewhere', () => {
    const manifests = supplying('threshold');
    manifests.rollout.spec.strategy.canary.steps[2].analysis.templates.push({ templateName: 'elsewhere' });
    expect(messagesAlone(manifests)).toEqual([]);
  });
});

describe('ARO205: an argument', () => {
  test('is supplied once', () => {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.steps[2].analysis.args.push({ name: 'service', value: 'cart' });
    expect(messages(manifests)).toEqual([`ARO205 ${STEP}.args[1].name: "service" is given twice; keep one of them`]);
  });

  test('is declared once', () => {
    const manifests = canary();
    manifests.template.spec.args.push({ name: 'window', value: '1m' });
    expect(messages(manifests)).toEqual(['ARO205 spec.args[2].name: "window" is given twice; keep one of them']);
  });

  test('is supplied with a value', () => {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.steps[2].analysis.args = [{ name: 'service' }];
    expect(messages(manifests))
      .toEqual([`ARO205 ${STEP}.args[0]: has neither value nor valueFrom; give it one of the two, or remove it`]);
  });

  test.each([
    ['supplied', (manifests: any) => manifests.rollout.spec.strategy.canary.steps[2].analysis.args[0], `${STEP}.args[0]`, { podTemplateHashValue: 'Latest' }],
    ['declared', (manifests: any) => manifests.template.spec.args[1], 'spec.args[1]', { secretKeyRef: { name: 'limits', key: 'window' } }],
  ])('is %s with one value', (_, find, field, valueFrom) => {
    const manifests = canary();
    find(manifests).valueFrom = valueFrom;
    expect(messages(manifests)).toEqual([`ARO205 ${field}: has both value and valueFrom; keep one of the two`]);
  });

  test('may be supplied as an empty text', () => {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.steps[2].analysis.args[0].value = '';
    expect(messages(manifests)).toEqual([]);
  });

  test('may come from the pods', () => {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.steps[2].analysis.args = [
      { name: 'service', valueFrom: { podTemplateHashValue: 'Latest' } },
    ];
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO206: a placeholder', () => {
  const QUERY = 'spec.metrics[0].provider.prometheus.query';

  function querying(query: string): any {
    const manifests = canary();
    manifests.template.spec.metrics[0].provider.prometheus.query = query;
    return manifests;
  }

  test.each(['{{args.service}}', '{{ args.service }}', '{{args.window }} and {{  args.service}}', 'x{ {{args.service}}}', '{{ .Values.query }}', '{{ include "query" . }}'])('%p is fine', (query) => {
    expect(messages(querying(query))).toEqual([]);
  });

  test.each([
    ['{{args.servce}}', `uses argument "servce", which the template does not declare; did you mean "service"?`],
    ['a {{ args.threshold }} b', 'uses argument "threshold", which the template does not declare; declare it in spec.args (`args`)'],
  ])('%p is not declared', (query, said) => {
    expect(messages(querying(query))).toEqual([`ARO206 ${QUERY}: ${said}`]);
  });

  const OTHERWISE = 'write {{args.name}}, and declare the argument in spec.args';

  test.each([
    ['{{arg.service}}', 'write {{args.service}}'],
    ['{{inputs.service}}', 'write {{args.service}}'],
    ['{{ inputs.parameters.service }}', 'write {{args.service}}'],
    ['{{Args.service}}', 'write {{args.service}}'],
    ['{{service}}', 'write {{args.service}}'],
    ['{{.args.service}}', 'write {{args.service}}'],
    ['{{ .args.service }}', 'write {{args.service}}'],
    ['{{.args.hash}}', OTHERWISE],
    ['{{other}}', OTHERWISE],
    ['{{}}', OTHERWISE],
    ['x{{{ args.service }}}', 'put a space between the single brace and the placeholder: it reads the first two braces as one'],
    ['x{{{args.service}}}', 'put a space between the single brace and the placeholder: it reads the first two braces as one'],
  ])('%p is filled in by nobody', (query, fix) => {
    const tag = /\{\{.*?\}\}/.exec(query)?.[0] ?? '';
    expect(messages(querying(query)).filter((message) => message.startsWith('ARO2')))
      .toEqual([`ARO206 ${QUERY}: has the placeholder ${JSON.stringify(tag)}, which the controller cannot fill in; ${fix}`]);
  });

  test('is not as templates of Go have it, in a Job or an argument', () => {
    const manifests = canary();
    const job = { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a', args: ['{{.args.service}}'] }] } }, backoffLimit: 0 } };
    manifests.template.spec.metrics.push({ name: 'job', provider: { job } });
    manifests.template.spec.args.push({ name: 'path', value: '/{{ .args.service }}' });
    const [supplied] = manifests.rollout.spec.strategy.canary.steps[2].analysis.args;
    supplied.value = '{{.args.other}}';
    delete supplied.valueFrom;
    const fix = 'give the value itself: no argument is filled in from another';
    expect(messages(manifests).filter((message) => message.startsWith('ARO206'))).toEqual([
      `ARO206 spec.strategy.canary.steps[2].analysis.args[0].value: has the placeholder "{{.args.other}}", which the controller does not fill in; ${fix}`,
      'ARO206 spec.metrics[1].provider.job.spec.template.spec.containers[0].args[0]: has the placeholder "{{.args.service}}", which the controller cannot fill in; write {{args.service}}',
      `ARO206 spec.args[${manifests.template.spec.args.length - 1}].value: has the placeholder "{{ .args.service }}", which the controller does not fill in; ${fix}`,
    ]);
  });

  test('ends', () => {
    const manifests = canary();
    manifests.template.spec.metrics[0].provider.prometheus.address = 'http://{{args.service}:9090';
    expect(messages(manifests))
      .toEqual(['ARO206 spec.metrics[0].provider.prometheus.address: has a placeholder that does not end; close it, as in {{args.name}}']);
  });

  test('is told of once in a text', () => {
    expect(messages(querying('{{other}} + {{ other }} + {{args.service}}'))).toHaveLength(1);
  });

  test('is found in a list and under any key', () => {
    const manifests = canary();
    const labels = { 'sidecar.istio.io/inject': 'false', 'example.com/path': '{{args.path}}' };
    const containers = [{ name: 'main', image: 'load', args: ['ok', '{{args.path}}'] }];
    const pods = { metadata: { labels }, spec: { restartPolicy: 'Never', containers } };
    manifests.template.spec.metrics.push({
      name: 'warm-up',
      provider: { job: { spec: { activeDeadlineSeconds: 600, backoffLimit: 1, template: pods } } },
    });
    const said = 'uses argument "path", which the template does not declare; declare it in spec.args (`args`)';
    const path = 'spec.metrics[1].provider.job.spec.template';
    expect(messages(manifests)).toEqual([
      `ARO206 ${path}.metadata.labels["example.com/path"]: ${said}`,
      `ARO206 ${path}.spec.containers[0].args[1]: ${said}`,
    ]);
  });
});
