import { alb, canary, canaryWith, gatewayApi, Manifests, messages, nginx } from '../fixtures';

const EXPERIMENT = 'spec.strategy.canary.steps[5].experiment';
const baseline = { name: 'baseline', specRef: 'stable' };
const candidate = { name: 'candidate', specRef: 'canary' };
const judge = { name: 'judge', templateName: 'success-rate', args: [{ name: 'service', value: 'checkout' }] };

function experimenting(experiment: object, manifests: Manifests = canary()): string[] {
  manifests.rollout.spec.strategy.canary.steps.push({ experiment: { duration: '10m', ...experiment } });
  return messages(manifests);
}

describe('ARO121: an experiment', () => {
  const OWN = 'give each a name of its own';

  test('of two versions, judged by one analysis, is in order', () => {
    expect(experimenting({ templates: [baseline, candidate], analyses: [judge] })).toEqual([]);
  });

  test('runs something', () => {
    expect(experimenting({ templates: [] })).toEqual([`ARO121 ${EXPERIMENT}.templates: is empty, and there is no analysis either; add a template`]);
    expect(experimenting({ templates: [], analyses: [judge] })).toEqual([]);
  });

  test('tells its templates apart', () => {
    expect(experimenting({ templates: [baseline, { ...candidate, name: 'baseline' }, { ...candidate, name: '' }] })).toEqual([
      `ARO121 ${EXPERIMENT}.templates[1].name: "baseline" is the name of an earlier template too; ${OWN}`,
      `ARO121 ${EXPERIMENT}.templates[2].name: is empty; ${OWN}`,
    ]);
  });

  test.each([
    ['Canary', 'did you mean "canary"?'], ['preview', 'write stable or canary'], ['', 'write stable or canary'],
  ])('has no version %j', (specRef, fix) => {
    expect(experimenting({ templates: [{ ...candidate, specRef }] }))
      .toEqual([`ARO121 ${EXPERIMENT}.templates[0].specRef: ${JSON.stringify(specRef)} is neither stable nor canary; ${fix}`]);
  });

  test('has a weight where the router can give one', () => {
    const templates = [{ ...baseline, weight: 5 }, { ...candidate, weight: 5 }];
    const needs = (index: number) => `ARO121 ${EXPERIMENT}.templates[${index}].weight: needs SMI, ALB, Istio or a plugin as its router; `
      + 'remove the weight';
    expect(experimenting({ templates }, nginx())).toEqual([needs(0), needs(1)]);
    for (const manifests of [canary(), alb(), gatewayApi()]) {
      expect(experimenting({ templates }, manifests)).toEqual([]);
    }
  });

  test('tells its analyses apart', () => {
    expect(experimenting({ templates: [candidate], analyses: [judge, judge] }))
      .toEqual([`ARO121 ${EXPERIMENT}.analyses[1].name: "judge" is the name of an earlier analysis too; ${OWN}`]);
  });

  test('names the template of each analysis', () => {
    expect(experimenting({ templates: [candidate], analyses: [{ name: 'judge', templateName: '' }] }))
      .toEqual([`ARO121 ${EXPERIMENT}.analyses[0].templateName: is empty; name the AnalysisTemplate`]);
  });

  test('is looked at in every step', () => {
    const templates = [{ ...candidate, name: '' }];
    expect(messages(canaryWith(({ steps }) => steps.push({ experiment: { templates } }, { experiment: { templates } })))).toHaveLength(2);
  });
});
