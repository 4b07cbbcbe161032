import { checkManifests } from '../../../lib/check';
import { messages } from '../fixtures';

const LIST = { list: { elements: [{ cluster: 'staging', tier: 'a' }, { cluster: 'prod' }] } };
const CLUSTERS = { clusters: {} };
const FOLDERS = { git: { repoURL: 'https://git.example.com/shop.git', revision: 'main', directories: [{ path: 'apps/*' }] } };
const FILES = { git: { repoURL: 'https://git.example.com/shop.git', revision: 'main', files: [{ path: 'apps/*.yaml' }] } };

/** An ApplicationSet whose text is that. */
function setOf(text: string, generators: unknown, more: object = {}, spec: object = {}): any {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'shop', namespace: 'argocd' },
    spec: {
      generators,
      template: {
        metadata: { name: 'shop', annotations: { text } },
        spec: {
          project: 'default',
          source: { repoURL: 'https://git.example.com/shop.git', path: 'dist', targetRevision: 'main' },
          destination: { name: 'in-cluster', namespace: 'shop' },
          ...spec,
        },
      },
      ...more,
    },
  };
}

const GO = { goTemplate: true, goTemplateOptions: ['missingkey=error'] };
const LENIENT = { goTemplate: true };
const PLACE = 'ARO611 spec.template.metadata.annotations.text:';

function told(text: string, more: object, ...generators: unknown[]): string[] {
  return messages({ set: setOf(text, generators.length === 0 ? [LIST] : generators, more) });
}

/** A set without Go templates whose Applications go to the cluster of that name. */
function plainSet(name: string, generator: unknown = LIST, more: object = {}): any {
  return setOf('', [generator], more, { destination: { name, namespace: 'shop' } });
}

/** What ARO611 says of a set without Go templates, for which further fields of a source have that text. */
function foreign(text: string, source: object): string[] {
  const git = { repoURL: 'https://git.example.com/shop.git', path: 'dist', targetRevision: 'main' };
  return messages({ set: setOf(text, [LIST], {}, { source: { ...git, ...source } }) }).filter((message) => message.startsWith('ARO611'));
}

describe('ARO611: a Go template', () => {
  test.each([
    '{{.cluster}}', '{{ .cluster | upper }}', '{{- .cluster -}}', '{{index . "cluster"}}', '{{ if eq .cluster "prod" }}{{ .tier }}{{ end }}',
    '{{ if hasKey . "tier" }}{{ .tier }}{{ end }}', '{{ range .things }}{{ .x }}{{ end }}', '{{ with .cluster }}{{ .x }}{{ end }}', '{{ $x := .cluster }}{{ $x.y }}',
    '{{ or .cluster .tier }}', '{{ "{{.x}}" }}', '{{`{{.x}}`}}', '{{/* .x and "a */}}', '{{ now }}', '{{"{{args.x}}"}}', '{{ dig "tier" "none" . }}', 'no }} placeholder', '{{ toJson . }}',
  ])('may be %s', (text) => {
    expect(told(text, GO)).toEqual([]);
    expect(told(text, LENIENT)).toEqual([]);
  });

  test.each([
    ['{{.clutser}}', '"{{.clutser}}" uses clutser, which a generator does not make; did you mean "cluster"?'],
    ['a {{ .tier | default "a" }}', '"{{ .tier | default \\"a\\" }}" uses tier, which a generator does not make; use what it makes: cluster'],
    ['{{ if .tier }}a{{ end }}', '"{{ if .tier }}" uses tier, which a generator does not make; use what it makes: cluster'],
    ['{{ printf "%s-%s" .cluster .url }}', '"{{ printf \\"%s-%s\\" .cluster .url }}" uses url, which a generator does not make; use what it makes: cluster'],
    ['{{cluster}}', '"{{cluster}}" is not a parameter in a Go template; write {{.cluster}}'],
    ['{{args.x}}', '"{{args.x}}" is not a parameter in a Go template; write {{"{{args.x}}"}}, if it is for something else'],
    [
      '{{ if eq .cluster "a" }}{{ .tier }}{{ else }}{{ .url }}{{ end }}{{ .team }}',
      '"{{ .team }}" uses team, which a generator does not make; use what it makes: cluster',
    ],
    ['{{.metadata.labels.my-label}}', '"{{.metadata.labels.my-label}}" has a - in a name, which a Go template does not take; write {{index . "metadata" "labels" "my-label"}}'],
    ['{{.cluster}', 'has {{ without }}; close it, as in {{.name}}'],
  ])('is not %s', (text, said) => {
    expect(told(text, GO)).toEqual([`${PLACE} ${said}`]);
  });

  test.each([
    ['{{.clutser}}', ['warning']],
    ['{{ .tier }}', ['warning']],
    ['{{ .tier | default "a" }}', []],
    ['{{ if .tier }}{{ .tier }}{{ end }}', []],
    ['{{ .tier }}{{ if .cluster }}a{{ end }}', ['warning']],
    ['{{cluster}}', ['error']],
    ['{{.a-b}}', ['error']],
    ['{{', ['error']],
  ])('is judged with less certainty where what is missing is no error: %s', (text, severities) => {
    expect(checkManifests([setOf(text, [LIST], LENIENT)]).map(({ severity }) => severity)).toEqual(severities);
  });

  test('is an error where what is missing is one', () => {
    expect(checkManifests([setOf('{{.clutser}}', [LIST], GO)]).map(({ severity }) => severity)).toEqual(['error']);
  });
});

describe('ARO611: a template that is none of Go', () => {
  test.each([
    '{{cluster}}', '{{ cluster }}', '{{.rollout.metadata.name}}', '{{ $labels.pod }}', '{{ "a" }}', '{{cluster | upper}}', '{{}}', '{{', '{{.Values.x}}',
  ])('may be %s', (text) => {
    expect(messages({ set: plainSet(text) })).toEqual([]);
    expect(told(text, {})).toEqual([]);
  });

  test.each([
    ['{{clutser}}', '"{{clutser}}" uses clutser, which a generator does not make; did you mean "cluster"?'],
    ['{{url}}', '"{{url}}" uses url, which a generator does not make; use what it makes: cluster'],
    ['{{.cluster}}', '"{{.cluster}}" is a parameter in a Go template, which the set does not have without `goTemplate: true`; write {{cluster}}'],
  ])('is not %s', (text, said) => {
    expect(messages({ set: plainSet(text) })).toEqual([`ARO611 spec.template.spec.destination.name: ${said}`]);
    expect(checkManifests([plainSet(text)]).map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('says so where a set says itself that it is none', () => {
    expect(messages({ set: plainSet('{{.cluster}}', LIST, { goTemplate: false }) })).toEqual([
      'ARO611 spec.template.spec.destination.name: "{{.cluster}}" is a parameter in a Go template, which `goTemplate: false` says it is not; '
      + 'write {{cluster}}',
    ]);
  });

  test('is none, whatever the generator makes', () => {
    expect(messages({ set: plainSet('{{.number}}', { pullRequest: {} }) }).filter((message) => message.startsWith('ARO611'))).toEqual([
      'ARO611 spec.template.spec.destination.name: "{{.number}}" is a parameter in a Go template, which the set does not have without '
      + '`goTemplate: true`; write {{number}}',
    ]);
  });

  test.each<[string, (text: string) => string[]]>([
    ['annotations', (text) => foreign(text, {})],
    ['patches of Kustomize', (text) => foreign('', { kustomize: { patches: [{ patch: `query: sum(${text})` }] } })],
    ['annotations of Kustomize', (text) => foreign('', { kustomize: { commonAnnotations: { 'example.com/text': text } } })],
    ['variables of Jsonnet', (text) => foreign('', { directory: { jsonnet: { extVars: [{ name: 'a', value: text }] } } })],
    ['values of a chart', (text) => foreign('', { helm: { valuesObject: { text } } })],
    ['a plugin', (text) => foreign('', { plugin: { env: [{ name: 'A', value: text }] } })],
    ['information', (text) => messages({ set: setOf('', [LIST], {}, { info: [{ name: 'text', value: text }] }) })],
    ['annotations of the namespace', (text) => messages({
      set: setOf('', [LIST], {}, { syncPolicy: { managedNamespaceMetadata: { annotations: { text } }, syncOptions: ['CreateNamespace=true'] } }),
    })],
  ])('may have placeholders for something else: %s', (_, said) => {
    expect(['{{args.service-name}}', '{{pod}}', '{{ app.metadata.name }}', '{{ .cluster }}', '{{.Values.cluster}}'].flatMap(said)).toEqual([]);
    expect(said('{{clustr}}')).toHaveLength(1);
  });

  test('is not thought to mean a name of a letter or two', () => {
    const set = setOf('{{b}}{{ie}}{{id1}}', [{ list: { elements: [{ a: '1', id: '2' }] } }]);
    expect(messages({ set })).toEqual([]);
  });

  test('may have placeholders of a chart, but for one that is nearly a parameter', () => {
    const values = (text: string): string[] => messages({
      set: setOf('', [LIST], {}, { source: { repoURL: 'https://charts.example.com', chart: 'shop', targetRevision: '1.0.0', helm: { values: text } } }),
    });
    expect(values('message: "{{instance}} is down"')).toEqual([]);
    expect(values('cluster: "{{clustr}}"')).toEqual([
      'ARO611 spec.template.spec.source.helm.values: "{{clustr}}" uses clustr, which a generator does not make; did you mean "cluster"?',
    ]);
  });
});

describe('ARO611: the parameters', () => {
  test.each<[string, object, string, string | undefined]>([
    ['of clusters', CLUSTERS, '{{.nameNormalized}}{{.metadata.labels.tier}}{{.metadata.annotations.x}}', undefined],
    ['of clusters', CLUSTERS, '{{.cluster}}', 'cluster'],
    ['of a flat list of clusters', { clusters: { flatList: true } }, '{{.cluster}}', undefined],
    ['of folders', FOLDERS, '{{.path.basename}}{{index .path.segments 1}}', undefined],
    ['of folders', FOLDERS, '{{.basename}}', 'basename'],
    ['of folders under another name', { git: { ...FOLDERS.git, pathParamPrefix: 'app' } }, '{{.app.path}}', undefined],
    ['of files', FILES, '{{.anything}}', undefined],
    ['of a matrix', { matrix: { generators: [LIST, CLUSTERS] } }, '{{.cluster}}{{.server}}', undefined],
    ['of a matrix', { matrix: { generators: [LIST, CLUSTERS] } }, '{{.path}}', 'path'],
    ['of a matrix with files', { matrix: { generators: [LIST, FILES] } }, '{{.path.filename}}{{.anything}}', undefined],
    ['of a merge', { merge: { mergeKeys: ['cluster'], generators: [LIST, LIST] } }, '{{.anything}}', undefined],
    ['of pull requests', { pullRequest: {} }, '{{.number}}', undefined],
    ['of a service', { scmProvider: {} }, '{{.repository}}', undefined],
    ['of a plugin', { plugin: { configMapRef: { name: 'a' } } }, '{{.anything}}', undefined],
    ['of somebody', { clusterDecisionResource: {} }, '{{.anything}}', undefined],
    ['of a list in a text', { list: { elementsYaml: '[]' } }, '{{.anything}}', undefined],
    ['of an empty list', { list: { elements: [] } }, '{{.anything}}', undefined],
    ['of what is selected', { ...LIST, selector: { matchLabels: { tier: 'a' } } }, '{{.clutser}}', 'clutser'],
    ['of what is selected', { ...LIST, selector: { matchLabels: { tier: 'a' } } }, '{{.cluster}}{{.tier}}', undefined],
    ['of what is selected in a matrix', { matrix: { generators: [{ ...LIST, selector: { matchLabels: { tier: 'a' } } }, CLUSTERS] } }, '{{.tier}}', undefined],
    ['of what is selected of a matrix', { matrix: { generators: [LIST, CLUSTERS] }, selector: { matchLabels: { tier: 'a' } } }, '{{.tier}}', undefined],
    ['of what is selected of a matrix', { matrix: { generators: [LIST, CLUSTERS] }, selector: { matchLabels: { tier: 'a' } } }, '{{.url}}', 'url'],
    ['of two at once', { ...LIST, ...CLUSTERS }, '{{.anything}}', undefined],
  ])('%s are known as far as they can be', (_, generator, text, missing) => {
    const found = told(text, GO, generator).filter((message) => message.startsWith('ARO611'));
    expect(found.map((message) => / uses (\w+),/.exec(message)?.[1])).toEqual(missing === undefined ? [] : [missing]);
  });

  test('are those of each generator', () => {
    expect(told('{{.cluster}}', GO, LIST, CLUSTERS)).toEqual([
      `${PLACE} "{{.cluster}}" uses cluster, which a generator does not make; use what it makes: name, nameNormalized, server, project, metadata, values`,
    ]);
    expect(told('{{.cluster}}', GO, LIST, FILES)).toEqual([]);
  });

  test('are asked for in all texts, each once', () => {
    const set = setOf('{{.a}}{{.b}}', [LIST], GO, { destination: { name: '{{.cluster}}', namespace: '{{.namespace}}' } });
    expect(messages({ set }).map((message) => message.slice(0, 60))).toEqual([
      'ARO611 spec.template.metadata.annotations.text: "{{.a}}" uses', 'ARO611 spec.template.spec.destination.namespace: "{{.namespa',
    ].map((message) => message.slice(0, 60)));
  });

  test('are not known where a generator has a template of its own', () => {
    const own = { list: { ...LIST.list, template: { metadata: { name: '{{.x}}' }, spec: {} } } };
    expect(told('{{.x}}', GO, own).filter((message) => message.startsWith('ARO611'))).toEqual([]);
  });

  test.each<[unknown]>([[undefined], [null], [[]], [[null]], [{}], [[{}]], [[{ list: null }]], [[{ list: { elements: [null, 7] } }]]])('are not known of %j', (generators) => {
    expect(messages({ set: setOf('{{.x}}', generators, GO) }).filter((message) => message.startsWith('ARO611'))).toEqual([]);
  });

  test('are looked for in no time, and in what lies in itself', () => {
    const endless = setOf('{{.clutser}}', [LIST], GO);
    endless.spec.template.spec.self = endless.spec.template;
    expect(messages({ endless }).filter((message) => message.startsWith('ARO611'))).toHaveLength(1);
    expect(told('{{.cluster}}'.repeat(20_000), GO)).toEqual([]);
    expect(told('{{'.repeat(20_000), GO)).toHaveLength(1);
    expect(told('{{ "'.repeat(20_000), GO)).toHaveLength(1);
    for (const part of ['{{', '{{ ', '{{ "', '{{ `', '{{ "\\', '{{ }', '{{{', '{{a}}{{', '{{ a.b', '{{.a-b']) {
      const long = part.repeat(200_000);
      const said = [told(long, GO), told(long, {}), messages({ set: plainSet(long) })].map((all) => all.length);
      expect(said).toEqual(part === '{{a}}{{' ? [1, 0, 1] : [1, 0, 0]);
    }
  });
});

describe('ARO611: what is in a parameter', () => {
  const VALUED = { clusters: { values: { tier: 'a', region: '{{.name}}' } } };
  const folders = (more: object): object => ({ git: { ...FOLDERS.git, ...more } });
  const files = (more: object): object => ({ git: { ...FILES.git, ...more } });
  const apps = (...elements: unknown[]): object => ({ list: { elements } });
  const matrix = (...generators: unknown[]): object => ({ matrix: { generators } });
  const said = (text: string, more: object, ...generators: unknown[]): string[] => told(text, more, ...generators).filter((message) => message.startsWith('ARO611'));

  test.each<[string, object, string]>([
    ['values of clusters', VALUED, '{{.values.tier}}{{.values.region}}{{ .values.tier | upper }}{{ index .values "x" }}'],
    ['values of folders', folders({ values: { tier: 'a' } }), '{{.values.tier}}'],
    ['a folder', FOLDERS, '{{.path.path}}{{.path.basename}}{{.path.basenameNormalized}}{{index .path.segments 0}}'],
    ['a file', FILES, '{{.path.path}}{{.path.basename}}{{.path.filename}}{{.path.filenameNormalized}}{{.values.x}}{{.metadata.x}}'],
    ['a folder or a file', { git: { ...FOLDERS.git, files: [{ path: 'a' }] } }, '{{.path.filename}}{{.values.x}}'],
    ['a folder under another name', folders({ pathParamPrefix: 'app' }), '{{.app.path.x}}{{.path.x}}'],
    ['metadata', CLUSTERS, '{{.metadata.labels}}{{ toJson .metadata }}{{ $.metadata.x }}'],
    ['maps of a list', apps({ app: { name: 'a', tier: 'b' } }, { app: { name: 'c' } }), '{{.app.name}}'],
    ['nothing of a list yet', apps({ app: null }, { app: '{{ .x }}' }), '{{.app.name}}'],
    ['maps that are filled in', apps({ app: { '{{ toYaml .x }}': null } }), '{{.app.name}}'],
    ['either of a matrix', matrix(VALUED, folders({ values: { team: 'x' } })), '{{.values.tier}}{{.values.team}}{{.path.basename}}{{.metadata.labels.x}}'],
    ['a matrix with files', matrix(VALUED, FILES), '{{.values.x}}{{.metadata.x}}{{.path.filename}}'],
    ['a matrix with pull requests', matrix(FOLDERS, { pullRequest: {} }), '{{.path.x}}'],
    ['what is guarded', VALUED, '{{ if hasKey .values "x" }}{{ .values.x }}{{ end }}'],
    ['what is selected', { ...apps({ app: { name: 'a' } }, { app: { tier: 'b' } }), selector: {} }, '{{.app.name}}{{.app.tier}}'],
    ['values that are one text', { clusters: { values: '{{ .Values.x }}' } }, '{{.values.x}}'],
  ])('may be %s', (_, generator, text) => {
    expect(said(text, GO, generator)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['{{.values.teir}}', VALUED, 'uses values.teir, which a generator does not make; did you mean "values.tier"?'],
    ['{{ .values.zone | upper }}', VALUED, 'uses values.zone, which a generator does not make; use what it makes: values.tier, values.region'],
    ['{{.values.tier}}', CLUSTERS, 'uses values.tier, which a generator does not make; add it to what the generator makes'],
    ['{{.values.tier}}', folders({ values: {} }), 'uses values.tier, which a generator does not make; add it to what the generator makes'],
    ['{{.values.x}}', files({ values: { tier: 'a' } }), 'uses values.x, which a generator does not make; use what it makes: values.tier'],
    ['{{.metadata.name}}', CLUSTERS, 'uses metadata.name, which a generator does not make; use what it makes: metadata.labels, metadata.annotations'],
    ['{{.metadata.label.tier}}', CLUSTERS, 'uses metadata.label, which a generator does not make; did you mean "metadata.labels"?'],
    ['{{.path.baseName}}', FOLDERS, 'uses path.baseName, which a generator does not make; did you mean "path.basename"?'],
    [
      '{{.path.filename}}', FOLDERS,
      'uses path.filename, which a generator does not make; use what it makes: path.path, path.basename, path.basenameNormalized, path.segments',
    ],
    ['{{.path.fileName}}', FILES, 'uses path.fileName, which a generator does not make; did you mean "path.filename"?'],
    ['{{.path}}', FOLDERS, 'is all of path, which is a map and no text; write {{.path.path}}'],
    ['{{ .values }}', VALUED, 'is all of values, which is a map and no text; use what is in it: values.tier, values.region'],
    ['{{.path[1]}}', FOLDERS, 'has [ ] behind a name, which a Go template does not take; write {{index .path.segments 1}}'],
    ['{{path[0]}}', FOLDERS, 'has [ ] behind a name, which a Go template does not take; write {{index .path.segments 0}}'],
    ['{{ .apps[2] }}', apps({ apps: [] }), 'has [ ] behind a name, which a Go template does not take; write {{index .apps 2}}'],
    ['{{.app.tier}}', apps({ app: { name: 'a', tier: 'b' } }, { app: { name: 'c' } }), 'uses app.tier, which a generator does not make; use what it makes: app.name'],
    ['{{.cluster.name}}', apps({ cluster: 'a' }), 'uses cluster.name, which a generator does not make; add it to what the generator makes'],
    ['{{.values.zone}}', matrix(VALUED, FOLDERS), 'uses values.zone, which a generator does not make; use what it makes: values.tier, values.region'],
    ['{{.path.fileNme}}', matrix(FOLDERS, FILES), 'uses path.fileNme, which a generator does not make; did you mean "path.filename"?'],
  ])('is not %s', (text, generator, fault) => {
    expect(said(text, GO, generator).map((message) => message.replace(/"[^ ]+"(?= is | uses | has )|"\{\{ \S+( \| \w+)? \}\}"/, '_'))).toEqual([`${PLACE} _ ${fault}`]);
  });

  test('is what each generator makes', () => {
    expect(said('{{.values.tier}}', GO, VALUED, CLUSTERS)).toEqual([
      `${PLACE} "{{.values.tier}}" uses values.tier, which a generator does not make; add it to what the generator makes`,
    ]);
  });

  test.each<[object, string, string[]]>([
    [GO, '{{.values.x}}', ['error']], [LENIENT, '{{.values.x}}', ['warning']], [LENIENT, '{{.values.x | upper}}', []],
    [GO, '{{.values}}', ['warning']], [LENIENT, '{{.path[0]}}', ['error']],
  ])('is judged as what is missing is: %j, %s', (more, text, severities) => {
    expect(checkManifests([setOf(text, [VALUED], more)]).filter(({ id }) => id === 'ARO611').map(({ severity }) => severity)).toEqual(severities);
  });

  test.each<[string, object]>([
    ['{{path}}', FOLDERS], ['{{path.basename}}', FOLDERS], ['{{path[0]}}', FOLDERS], ['{{path[12]}}', FOLDERS], ['{{path.basenameNormalized}}', FOLDERS],
    ['{{path.x}}', FILES], ['{{values.tier}}', VALUED], ['{{metadata.labels.example.com/tier}}', CLUSTERS], ['{{values.a.b}}', { clusters: { values: { 'a.b': 'c' } } }],
    ['{{values.tier}}', apps({ values: { tier: 'a' } })], ['{{app.name}}', apps({ 'app.name': 'a', app: 'b' })],
  ])('may be %s without Go templates', (name, generator) => {
    expect(messages({ set: plainSet(name, generator) })).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['{{path.segments}}', FOLDERS, 'uses path.segments, which a generator does not make; use what it makes: path.basename, path.basenameNormalized, path[0]'],
    ['{{path.path}}', FOLDERS, 'uses path.path, which a generator does not make; use what it makes: path.basename, path.basenameNormalized, path[0]'],
    ['{{path.basname}}', FOLDERS, 'uses path.basname, which a generator does not make; did you mean "path.basename"?'],
    ['{{values.teir}}', VALUED, 'uses values.teir, which a generator does not make; did you mean "values.tier"?'],
    ['{{values.tier}}', CLUSTERS, 'uses values.tier, which a generator does not make; add it to what the generator makes'],
    ['{{metadata.name}}', CLUSTERS, 'uses metadata.name, which a generator does not make; use what it makes: metadata.labels, metadata.annotations'],
    ['{{cluster[0]}}', LIST, 'uses cluster[0], which a generator does not make; add it to what the generator makes'],
  ])('is not %s without Go templates', (name, generator, fault) => {
    expect(messages({ set: plainSet(name, generator) })).toEqual([`ARO611 spec.template.spec.destination.name: "${name}" ${fault}`]);
  });

  test('may be for something else where a text may have other placeholders, but for what is nearly in it', () => {
    const values = (text: string): string[] => said(text, {}, folders({ values: { tier: 'a' } }));
    expect(values('{{path.dirname}}{{values.zone}}')).toEqual([]);
    expect(values('{{path.basenam}}')).toHaveLength(1);
  });

  test('is looked for in no time', () => {
    const elements = Array.from({ length: 2_000 }, (_, index) => ({ app: Object.fromEntries(Array.from({ length: 50 }, (__, key) => [`k${key}`, index])) }));
    expect(said('{{.app.k49}}', GO, apps(...elements))).toEqual([]);
    expect(said('{{.app.x}}'.repeat(10_000), GO, apps(...elements))).toHaveLength(1);
  });
});
