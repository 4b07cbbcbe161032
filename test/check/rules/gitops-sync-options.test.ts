import { gitOps, messages, unrouted } from '../fixtures';

function told(syncOptions: unknown): string[] {
  const manifests = gitOps();
  manifests.application.spec.syncPolicy.syncOptions = syncOptions;
  return messages(manifests);
}

const PLACE = 'ARO604 spec.syncPolicy.syncOptions';

describe('ARO604: a sync option', () => {
  test.each([
    'ApplyOutOfSyncOnly=true', 'ClientSideApplyMigration=false', 'CreateNamespace=true', 'Delete=confirm', 'Delete=false', 'FailOnSharedResource=true',
    'Force=true', 'Prune=confirm', 'PruneLast=true', 'PrunePropagationPolicy=orphan', 'Replace=true', 'RespectIgnoreDifferences=false',
    'ServerSideApply=true', 'SkipDryRunOnMissingResource=true', 'Validate=false', '{{.option}}', 'Prune={{.prune}}', '${OPTION}',
  ])('may be %s', (option) => {
    expect(told([option])).toEqual([]);
  });

  test.each([
    ['CreateNamespaces=true', 'is no sync option of Argo CD; did you mean "CreateNamespace=true"?'],
    ['createNamespace=true', 'is no sync option of Argo CD; did you mean "CreateNamespace=true"?'],
    [' PruneLast=true', 'is no sync option of Argo CD; did you mean "PruneLast=true"?'],
    ['PruneLast: true', 'is no sync option of Argo CD; remove it, or name one of the options of Argo CD'],
    ['PruneLast', 'is not a value that PruneLast can have; write PruneLast=true or PruneLast=false'],
    ['PruneLast=True', 'is not a value that PruneLast can have; write PruneLast=true or PruneLast=false'],
    ['IgnoreExtraneous=true', 'is an option of comparing, not of syncing; write it in the annotation argocd.argoproj.io/compare-options'],
    ['', 'is no sync option of Argo CD; remove it, or name one of the options of Argo CD'],
    ['='.repeat(10_000), 'is no sync option of Argo CD; remove it, or name one of the options of Argo CD'],
  ])('is not %j', (option, said) => {
    const shown = option.length > 60 ? `${option.slice(0, 59)}…` : option;
    expect(told([option])).toEqual([`${PLACE}[0]: ${JSON.stringify(shown)} ${said}`]);
  });

  test('does not contradict another one, though it may say the same again', () => {
    expect(told(['Prune=false', 'Prune=true', 'CreateNamespace=true', 'CreateNamespace=true']))
      .toEqual([`${PLACE}[1]: "Prune=true" contradicts "Prune=false"; leave out one of them`]);
  });

  test('is looked for in the template of an ApplicationSet', () => {
    const { application: { metadata, spec }, ...manifests } = gitOps();
    spec.syncPolicy.syncOptions = ['PruneLst=true'];
    const template = { metadata: { name: '{{name}}' }, spec };
    const set = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata, spec: { generators: [{ clusters: {} }], template } };
    expect(messages({ ...manifests, set }))
      .toEqual(['ARO604 spec.template.spec.syncPolicy.syncOptions[0]: "PruneLst=true" is no sync option of Argo CD; did you mean "PruneLast=true"?']);
  });

  test('is none where there is no list of texts, which the schema tells of', () => {
    expect(told('PruneLst=true').filter((message) => message.startsWith('ARO6'))).toEqual([]);
    expect(told([7, null, {}]).filter((message) => message.startsWith('ARO6'))).toEqual([]);
  });
});

describe('ARO604: an option in an annotation', () => {
  const SYNC = 'argocd.argoproj.io/sync-options';
  const COMPARE = 'argocd.argoproj.io/compare-options';
  const of = (annotations: unknown): string[] => (
    messages({ ...unrouted(), settings: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop', annotations } } })
  );

  test.each<[unknown]>([
    [{ [SYNC]: 'Prune=false' }], [{ [SYNC]: 'Delete=confirm, Prune=confirm ,SkipDryRunOnMissingResource=true,' }], [{ [SYNC]: 'Force=true,Replace=true' }],
    [{ [SYNC]: '' }], [{ [SYNC]: 'Prune=false,Prune=false' }], [{ [SYNC]: '{{ .option }}' }], [{ [SYNC]: '${OPTION},Prune={{ .prune }}' }], [{ [SYNC]: '{{ join "," .options }}' }],
    [{ [COMPARE]: 'IgnoreExtraneous' }], [{ [COMPARE]: 'ServerSideDiff=true, IncludeMutationWebhook=true' }], [{ [COMPARE]: 'ServerSideDiff=false' }],
    [{ [COMPARE]: '{{ .option }}' }], [{ [COMPARE]: '' }], [{ [SYNC]: 7, [COMPARE]: [] }], [{ [SYNC]: null }], [null], [[]], [7], [undefined],
  ])('may be %j', (annotations) => {
    expect(of(annotations).filter((message) => message.startsWith('ARO6'))).toEqual([]);
  });

  test.each([
    [SYNC, 'Prune=flase', '"Prune=flase" is not a value that Prune can have; write Prune=false or Prune=confirm or Prune=true'],
    [SYNC, 'Replace=true, prune=false', '"prune=false" is no sync option of Argo CD; did you mean "Prune=false"?'],
    [SYNC, 'Prune', '"Prune" is not a value that Prune can have; write Prune=false or Prune=confirm or Prune=true'],
    [SYNC, 'Prune=false,Prune=true', '"Prune=true" contradicts "Prune=false"; leave out one of them'],
    [SYNC, 'IgnoreExtraneous', '"IgnoreExtraneous" is an option of comparing, not of syncing; write it in the annotation argocd.argoproj.io/compare-options'],
    [COMPARE, 'IgnoreExtraneos', '"IgnoreExtraneos" is no compare option of Argo CD, which passes it over; did you mean "IgnoreExtraneous"?'],
    [COMPARE, 'IgnoreExtraneous=true', '"IgnoreExtraneous=true" is no compare option of Argo CD, which passes it over; did you mean "IgnoreExtraneous"?'],
    [COMPARE, 'ServerSideDiff', '"ServerSideDiff" is no compare option of Argo CD, which passes it over; did you mean "ServerSideDiff=true"?'],
    [COMPARE, 'Prune=false', '"Prune=false" is an option of syncing, not of comparing; write it in the annotation argocd.argoproj.io/sync-options'],
    [
      COMPARE, 'never', '"never" is no compare option of Argo CD, which passes it over; '
        + 'write IgnoreExtraneous, IncludeMutationWebhook=true, IncludeMutationWebhook=false, ServerSideDiff=true or ServerSideDiff=false',
    ],
  ])('is not %s: %s', (name, value, said) => {
    expect(of({ [name]: value })).toEqual([`ARO604 metadata.annotations["${name}"]: ${said}`]);
  });

  test('is looked for in any object, and of any length', () => {
    const manifests = gitOps();
    manifests.application.metadata.annotations = { [COMPARE]: 'ServerSideDif=true' };
    expect(messages(manifests)).toEqual([
      `ARO604 metadata.annotations["${COMPARE}"]: "ServerSideDif=true" is no compare option of Argo CD, which passes it over; did you mean "ServerSideDiff=true"?`,
    ]);
    const { application: { metadata, spec }, ...others } = gitOps();
    const template = { metadata: { name: '{{name}}', annotations: { [COMPARE]: 'ServerSideDif=true' } }, spec };
    const set = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata: { ...metadata, annotations: {} }, spec: { generators: [{ clusters: {} }], template } };
    expect(messages({ ...others, set })).toEqual([
      `ARO604 spec.template.metadata.annotations["${COMPARE}"]: "ServerSideDif=true" is no compare option of Argo CD, which passes it over; `
      + 'did you mean "ServerSideDiff=true"?',
    ]);
    expect(of({ [SYNC]: 'a'.repeat(100_000), [COMPARE]: '='.repeat(100_000) })).toHaveLength(2);
  });
});
