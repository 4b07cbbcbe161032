// Writes the Terraform configuration of the example stack to cdktf.out/, or to the folder given: runs the program of
// cdktf.json, as `cdktf synth` does. The command line of cdktf would do no more here, and is three times the size of all
// other development dependencies together, with a module to compile.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const { app, output } = JSON.parse(readFileSync(join(ROOT, 'cdktf.json'), 'utf8'));
const { values } = parseArgs({ options: { output: { type: 'string', default: join(ROOT, output) } } });
const outdir = resolve(values.output);
mkdirSync(outdir, { recursive: true });
const env = { ...process.env, CDKTF_OUTDIR: outdir };
const { status } = spawnSync(app, { cwd: ROOT, env, stdio: 'inherit', shell: true });
if (status === 0) {
  process.stdout.write(`${outdir}\n`);
}
process.exitCode = status ?? 1;
