// Builds the package into build/: declarations by the compiler, which checks all types, and the code as one file for
// each way in. Loading a hundred small modules would take every run of a user's program twice as long as loading one.
import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
rmSync(join(ROOT, 'build'), { recursive: true, force: true });
const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
if (status !== 0) {
  process.exit(status ?? 1);
}

/** What others use of the rules is one file, which the other files load: rules and their texts are there once. */
const CHECK = join(ROOT, 'lib', 'check', 'index.ts');

/** Bundles an entry into one file below build/. */
async function bundle(entry) {
  const outfile = join('build', entry.replace(/\.ts$/, '.js'));
  const checkIsApart = {
    name: 'check-is-apart',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
        if (kind === 'entry-point' || join(resolveDir, path, 'index.ts') !== CHECK) {
          return undefined;
        }
        const from = relative(dirname(join(ROOT, outfile)), join(ROOT, 'build', 'lib', 'check', 'index.js'));
        return { path: from.startsWith('.') ? from : `./${from}`, external: true };
      });
    },
  };
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    plugins: [checkIsApart],
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    legalComments: 'none',
    logLevel: 'warning',
  });
}

await bundle('lib/check/index.ts');
await bundle('lib/index.ts');
await bundle('lib/cli/main.ts');
chmodSync(join(ROOT, 'build', 'lib', 'cli', 'main.js'), 0o755);
