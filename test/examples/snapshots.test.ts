import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { EXAMPLES, filesWrittenBy, folders, yamlOf } from './synth';

/** As written by `npm run synth -- --output test/examples/manifests`, which is also how they are renewed. */
const COMMITTED = path.join(__dirname, 'manifests');

test.each(folders())('%s writes what was reviewed', (folder) => {
  expect(yamlOf(folder)).toBe(readFileSync(path.join(COMMITTED, `${folder}.k8s.yaml`), 'utf8'));
});

test('there are no manifests of examples that are gone', () => {
  expect(readdirSync(COMMITTED).sort()).toEqual(folders().map((folder) => `${folder}.k8s.yaml`));
});

test('all examples at once, elsewhere in the world and on the disk, write the same bytes', () => {
  const files = filesWrittenBy((outdir) => {
    const { status, stderr } = spawnSync(process.execPath, [
      '-r', require.resolve('ts-node/register/transpile-only'), '-r', require.resolve('tsconfig-paths/register'), EXAMPLES,
    ], {
      cwd: tmpdir(),
      encoding: 'utf8',
      env: {
        ...process.env,
        CDK8S_OUTDIR: outdir,
        TS_NODE_PROJECT: path.join(EXAMPLES, '..', 'tsconfig.json'),
        TZ: 'Pacific/Kiritimati',
        LANG: 'tr_TR.UTF-8',
        LC_ALL: 'tr_TR.UTF-8',
      },
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
  expect(files).toEqual(new Map(folders().map((folder) => [`${folder}.k8s.yaml`, yamlOf(folder)])));
}, 60_000);
