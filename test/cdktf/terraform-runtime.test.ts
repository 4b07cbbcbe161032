import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { Construct } from 'constructs';
import { runtimeOf } from '../../lib/cdktf/terraform-runtime';
import { bareStack, PACKAGES } from './stacks';

const ROOT = path.join(__dirname, '..', '..');

describe.each(PACKAGES)('a stack of %s', (name, terraform) => {
  test('is known by its package', () => {
    expect(runtimeOf(bareStack(terraform), 'release')).toBe(terraform);
  });

  test('is known from any depth, and by a class of its own', () => {
    class DeliveryStack extends terraform.TerraformStack {}
    const stack = new DeliveryStack(terraform.Testing.app(), 'delivery');
    expect(runtimeOf(new Construct(new Construct(stack, 'outer'), 'inner'), 'release')).toBe(terraform);
  });

  test('that nobody can have the classes of is refused', () => {
    /** As a bundle has it, which has taken the package into itself. */
    class Bundled extends Construct {}
    Object.assign(Bundled, { [Symbol.for('jsii.rtti')]: { fqn: `${name}.TerraformStack`, version: '0.99.0' } });
    const stack = Object.assign(new Bundled(terraform.Testing.app(), 'delivery'), { [Symbol.for('cdktf/TerraformStack')]: true });
    expect(() => runtimeOf(stack, 'delivery/shop')).toThrow(new Error(
      `[delivery/shop] scope: is in a stack of a copy of ${name} 0.99.0 that \`cdk8s-argo-rollouts/cdktf\` does not find; `
      + 'have one copy of it in node_modules (`npm dedupe`), and no second one in a bundle',
    ));
  });
});

/** A program with packages of its own, as in a workspace, in a process of its own. */
function runWith(name: string, program: string): string {
  mkdirSync(path.join(ROOT, '.cache'), { recursive: true });
  const folder = mkdtempSync(path.join(ROOT, '.cache', 'copy-'));
  try {
    mkdirSync(path.join(folder, 'node_modules'));
    cpSync(path.join(ROOT, 'node_modules', name), path.join(folder, 'node_modules', name), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules', 'constructs'), path.join(folder, 'node_modules', 'constructs'));
    const { stdout, stderr } = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', '-e', program], {
      cwd: ROOT, encoding: 'utf8', env: { ...process.env, COPY: path.join(folder, 'node_modules', name), TS_NODE_PROJECT: path.join(ROOT, 'tsconfig.json') },
    });
    return `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each(PACKAGES)('a second copy of %s is found, for it was loaded', (name) => {
  expect(runWith(name, `
    const copy = require(process.env.COPY);
    const { runtimeOf } = require('./lib/cdktf/terraform-runtime');
    const stack = new copy.TerraformStack(copy.Testing.app(), 'delivery');
    console.log(runtimeOf(stack, 'release') === copy, runtimeOf(stack, 'release') === require('${name}'));
  `)).toBe('true false\n');
}, 60_000);

test.each(PACKAGES)('a stack of %s loads no other package', (name) => {
  expect(runWith(name, `
    const terraform = require('${name}');
    const { runtimeOf } = require('./lib/cdktf/terraform-runtime');
    runtimeOf(new terraform.TerraformStack(terraform.Testing.app(), 'delivery'), 'release');
    console.log([...new Set(Object.keys(require.cache).map((file) => /node_modules.(cdkt.)/.exec(file)?.[1]))].filter((found) => found !== undefined).join());
  `)).toBe(`${name}\n`);
}, 60_000);
