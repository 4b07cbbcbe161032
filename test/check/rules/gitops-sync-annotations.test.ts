import { messages, unrouted } from '../fixtures';

function told(annotations: unknown): string[] {
  return messages({
    ...unrouted(), job: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop', annotations } },
  }).filter((message) => message.startsWith('ARO612'));
}

const at = (name: string): string => `metadata.annotations["${name}"]`;
const WAVE = 'argocd.argoproj.io/sync-wave';
const HOOK = 'argocd.argoproj.io/hook';
const POLICY = 'argocd.argoproj.io/hook-delete-policy';

describe('ARO612: a sync wave', () => {
  test.each(['0', '2', '-5', '+3', '007', '9223372036854775807', '-9223372036854775808', `+${'0'.repeat(40)}1`, '{{wave}}', '${WAVE}'])('may be %s', (wave) => {
    expect(told({ [WAVE]: wave })).toEqual([]);
  });

  test.each([
    ['first', 'give a whole number, as "-1" or "2"'],
    ['1.5', 'give a whole number, as "-1" or "2"'],
    ['', 'give a whole number, as "-1" or "2"'],
    [' 1', 'write "1"'],
    ['1_000', 'give a whole number, as "-1" or "2"'],
    ['9223372036854775808', 'give a whole number, as "-1" or "2"'],
    ['9'.repeat(30), 'give a whole number, as "-1" or "2"'],
  ])('is not %j', (wave, fix) => {
    expect(told({ [WAVE]: wave })).toEqual([
      `ARO612 ${at(WAVE)}: ${JSON.stringify(wave)} is no whole number, so that Argo CD takes it for wave 0; ${fix}`,
    ]);
  });
});

test('ARO612: a sync wave that is none leaves the weight of a hook of Helm', () => {
  expect(told({ [WAVE]: 'first', 'helm.sh/hook-weight': '5' }))
    .toEqual([`ARO612 ${at(WAVE)}: "first" is no whole number, so that Argo CD passes it over; give a whole number, as "-1" or "2"`]);
});

describe('ARO612: a hook', () => {
  test.each(['PreSync', 'Sync', 'PostSync', 'SyncFail', 'Skip', 'PreDelete', 'PostDelete', 'PreSync, PostSync', 'Sync,', '{{hook}}'])('may be %s', (hook) => {
    expect(told({ [HOOK]: hook })).toEqual([]);
  });

  test.each([
    ['PreSnc', 'did you mean "PreSync"?'],
    ['presync', 'did you mean "PreSync"?'],
    ['pre-install', 'did you mean "PreSync"?'],
    ['post-upgrade', 'did you mean "PostSync"?'],
    ['Before', 'write PreSync, Sync, PostSync, SyncFail, Skip, PreDelete or PostDelete'],
  ])('is not %s', (hook, fix) => {
    expect(told({ [HOOK]: hook })).toEqual([`ARO612 ${at(HOOK)}: "${hook}" is no hook of Argo CD, which then never applies the object; ${fix}`]);
  });

  test('is passed over beside another one', () => {
    const said = [`ARO612 ${at(HOOK)}: "PostSnc" is no hook of Argo CD, which passes it over; did you mean "PostSync"?`];
    expect(told({ [HOOK]: 'PreSync,PostSnc' })).toEqual(said);
    expect(told({ [HOOK]: 'PostSnc', 'helm.sh/hook': 'post-install' })).toEqual(said);
  });

  test('has a name', () => {
    expect(told({ [HOOK]: ' ,' })).toEqual([`ARO612 ${at(HOOK)}: names no hook, so that Argo CD never applies the object; remove it`]);
    expect(told({ [HOOK]: '', 'helm.sh/hook': 'post-install' })).toEqual([]);
  });

  test.each(['HookSucceeded', 'HookFailed', 'BeforeHookCreation', 'HookSucceeded,HookFailed', '', '{{policy}}'])('may be deleted by %j', (policy) => {
    expect(told({ [HOOK]: 'PreSync', [POLICY]: policy })).toEqual([]);
  });

  test.each([
    ['hook-succeeded', 'did you mean "HookSucceeded"?'],
    ['before-hook-creation', 'did you mean "BeforeHookCreation"?'],
    ['never', 'write HookSucceeded, HookFailed or BeforeHookCreation'],
  ])('is not deleted by %s', (policy, fix) => {
    expect(told({ [HOOK]: 'PreSync', [POLICY]: `HookFailed, ${policy}` }))
      .toEqual([`ARO612 ${at(POLICY)}: "${policy}" is no policy of Argo CD, which passes it over; ${fix}`]);
  });
});

test.each<[unknown]>([[undefined], [null], [[]], [7], [{ [WAVE]: 1, [HOOK]: [], [POLICY]: null }]])('ARO612: nothing is read of %j', (annotations) => {
  expect(told(annotations)).toEqual([]);
});
