import { SyncOptions } from '../../lib';
import { refusal } from '../support/synth';
import { applicationOf } from './support';

function refused(sync: SyncOptions): string {
  return refusal(() => applicationOf({ sync }));
}

test.each<[string, string]>([
  ['PrunePropagation=background', '"PrunePropagation=background" is no sync option of Argo CD; remove it, or name one of the options of Argo CD'],
  ['PrunePropagationPolice=background', '"PrunePropagationPolice=background" is no sync option of Argo CD; did you mean "PrunePropagationPolicy=background"?'],
  ['createNamespace=true', '"createNamespace=true" is no sync option of Argo CD; did you mean "CreateNamespace=true"?'],
  ['Validate', '"Validate" is not a value that Validate can have; write Validate=true or Validate=false'],
  ['Validate=no', '"Validate=no" is not a value that Validate can have; write Validate=true or Validate=false'],
  ['Prune=never', '"Prune=never" is not a value that Prune can have; write Prune=false or Prune=confirm or Prune=true'],
  ['PrunePropagationPolicy=true', '"PrunePropagationPolicy=true" is not a value that PrunePropagationPolicy can have; '
    + 'write PrunePropagationPolicy=foreground or PrunePropagationPolicy=background or PrunePropagationPolicy=orphan'],
  ['ServerSideDiff=true', '"ServerSideDiff=true" is an option of comparing, not of syncing; '
    + 'write it in the annotation argocd.argoproj.io/compare-options'],
  ['', '"" is no sync option of Argo CD; remove it, or name one of the options of Argo CD'],
  ['__proto__=true', '"__proto__=true" is no sync option of Argo CD; remove it, or name one of the options of Argo CD'],
])('the sync option %j is refused', (option, text) => {
  expect(refused({ options: [option] })).toBe(`[argocd/checkout] sync.options[0]: ${text}`);
});

test('sync options that contradict or repeat each other are refused, all at once', () => {
  expect(refused({ options: ['Prune=false', 'Validate=false', 'Prune=true', 'Validate=false'] })).toBe([
    '[argocd/checkout] sync.options[2]: "Prune=true" contradicts "Prune=false"; leave out one of them',
    '[argocd/checkout] sync.options[3]: "Validate=false" is given twice; leave out one of them',
  ].join('\n'));
});

test('a sync option that is a prop as well is said once', () => {
  expect(refused({ createNamespace: true, options: ['CreateNamespace=true'] }))
    .toBe('[argocd/checkout] sync.options[0]: "CreateNamespace=true" is said by `createNamespace` too; leave out one of them');
  expect(refused({ pruneLast: false, options: ['PruneLast=true'] }))
    .toBe('[argocd/checkout] sync.options[0]: "PruneLast=true" is said by `pruneLast` too; leave out one of them');
});

test('a sync option may be said in either way', () => {
  const { spec } = applicationOf({ sync: { options: ['CreateNamespace=true', 'Prune=confirm'], namespaceLabels: { team: 'shop' } } });
  expect(spec.syncPolicy).toEqual({
    managedNamespaceMetadata: { labels: { team: 'shop' } }, syncOptions: ['CreateNamespace=true', 'Prune=confirm'],
  });
});

test('a sync option may be filled in by an ApplicationSet', () => {
  expect(applicationOf({ sync: { options: ['Prune={{.prune}}', '{{.option}}=true'] } }).spec.syncPolicy.syncOptions)
    .toEqual(['Prune={{.prune}}', '{{.option}}=true']);
});

test.each<[any, string]>([
  [[undefined], 'sync.options[0]: is undefined; give options as Name=value'],
  [[null, 'Prune=false', 5], 'sync.options[0]: null is no text; give options as Name=value\n[argocd/checkout] sync.options[2]: 5 is no text; give options as Name=value'],
  [[{}], 'sync.options[0]: {} is no text; give options as Name=value'],
  ['Prune=false', 'sync.options: "Prune=false" is no list; give options as Name=value'],
  [5, 'sync.options: 5 is no list; give options as Name=value'],
  [{ CreateNamespace: true }, 'sync.options: {"CreateNamespace":true} is no list; give options as Name=value'],
])('sync options that are none are refused: %j', (options, text) => {
  expect(refused({ options })).toBe(`[argocd/checkout] ${text}`);
});
