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
        locations: ['Rollout shop/checkout spec.strategy.canary.steps[0].setWeight: 101 is outside 0 to 100'],
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

  const refused = (properties: unknown): string => refusal(() => new RolloutsValidation(properties as any));

  test.each([
    [{ minSeverity: 'fatal' }, 'minSeverity: "fatal" is not a severity; use one of error, warning, info'],
    [{ closedWorld: 'no' }, 'closedWorld: "no" is not a boolean; write true or false, without quotes'],
    [{ apart: 0 }, 'apart: 0 is not a boolean; write true or false, without quotes'],
    [{ closedWrold: true }, 'closedWrold: is not a property; did you mean "closedWorld"?'],
    [{ 'min-severity': 'error' }, 'min-severity: is not a property; did you mean "minSeverity"?'],
    [{ rules: [] }, 'rules: is not a property; use apart, closedWorld, ignore, minSeverity'],
    [{ ignore: 'ARO003' }, 'ignore: "ARO003" is not a list; write a list of maps, each with the rule and the reason'],
    [{ ignore: { rule: 'ARO003' } }, 'ignore: is not a list; write a list of maps, each with the rule and the reason'],
    [{ ignore: ['ARO003'] }, 'ignore[0]: "ARO003" is not a map; write a map with the rule and the reason'],
    [{ ignore: [{ rule: 'ARO003', reson: 'why' }] }, 'ignore[0].reson: is not a property; did you mean "reason"?'],
    [{ ignore: [{ rule: 'ARO003', reason: 7 }] }, 'ignore[0].reason: 7 is not a text; write it in quotes'],
  ])('%j is refused', (properties, said) => {
    expect(refused(properties)).toBe(`RolloutsValidation.${said}`);
  });

  test.each([[[]], ['minSeverity'], [7]])('%j are none', (properties) => {
    expect(refused(properties)).toMatch(/^RolloutsValidation: .*is not a map of properties; use apart, closedWorld, ignore, minSeverity$/);
  });

  test('all mistakes are told at once, and without a stack', () => {
    const make = (): unknown => new RolloutsValidation({ closedWorld: 'no', ignor: [], ignore: [{ rule: 'ARO101', reason: 'why' }, null] } as any);
    const said = 'RolloutsValidation.ignor: is not a property; did you mean "ignore"?\n'
      + 'RolloutsValidation.closedWorld: "no" is not a boolean; write true or false, without quotes\n'
      + 'RolloutsValidation.ignore[1]: is not a map; write a map with the rule and the reason';
    expect(make).toThrow(expect.objectContaining({ message: said, stack: said }));
  });

  test('what is given as null takes its default', async () => {
    expect(await report({ 'a.yaml': WARNED }, { ignore: null, closedWorld: null, apart: null, minSeverity: null } as any)).toMatchObject({ success: false });
  });
});

test('objects of several kinds that share a name are told apart', async () => {
  const template = 'apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: checkout, namespace: shop }\nspec: { metrcs: [] }\n';
  const { violations } = await report({ 'a.yaml': `${template}---\n${GOOD.replace('selector:', 'selectro: {}\n  selector:')}` });
  const unknown = violations.filter(({ ruleName }: any) => ruleName.startsWith('ARO003'));
  const told = unknown.flatMap(({ violatingConstructs }: any) => violatingConstructs);
  expect(told.map(({ resourceName, locations }: any) => [resourceName, ...locations])).toEqual([
    ['checkout', 'AnalysisTemplate shop/checkout spec.metrcs: is unknown, and the API server drops it'],
    ['checkout', 'Rollout shop/checkout spec.selectro: is unknown, and the API server drops it'],
  ]);
});

test('a file that is gone is an error of its own', async () => {
  const context = new ValidationContext(['gone.yaml'], 'cdk8s-argo-rollouts', '0.1.0');
  await expect(new RolloutsValidation().validate({ manifests: [...context.manifests], report: context.report })).rejects.toThrow('gone.yaml: does not exist');
});
