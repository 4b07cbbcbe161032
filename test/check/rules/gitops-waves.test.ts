import { blueGreen, canary, gitOps, messages, migration, subsets } from '../fixtures';
import type { Manifests } from '../objects';

const WAVE = 'argocd.argoproj.io/sync-wave';

/** The object with an annotation. */
function annotate(manifest: any, value: string, name = WAVE): void {
  manifest.metadata.annotations = { ...manifest.metadata.annotations, [name]: value };
}

function inWave(manifests: Manifests, name: string, wave: string): Manifests {
  annotate(manifests[name], wave);
  return manifests;
}

function later(wave: string, than = 0): string[] {
  return [
    `ARO607 metadata.annotations["${WAVE}"]: "${wave}" is a later wave than ${than}, that of Rollout checkout, which needs it to become healthy; `
    + 'put it into the wave of the Rollout, or into an earlier one',
  ];
}

describe('ARO607: what a Rollout needs', () => {
  test.each<[string, Manifests]>([
    ['stable', canary()], ['canary', canary()], ['virtualService', canary()], ['template', canary()],
    ['destinationRule', subsets()], ['active', blueGreen()], ['preview', blueGreen()], ['warmUp', blueGreen()], ['deployment', migration()],
  ])('is not in a later wave: %s', (name, manifests) => {
    expect(messages(inWave(manifests, name, '1'))).toEqual(later('1'));
  });

  test('may be in the same wave, or in an earlier one', () => {
    const manifests = inWave(inWave(inWave(canary(), 'rollout', '2'), 'template', '2'), 'stable', '-1');
    expect(messages(manifests)).toEqual([]);
    annotate(manifests.template, '3');
    expect(messages(manifests)).toEqual(later('3', 2));
  });

  test('is not after the sync', () => {
    const manifests = canary();
    annotate(manifests.stable, 'PostSync', 'argocd.argoproj.io/hook');
    expect(messages(manifests)).toEqual([
      'ARO607 metadata.annotations["argocd.argoproj.io/hook"]: "PostSync" has it applied after the sync, and Rollout checkout needs it to become '
      + 'healthy; remove the hook',
    ]);
    annotate(manifests.stable, 'PreSync, PostSync', 'argocd.argoproj.io/hook');
    annotate(manifests.stable, '5');
    expect(messages(manifests)).toEqual([]);
  });

  test('is told of by the Rollout where nothing else names a wave', () => {
    const said = (names: string): string[] => [
      `ARO607 metadata.annotations["${WAVE}"]: "-1" is an earlier wave than 0, that of ${names}, which it needs to become healthy; `
      + 'give them this wave or an earlier one',
    ];
    const manifests = inWave(canary(), 'rollout', '-1');
    expect(messages(manifests)).toEqual(said('Service checkout-stable, Service checkout-canary, VirtualService checkout and 1 more'));
    annotate(manifests.template, '-2');
    annotate(manifests.virtualService, '-1');
    expect(messages(manifests)).toEqual(said('Service checkout-stable and Service checkout-canary'));
  });

  test.each<[object, boolean]>([
    [{ volumes: [{ name: 'a', configMap: { name: 'settings-6k4b7g5h9c' } }] }, true],
    [{ volumes: [{ name: 'a', configMap: { name: 'settings-6k4b7g5h9c', optional: true } }] }, false],
    [{ volumes: [{ name: 'a', projected: { sources: [{ configMap: { name: 'settings-6k4b7g5h9c' } }] } }] }, true],
    [{}, false],
  ])('is the configuration of its pods: %j', (pods, isNeeded) => {
    const manifests = canary();
    Object.assign(manifests.rollout.spec.template.spec, pods);
    manifests.settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings-6k4b7g5h9c', namespace: 'shop' }, data: { rate: '7' } };
    expect(messages(inWave(manifests, 'settings', '1'))).toEqual(isNeeded ? later('1') : []);
  });

  test('is told of once, however many Rollouts need it', () => {
    const manifests = inWave(canary(), 'template', '1');
    const second = structuredClone(manifests.rollout);
    second.metadata.name = 'second';
    expect(messages({ ...manifests, second }).filter((message) => message.startsWith('ARO607'))).toEqual(later('1'));
  });

  test.each(['first', '', '1.5', '0x1', '１'])('is in no wave that is called %j', (wave) => {
    expect(messages(inWave(canary(), 'template', wave)).filter((message) => !message.startsWith('ARO612'))).toEqual([]);
  });

  test('may be anything where the Rollout is a hook', () => {
    const manifests = inWave(canary(), 'template', '1');
    annotate(manifests.rollout, 'Sync', 'argocd.argoproj.io/hook');
    expect(messages(manifests)).toEqual([]);
  });

  test('is not its autoscaler, nor what is in another namespace', () => {
    expect(messages(inWave(canary(), 'autoscaler', '1'))).toEqual([]);
    const manifests = canary();
    manifests.other = structuredClone(manifests.stable);
    manifests.other.metadata.namespace = 'front';
    expect(messages(inWave(manifests, 'other', '1')).filter((message) => message.startsWith('ARO607'))).toEqual([]);
  });

  describe('by hooks of Helm', () => {
    const HELM = 'helm.sh/hook';
    const AFTER = (hooks: string): string => `ARO607 metadata.annotations["${HELM}"]: "${hooks}" has it applied after the sync, and Rollout checkout `
      + 'needs it to become healthy; remove the hook';

    /** The canary in a wave of Argo CD, and its template with annotations. */
    function hooked(annotations: Record<string, string>, wave = '-1'): string[] {
      const manifests = inWave(canary(), 'rollout', wave);
      ['stable', 'canary', 'virtualService'].forEach((name) => { annotate(manifests[name], wave); });
      Object.entries(annotations).forEach(([name, value]) => { annotate(manifests.template, value, name); });
      return messages(manifests);
    }

    test.each<Record<string, string>>([
      { [HELM]: 'pre-install' },
      { [HELM]: 'pre-install,pre-upgrade', [WAVE]: '2' },
      { [HELM]: 'pre-upgrade', 'helm.sh/hook-weight': '5' },
      { [HELM]: 'pre-install, post-install' },
      { [HELM]: 'test' },
      { [HELM]: 'post-install', 'argocd.argoproj.io/hook': 'PreSync' },
      { [WAVE]: '-3', 'helm.sh/hook-weight': '5' },
    ])('is there in time with %j', (annotations) => {
      expect(hooked(annotations)).toEqual([]);
    });

    test.each<[Record<string, string>, string[]]>([
      [{ [HELM]: 'post-install' }, [AFTER('post-install')]],
      [{ [HELM]: 'post-install, post-upgrade', [WAVE]: '-9' }, [AFTER('post-install, post-upgrade')]],
      [{ [HELM]: 'crd-install', [WAVE]: '2' }, later('2', -1)],
      [{ 'helm.sh/hook-weight': '5' }, later('5', -1).map((message) => message.replace(WAVE, 'helm.sh/hook-weight'))],
      [{ 'helm.sh/hook-weight': '5', [WAVE]: 'first' }, later('5', -1).map((message) => message.replace(WAVE, 'helm.sh/hook-weight'))],
    ])('is late with %j', (annotations, said) => {
      expect(hooked(annotations).filter((message) => !message.startsWith('ARO612'))).toEqual(said);
    });

    test('is told of only where Argo CD applies them', () => {
      const manifests = canary();
      annotate(manifests.template, 'post-install', HELM);
      annotate(manifests.stable, '5', 'helm.sh/hook-weight');
      expect(messages(manifests)).toEqual([]);
      const { application } = gitOps();
      application.spec.destination.namespace = 'front';
      expect(messages({ ...manifests, application })).toHaveLength(2);
    });

    test('may be anything where the Rollout is one of them', () => {
      const manifests = inWave(canary(), 'template', '1');
      annotate(manifests.rollout, 'post-install', HELM);
      expect(messages(manifests)).toEqual([]);
    });
  });

  test('is not what another Application may deliver', () => {
    const manifests = inWave(canary(), 'template', '1');
    manifests.template.kind = 'ClusterAnalysisTemplate';
    delete manifests.template.metadata.namespace;
    manifests.rollout.spec.strategy.canary.steps[2].analysis.templates[0].clusterScope = true;
    const told = (...applications: Manifests[]): string[] => (
      messages({ ...manifests, ...Object.fromEntries(applications.entries()) }).filter((message) => message.startsWith('ARO607'))
    );
    const { application } = gitOps();
    const second = structuredClone(application);
    second.metadata.name = 'second';
    expect(told()).toEqual(later('1'));
    expect(told(application)).toEqual(later('1'));
    expect(told(application, second)).toEqual([]);
    annotate(manifests.stable, '2');
    expect(told(application, second)).toEqual(later('2'));
  });
});
