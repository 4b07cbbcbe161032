// Tries what is published: packs the package, puts it into an empty project as npm would, and runs the README's first
// program there, with all types checked under the compiler options of `cdk8s init typescript-app`, and as an ES module; then
// the command line, the rules by themselves, the validation plugin, and the README's stack for Terraform, under both packages
// that it may be of.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const MODULES = join(ROOT, 'node_modules');

const run = (command, args, cwd) => execFileSync(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

function blockOfReadme(language, start) {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const begin = readme.indexOf(start, readme.indexOf(`\`\`\`${language}\n`));
  return readme.slice(begin, readme.indexOf('```', begin));
}

/** The configuration that the README's stack makes with the only package of Terraform there is. */
function terraformWith(project, name, program) {
  const folder = join(project, name);
  mkdirSync(join(folder, 'node_modules', '@cdktf'), { recursive: true });
  for (const used of [name, 'cdk8s', 'cdk8s-plus-28', 'constructs', '@types', ...name === 'cdktf' ? ['@cdktf/provider-helm'] : []]) {
    symlinkSync(join(MODULES, used), join(folder, 'node_modules', used));
  }
  // A package finds its peers from where it is.
  renameSync(join(project, 'node_modules', 'cdk8s-argo-rollouts'), join(folder, 'node_modules', 'cdk8s-argo-rollouts'));
  try {
    writeFileSync(join(folder, 'stack.ts'), program);
    // All declarations are checked, so they must do with the one package; and found in the old way and in the new one.
    const resolution = name === 'cdktf' ? ['--module', 'commonjs', '--moduleResolution', 'node10'] : ['--module', 'node16'];
    const options = ['--strict', '--esModuleInterop', '--target', 'es2020', ...resolution, '--skipLibCheck', 'false', '--noEmit'];
    run(process.execPath, [join(MODULES, 'typescript', 'bin', 'tsc'), ...options, 'stack.ts'], folder);
    run(process.execPath, [join(MODULES, 'ts-node', 'dist', 'bin.js'), '--transpile-only', 'stack.ts'], folder);
    const { resource } = JSON.parse(readFileSync(join(folder, 'cdktf.out', 'stacks', 'delivery', 'cdk.tf.json'), 'utf8'));
    const manifests = join(folder, 'cdktf.out', 'stacks', 'delivery', resource.helm_release.shop.chart, 'manifests.yaml');
    if (!readFileSync(manifests, 'utf8').includes('kind: Rollout')) {
      throw new Error(`the stack of ${name} has no rollouts`);
    }
    return resource;
  } finally {
    renameSync(join(folder, 'node_modules', 'cdk8s-argo-rollouts'), join(project, 'node_modules', 'cdk8s-argo-rollouts'));
  }
}

function tryTerraform(project) {
  const program = blockOfReadme('ts', '// stack.ts');
  const provider = "import { HelmProvider } from '@cdktf/provider-helm/lib/provider';";
  // What `cdktn get` makes, but for the arguments.
  const bindings = `import { TerraformProvider } from 'cdktn';
class HelmProvider extends TerraformProvider {
  constructor(scope: TerraformStack, id: string, _config: object) {
    super(scope, id, { terraformResourceType: 'helm', terraformProviderSource: 'hashicorp/helm' });
  }
}
`;
  const before = terraformWith(project, 'cdktf', program);
  const after = terraformWith(project, 'cdktn', bindings + program.replace(provider, '').replace("from 'cdktf'", "from 'cdktn'"));
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    throw new Error('a stack that moves from cdktf to cdktn changes its resources');
  }
}

const project = mkdtempSync(join(tmpdir(), 'package-'));
try {
  run('npm', ['pack', '--pack-destination', project], ROOT);
  const [tarball] = readdirSync(project);
  const installed = join(project, 'node_modules', 'cdk8s-argo-rollouts');
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', join(project, tarball), '--strip-components', '1', '-C', installed], project);
  for (const name of ['cdk8s', 'cdk8s-plus-28', 'constructs', '@types']) {
    symlinkSync(join(MODULES, name), join(project, 'node_modules', name));
  }
  writeFileSync(join(project, 'main.ts'), blockOfReadme('ts', '// main.ts'));
  writeFileSync(
    join(project, 'tsconfig.json'), readFileSync(join(MODULES, 'cdk8s-cli', 'templates', 'typescript-app', 'tsconfig.json')),
  );
  run(process.execPath, [join(MODULES, 'ts-node', 'dist', 'bin.js'), 'main.ts'], project);
  const written = readFileSync(join(project, 'dist', 'shop.k8s.yaml'), 'utf8');
  const shown = blockOfReadme('yaml', 'apiVersion');
  if (written !== shown) {
    throw new Error('the packed package does not make the manifests of the README');
  }
  writeFileSync(join(project, 'esm.mjs'), "import { CanarySteps } from 'cdk8s-argo-rollouts';\nconsole.log(CanarySteps.linear(50).length);\n");
  if (run(process.execPath, ['esm.mjs'], project) !== '2\n') {
    throw new Error('the package cannot be imported by an ES module');
  }
  // The rules and the command line need nothing but what comes with the package.
  rmSync(join(project, 'node_modules', 'cdk8s'));
  const bin = join(installed, JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')).bin['cdk8s-argo-rollouts']);
  const report = run(bin, ['check', '--closed-world', 'dist'], project);
  if (report !== '7 objects in 1 file: no findings\n') {
    throw new Error(`the manifests of the README are found fault with: ${report}`);
  }
  writeFileSync(join(project, 'check.mjs'), "import { checkManifests } from 'cdk8s-argo-rollouts/check';\n"
    + "console.log(checkManifests([{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'a' }, spec: {} }]).length > 0);\n");
  if (run(process.execPath, ['check.mjs'], project) !== 'true\n') {
    throw new Error('the rules cannot be imported by an ES module');
  }
  symlinkSync(join(MODULES, 'cdk8s'), join(project, 'node_modules', 'cdk8s'));
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  writeFileSync(join(project, 'cdk8s.yaml'), 'language: typescript\nvalidations:\n'
    + `  - package: ./node_modules/cdk8s-argo-rollouts\n    version: ${version}\n    class: RolloutsValidation\n`);
  const synth = run(process.execPath, [
    join(MODULES, 'cdk8s-cli', 'bin', 'cdk8s'), 'synth', '--no-check-upgrade',
    '--app', `${process.execPath} ${join(MODULES, 'ts-node', 'dist', 'bin.js')} --transpile-only main.ts`,
  ], project);
  if (!synth.includes('Validations ended succesfully')) {
    throw new Error(`the validation plugin does not work: ${synth}`);
  }
  tryTerraform(project);
  process.stdout.write('the packed package works\n');
} finally {
  rmSync(project, { recursive: true, force: true });
}
