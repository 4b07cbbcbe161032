// Runs the tests with the newest versions that the ranges of the peers allow. `npm test` runs them with the oldest, which
// the lock file pins.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const LEFT_OUT = new Set(['.git', '.cache', 'node_modules', 'build', 'dist', 'coverage']);

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: copy, stdio: 'inherit' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: exit status ${status}`);
  }
}

const copy = mkdtempSync(join(tmpdir(), 'newest-'));
try {
  cpSync(ROOT, copy, { recursive: true, filter: (source) => !LEFT_OUT.has(source.slice(ROOT.length + 1)) });
  const { peerDependencies } = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8'));
  run('npm', ['ci']);
  run('npm', ['install', '--save-dev', ...Object.entries(peerDependencies).map(([name, range]) => `${name}@${range}`)]);
  run('npm', ['ls', ...Object.keys(peerDependencies), '--depth=0']);
  run('npm', ['test']);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
