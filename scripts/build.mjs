// Builds the package into build/: declarations by the compiler, which checks all types, and the code as one file for
// each way in. Loading a hundred small modules would take every run of a user's program twice as long as loading one.
import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { keepReferenced } from './declarations.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
rmSync(join(ROOT, 'build'), { recursive: true, force: true });
const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
if (status !== 0) {
  process.exit(status ?? 1);
}

/** What others use of the rules is one file: rules and their texts are there once. */
const CHECK = join(ROOT, 'lib', 'check', 'index.ts');
const CHECK_BUILT = join(ROOT, 'build', 'lib', 'check', 'index.js');

/** What the door to Terraform uses of the library is that of the other door, so that constructs of both know each other. */
const INDEX = join(ROOT, 'lib', 'index.ts');

/** A module with all that the rules export, which loads them when the first of it is used, so with a synth, and once. */
function checkOnDemand(outfile) {
  const way = relative(dirname(join(ROOT, outfile)), CHECK_BUILT);
  const from = JSON.stringify(way.startsWith('.') ? way : `./${way}`);
  const names = Object.keys(createRequire(import.meta.url)(CHECK_BUILT));
  const exported = names.map((name) => `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => loaded().${name} });`);
  return ['let rules;', `const loaded = () => rules ??= require(${from});`, ...exported].join('\n');
}

/** Bundles an entry into one file below build/. */
async function bundle(entry) {
  const outfile = join('build', entry.replace(/\.ts$/, '.js'));
  const entriesAreApart = {
    name: 'entries-are-apart',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind, namespace }) => {
        if (namespace === 'on-demand') {
          return { path, external: true };
        }
        if (kind === 'entry-point') {
          return undefined;
        }
        if (join(resolveDir, `${path}.ts`) === INDEX) {
          return { path: `${path}.js`, external: true };
        }
        return join(resolveDir, path, 'index.ts') === CHECK ? { path, namespace: 'on-demand' } : undefined;
      });
      onLoad({ filter: /./, namespace: 'on-demand' }, () => ({ contents: checkOnDemand(outfile), loader: 'js' }));
    },
  };
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    plugins: [entriesAreApart],
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    legalComments: 'none',
    logLevel: 'warning',
  });
}

keepReferenced(join(ROOT, 'build'), ['lib/index.d.ts', 'lib/cdktf/index.d.ts', 'lib/check/index.d.ts'].map((entry) => join(ROOT, 'build', entry)));
await bundle('lib/check/index.ts');
await bundle('lib/index.ts');
await bundle('lib/cdktf/index.ts');
await bundle('lib/cli/main.ts');
chmodSync(join(ROOT, 'build', 'lib', 'cli', 'main.js'), 0o755);
