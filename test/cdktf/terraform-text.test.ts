import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parse } from 'yaml';
import { escapeTerraform, valuesText } from '../../lib/cdktf/terraform-text';
import { testWith } from '../support/binary';
import { bareStack, PACKAGES, synth, Terraform } from './stacks';

/** Texts that Terraform, its stacks or YAML could take for something else. */
const TEXTS = [
  '{{args.host}}', '${aws_iam_role.x.arn}', '%{ if true }', '$${escaped}', '%%{escaped}', '$$${three}', '${', '%{', '$', '%', '$%{', '%${',
  '${a ? "}" : "{"}', '`{{ .Values.x }}`', 'yes', '1e5', '-1.8881545897087626e+289', 'a: b', '- a', '# no comment', '"quoted"', 'back\\slash',
  'two\nlines\n', 'tab\t', 'ünïcode ☃ 😀', '', ' ', '&{x}', '#{x}', '|e|', '<>&',
];

/** What stands in the configuration after the stack has resolved its tokens. */
function resolved(terraform: Terraform, produce: (stack: InstanceType<Terraform['TerraformStack']>) => string): string {
  const stack = bareStack(terraform);
  new terraform.TerraformOutput(stack, 'text', { value: produce(stack) });
  return synth(terraform, stack).output.text.value;
}

/** What Terraform makes of outputs. */
function applied(terraform: string, configuration: Record<string, unknown>): Record<string, { value: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'terraform-'));
  try {
    writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(configuration));
    const run = (...args: string[]): string => {
      const { status, stdout, stderr } = spawnSync(terraform, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, CHECKPOINT_DISABLE: '1' } });
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
      return stdout;
    };
    run('init', '-no-color');
    run('apply', '-auto-approve', '-no-color');
    return JSON.parse(run('output', '-json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  ['${a}', '$${a}'],
  ['%{a}', '%%{a}'],
  ['$${a}', '$$${a}'],
  ['$ { % {', '$ { % {'],
  ['{{args.a}}', '{{args.a}}'],
])('%s is written %s', (text, escaped) => {
  expect(escapeTerraform(text)).toBe(escaped);
});

testWith('terraform', 'Terraform takes escaped text for the text itself', (program) => {
  const outputs = Object.fromEntries(TEXTS.map((text, index) => [`text-${index}`, { value: escapeTerraform(text) }]));
  const values = applied(program, { output: outputs });
  expect(TEXTS.map((_text, index) => values[`text-${index}`]?.value)).toEqual(TEXTS);
});

describe.each(PACKAGES)('values in a stack of %s', (_name, terraform) => {
  test('are YAML with the same values, in the same order', () => {
    const values = { b: TEXTS, a: { number: 1, no: false, nothing: null, list: [], map: {} } };
    const text = valuesText(values, terraform);
    const unescaped = text.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
    expect(parse(unescaped, { version: '1.1' })).toEqual(values);
    expect(text.indexOf('b:')).toBeLessThan(text.indexOf('a:'));
  });

  test('pass through the stack unchanged', () => {
    const text = valuesText({ texts: TEXTS }, terraform);
    expect(resolved(terraform, () => text)).toBe(text);
  });

  test('have tokens as JSON, whatever they are tokens of', () => {
    const text = resolved(terraform, (stack) => {
      const variable = new terraform.TerraformVariable(stack, 'v', {});
      return valuesText({
        role: variable.stringValue, replicas: variable.numberValue, zones: variable.listValue, isOn: variable.booleanValue, around: `a ${variable.stringValue} b`,
      }, terraform);
    });
    expect(text).toBe([
      'role: ${jsonencode(var.v)}', 'replicas: ${jsonencode(tonumber(var.v))}', 'zones: ${jsonencode(var.v)}', 'isOn: ${jsonencode(var.v)}',
      'around: ${jsonencode("a ${var.v} b")}', '',
    ].join('\n'));
  });

  test('have no mark in them, even if a text looks like one', () => {
    const text = resolved(terraform, (stack) => valuesText({ mark: 'TERRAFORM_0_', role: new terraform.TerraformVariable(stack, 'v', {}).stringValue }, terraform));
    expect(text).toBe('mark: TERRAFORM_0_\nrole: ${jsonencode(var.v)}\n');
  });

  testWith('terraform', 'have numbers where they have number tokens, though a variable without a type may hold text', (program) => {
    const stack = bareStack(terraform);
    const [number, text] = [3, '3'].map((value, index) => new terraform.TerraformVariable(stack, `v${index}`, { default: value }).numberValue);
    new terraform.TerraformOutput(stack, 'text', { value: valuesText({ number, text }, terraform) });
    const { variable: variables, output } = synth(terraform, stack);
    expect(applied(program, { variable: variables, output }).text!.value).toBe('number: 3\ntext: 3\n');
  });

  testWith('terraform', 'come to what they say, with whatever Terraform puts in', (program) => {
    const value = 'x"y: \\ ${z} %{w}\n- 1';
    const stack = bareStack(terraform);
    const variable = new terraform.TerraformVariable(stack, 'v', { default: value });
    const around = TEXTS.map((text) => `${text}${variable.stringValue}${text}`);
    new terraform.TerraformOutput(stack, 'text', { value: valuesText({ texts: TEXTS, token: variable.stringValue, around }, terraform) });
    const { variable: variables, output } = synth(terraform, stack);
    expect(parse(applied(program, { variable: variables, output }).text!.value, { version: '1.1' }))
      .toEqual({ texts: TEXTS, token: value, around: TEXTS.map((text) => `${text}${value}${text}`) });
  });
});
