import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { exampleOf, EXAMPLES, filesIn, filesOf, filesWrittenBy, folders } from './synth';

/** As written by `npm run synth -- --output test/examples/manifests`, which is also how they are renewed. */
const COMMITTED = filesIn(path.join(__dirname, 'manifests'));

test.each(folders())('%s writes what was reviewed', (folder) => {
  expect(filesOf(folder)).toEqual(new Map([...COMMITTED].filter(([file]) => exampleOf(file) === folder)));
});

test('there are no manifests of examples that are gone', () => {
  expect([...new Set([...COMMITTED.keys()].map(exampleOf))].sort()).toEqual(folders());
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
  expect(files).toEqual(new Map(folders().flatMap((folder) => [...filesOf(folder)])));
}, 60_000);
