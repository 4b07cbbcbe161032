import { spawnSync, SpawnSyncReturns } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { runCommand } from '../../lib/cli/command';
import { readConfig } from '../../lib/cli/config';
import { blockAfter, readmeBlocks, ROOT, textAfterYaml, yamlBlock } from './blocks';

/** Within the project, so that packages are found; ts-node leaves node_modules alone. */
const CACHE = path.join(ROOT, '.cache');
let folder: string;

beforeAll(() => {
  mkdirSync(CACHE, { recursive: true });
  folder = mkdtempSync(path.join(CACHE, 'readme-'));
  for (const { file, text } of readmeBlocks()) {
    if (file !== undefined) {
      writeFileSync(path.join(folder, file), text);
    }
  }
  copyFileSync(path.join(ROOT, 'examples', 'c8-moved-from-a-deployment', 'nginx.yaml'), path.join(folder, 'deployment.yaml'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the command line prints about the YAML file of that name. */
function checked(file: string): string {
  mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(folder, file), yamlBlock(file));
  const main = path.join(ROOT, 'lib', 'cli', 'main.ts');
  return spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', main, 'check', path.dirname(file)], {
    cwd: folder, encoding: 'utf8', env: { ...process.env, TS_NODE_PROJECT: path.join(ROOT, 'tsconfig.json') },
  }).stdout;
}

const runs = new Map<string, SpawnSyncReturns<string>>();

/** Runs a program of the README, once. */
function run(file: string): SpawnSyncReturns<string> {
  const done = runs.get(file) ?? spawnSync(
    process.execPath,
    ['-r', 'ts-node/register/transpile-only', '-r', 'tsconfig-paths/register', path.join(folder, file)],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, TS_NODE_PROJECT: path.join(ROOT, 'tsconfig.json'), CDK8S_OUTDIR: path.join(folder, 'dist', file) },
    },
  );
  runs.set(file, done);
  return done;
}

test('every TypeScript block is a file with a name', () => {
  expect(readmeBlocks().filter(({ language, file }) => language === 'ts' && file === undefined)).toEqual([]);
});

test('all TypeScript compiles under the strictest options', () => {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts')).map((file) => path.join(folder, file));
  const problems = ts.getPreEmitDiagnostics(ts.createProgram(files, options));
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});

test('the first program makes the manifests that are shown', () => {
  expect(run('main.ts').stderr).toBe('');
  expect(readFileSync(path.join(folder, 'dist', 'main.ts', 'shop.k8s.yaml'), 'utf8')).toBe(blockAfter('main.ts', 'yaml'));
});

test('the program that moves a Deployment writes a Rollout, and no Deployment', () => {
  expect(run('move.ts').stderr).toBe('');
  const written = readFileSync(path.join(folder, 'dist', 'move.ts', 'web.k8s.yaml'), 'utf8');
  expect(written.match(/^kind: .*$/gm)).toContain('kind: Rollout');
  expect(written.match(/^kind: .*$/gm)).not.toContain('kind: Deployment');
});

test('the stack installs the controller, and the rollouts after it', () => {
  expect(run('stack.ts').stderr).toBe('');
  const written = readFileSync(path.join(folder, 'cdktf.out', 'stacks', 'delivery', 'cdk.tf.json'), 'utf8');
  const { resource } = JSON.parse(written) as { resource: { helm_release: Record<string, { depends_on?: string[] }> } };
  expect(Object.keys(resource.helm_release)).toEqual(['argo-rollouts', 'shop']);
  expect(resource.helm_release.shop?.depends_on).toEqual(['helm_release.argo-rollouts']);
});

test('the program that installs the controller gives it what the rollout uses', () => {
  expect(run('install.ts').stderr).toBe('');
  const written = readFileSync(path.join(folder, 'dist', 'install.ts', 'platform.k8s.yaml'), 'utf8');
  expect(written.match(/^ +\w+: (true|false)$/gm)?.map((line) => line.trim())).toContain('istio: true');
  expect(written).toContain('trigger.on-rollout-aborted');
});

test('the Application ignores what is shown', () => {
  expect(run('deliver.ts').stderr).toBe('');
  const written = readFileSync(path.join(folder, 'dist', 'deliver.ts', 'argocd.k8s.yaml'), 'utf8');
  expect(written).toContain(blockAfter('deliver.ts', 'yaml'));
});

test('the mistakes are reported as shown, and nothing is written', () => {
  const { status, stderr } = run('mistakes.ts');
  expect(status).not.toBe(0);
  expect(stderr).toContain(blockAfter('mistakes.ts', 'text'));
  expect(existsSync(path.join(folder, 'dist', 'mistakes.ts', 'shop.k8s.yaml'))).toBe(false);
});

test('a user\'s mistake shows no frame but the user\'s own', () => {
  const frames = run('mistakes.ts').stderr.split('\n').filter((line) => /^ +at /.test(line));
  expect(frames).toHaveLength(1);
  expect(frames[0]).toContain('mistakes.ts');
});

test('the tests of the platform template and of finished manifests pass, with a snapshot', () => {
  mkdirSync(path.join(folder, 'dist'), { recursive: true });
  writeFileSync(path.join(folder, 'dist', 'shop.k8s.yaml'), blockAfter('main.ts', 'yaml'));
  const config = {
    rootDir: folder,
    moduleNameMapper: { '^cdk8s-argo-rollouts(/check)?$': path.join(ROOT, 'lib$1') },
    transform: { '^.+\\.ts$': [require.resolve('ts-jest'), { tsconfig: path.join(ROOT, 'tsconfig.json'), diagnostics: false }] },
  };
  const { status, stderr } = spawnSync(
    process.execPath,
    [require.resolve('jest/bin/jest'), '--ci=false', '--config', JSON.stringify(config)],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(stderr).toContain('1 snapshot written');
  expect(status).toBe(0);
});

test('the file with mistakes is told of as shown', () => {
  expect(checked('manifests/checkout.yaml')).toBe(textAfterYaml('manifests/checkout.yaml'));
});

test('the configuration that is shown is one', () => {
  writeFileSync(path.join(folder, 'config.yaml'), yamlBlock('cdk8s-argo-rollouts.yaml'));
  expect(readConfig(path.join(folder, 'config.yaml'))).toMatchObject({
    minSeverity: 'warning',
    closedWorld: true,
    apart: false,
    ignore: [{ rule: 'ARO105', reason: 'callers choose the Service themselves', kind: 'Rollout', namespace: 'shop', name: 'checkout' }],
  });
});

test('the configuration that is shown has every setting', () => {
  const refused = (content: string): string => {
    writeFileSync(path.join(folder, 'refused.yaml'), content);
    try {
      readConfig(path.join(folder, 'refused.yaml'));
    } catch (error) {
      return String(error);
    }
    return '';
  };
  const keys = (pattern: RegExp): string[] => Array.from(yamlBlock('cdk8s-argo-rollouts.yaml').matchAll(pattern), ([, key]) => key!).sort();
  expect(refused('xxxxxxxxxxxx: 1')).toContain(`use ${keys(/^(\w+):/gm).join(', ')}`);
  expect(refused('ignore: [{ xxxxxxxxxxxx: 1 }]')).toContain(`use ${keys(/^(?: {4}| {2}- )(\w+):/gm).join(', ')}`);
});

test('the options that are listed are those of the command', () => {
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const table = /^\| option \|.*?^$/ms.exec(readme)?.[0] ?? '';
  let help = '';
  runCommand(['check', '--help'], { writeOut: (text) => { help += text; }, writeError: () => undefined, readStandardInput: () => new Uint8Array(), colour: false });
  const options = (text: string): string[] => [...new Set(Array.from(text.matchAll(/--[a-z]+(-[a-z]+)*/g), ([option]) => option))].sort();
  expect(options(table)).toEqual(options(help).filter((option) => option !== '--help'));
});

test('every export that the README names exists', () => {
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const table = /^\| construct \|.*?^$/ms.exec(readme)?.[0] ?? '';
  const named = [...table.matchAll(/`([A-Z]\w+)/g)].map(([, name]) => name!);
  const library: Record<string, unknown> = jest.requireActual('../../lib');
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !(name in library) && !['Metric'].includes(name))).toEqual([]);
});
