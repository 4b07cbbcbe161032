import { gitOps, messages } from '../fixtures';

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
