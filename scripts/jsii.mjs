// Compiles the package with jsii, which refuses whatever the other languages could not carry. It is done on a copy, since
// jsii writes next to the sources.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const copy = mkdtempSync(join(tmpdir(), 'jsii-'));
try {
  for (const entry of ['package.json', 'README.md', 'LICENSE', 'lib', 'imports']) {
    cpSync(join(ROOT, entry), join(copy, entry), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  // jsii knows no peers that may be missing. They are those of the door to Terraform, which is for TypeScript alone.
  const manifest = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8'));
  for (const name of Object.keys(manifest.peerDependenciesMeta)) {
    delete manifest.peerDependencies[name];
  }
  writeFileSync(join(copy, 'package.json'), JSON.stringify(manifest));
  const jsii = join(ROOT, 'node_modules', 'jsii', 'bin', 'jsii');
  process.exitCode = spawnSync(process.execPath, [jsii, '--silence-warnings=reserved-word'], { cwd: copy, stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
