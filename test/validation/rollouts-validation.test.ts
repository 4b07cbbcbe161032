import { ValidationContext } from 'cdk8s-cli/plugins';
import { AcceptedFinding, FindingSeverity, RolloutsValidation, RolloutsValidationProps } from '../../lib';
import { BAD, GOOD, inFolder } from '../cli/run';
import { refusal } from '../support/synth';

const write = inFolder();

/** The report of cdk8s's own command line about files. */
async function report(files: Record<string, string>, props?: RolloutsValidationProps): Promise<any> {
  write(files);
  const context = new ValidationContext(Object.keys(files), 'cdk8s-argo-rollouts', '0.1.0', { checkout: { path: 'shop/checkout' } });
  await new RolloutsValidation(props).validate({ manifests: [...context.manifests], report: context.report });
  return { ...context.report.toJson(), success: context.report.success };
}

const WARNED = GOOD.replace('steps:', 'canaryMetadata: { labels: { role: new } }\n      steps:');

test('manifests in order succeed', async () => {
  expect(await report({ 'a.yaml': GOOD })).toMatchObject({ violations: [], success: true });
});

test('a mistake fails, and is told with file, line and construct', async () => {
  expect(await report({ 'a.yaml': GOOD.replace(/checkout/g, 'other'), 'b.yaml': BAD })).toMatchObject({
    success: false,
    violations: [{
      ruleName: 'ARO101 (error) A weight is one that its router can carry',
      recommendation: expect.stringMatching(/\.$/),
      fix: 'give a whole number in that range',
      violatingConstructs: [{
        resourceName: 'checkout',
        constructPath: 'shop/checkout',
        locations: ['spec.strategy.canary.steps[0].setWeight: 101 is outside 0 to 100'],
        manifestPath: 'b.yaml:10',
      }],
    }],
  });
});

test('one mistake in two objects is told together', async () => {
  const { violations } = await report({ 'a.yaml': BAD.replace(/checkout/g, 'other'), 'b.yaml': BAD });
  expect(violations).toHaveLength(1);
  expect(violations[0].violatingConstructs.map(({ resourceName }: any) => resourceName)).toEqual(['other', 'checkout']);
});

describe('properties', () => {
  test('the threshold is a warning unless another is given', async () => {
    expect(await report({ 'a.yaml': WARNED })).toMatchObject({ success: false });
    expect(await report({ 'a.yaml': WARNED }, { minSeverity: FindingSeverity.ERROR })).toMatchObject({ success: true, violations: [] });
  });

  test('files are one cluster unless they are apart', async () => {
    const files = { 'a.yaml': GOOD, 'b.yaml': GOOD };
    expect(await report(files)).toMatchObject({ success: false });
    expect(await report(files, { apart: true })).toMatchObject({ success: true });
  });

  test('a finding is accepted with a reason', async () => {
    const ignore: AcceptedFinding[] = [{ rule: 'ARO101', reason: 'tried on purpose' }];
    expect(await report({ 'a.yaml': BAD }, { ignore })).toMatchObject({ success: true });
    expect(await report({ 'a.yaml': BAD }, { ignore: [{ rule: 'ARO101', reason: '' }] })).toMatchObject({ success: false });
  });

  test('what is not there is an error in a closed world', async () => {
    const referring = GOOD.replace('steps:', 'analysis: { templates: [{ templateName: absent }] }\n      steps:');
    expect(await report({ 'a.yaml': referring }, { minSeverity: FindingSeverity.ERROR })).toMatchObject({ success: true });
    expect(await report({ 'a.yaml': referring }, { minSeverity: FindingSeverity.ERROR, closedWorld: true })).toMatchObject({ success: false });
  });

  test('an unknown severity is refused', () => {
    expect(refusal(() => new RolloutsValidation({ minSeverity: 'fatal' as any })))
      .toBe('RolloutsValidation.minSeverity: "fatal" is not a severity; use one of error, warning, info');
  });
});

test('a file that is gone is an error of its own', async () => {
  const context = new ValidationContext(['gone.yaml'], 'cdk8s-argo-rollouts', '0.1.0');
  await expect(new RolloutsValidation().validate({ manifests: [...context.manifests], report: context.report })).rejects.toThrow('gone.yaml: does not exist');
});
