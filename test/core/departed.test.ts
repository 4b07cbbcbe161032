import { ApiObject, JsonPatch } from 'cdk8s';
import { AnalysisTemplate } from '../../lib';
import { canary, blueGreen, hostSplit, successRate } from '../support/checkout';
import { chartBeside, mistakes, shop } from '../support/synth';
import { CanaryStep } from '../../lib';

const rename = (name: string): JsonPatch => JsonPatch.replace('/metadata/name', name);

describe('a reference to what a construct has made is exact', () => {
  test('a Service that a patch renames is missed by its rollout', () => {
    const chart = shop();
    const rollout = blueGreen(chart);
    ApiObject.of(rollout.previewService).addJsonPatch(rename('other'));
    expect(mistakes(chart)).toEqual([expect.stringMatching(
      /^\[shop\/chip\] ARO406 spec\.strategy\.blueGreen\.previewService: "chip-preview" /,
    )]);
  });

  test('a VirtualService that a patch moves to another namespace is missed', () => {
    const chart = shop();
    const split = hostSplit(chart);
    canary(chart, { traffic: split });
    split.apiObject.addJsonPatch(JsonPatch.replace('/metadata/namespace', 'other'));
    expect(mistakes(chart).filter((mistake) => mistake.includes('ARO407'))).toEqual([
      expect.stringMatching(/^\[shop\/checkout\] ARO407 spec\.strategy\.canary\.trafficRouting\.istio\.virtualService\.name: /),
    ]);
  });

  test('an analysis that was taken out of the tree is missed', () => {
    const chart = shop();
    const analysis = successRate(chart);
    canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.weight(10), CanaryStep.analyze([analysis])] });
    chart.node.tryRemoveChild(analysis.node.id);
    expect(mistakes(chart)).toEqual([expect.stringMatching(/^\[shop\/checkout\] ARO405 .*templates\[0\]\.templateName: "success-rate" /)]);
  });

  test('in another cluster it is none of this one', () => {
    const chart = shop();
    canary(chart);
    const elsewhere = chartBeside(chart, 'elsewhere', 'shop');
    elsewhere.node.setContext('cdk8s-argo-rollouts/cluster', 'other');
    ApiObject.of(successRate(elsewhere)).addJsonPatch(rename('renamed'));
    expect(mistakes(chart)).toEqual([]);
  });
});

describe('a reference to what lives elsewhere is left alone', () => {
  test('a template that is named', () => {
    const chart = shop();
    canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.weight(10), CanaryStep.analyze([AnalysisTemplate.fromName('shared')])] });
    expect(mistakes(chart)).toEqual([]);
  });

  test('a Service that a patch names', () => {
    const chart = shop();
    const rollout = blueGreen(chart);
    ApiObject.of(rollout).addJsonPatch(JsonPatch.replace('/spec/strategy/blueGreen/previewService', 'of-another-repository'));
    expect(mistakes(chart)).toEqual([]);
  });
});
