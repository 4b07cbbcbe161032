import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { RULES } from '../../lib/check';

const FOLDER = join(__dirname, '../../lib/check/rules');
const ids = RULES.map(({ id }) => id);

test('ids are well-formed, unique and in order', () => {
  for (const id of ids) {
    expect(id).toMatch(/^ARO[1-6]\d\d$/);
  }
  expect(ids).toEqual([...new Set(ids)].sort());
});

test('every file holds one rule, and every rule is listed', () => {
  const written = readdirSync(FOLDER).filter((file) => file !== 'index.ts')
    .flatMap((file) => [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/^ {2}id: '(\w+)',$/gm)].map(([, id]) => id));
  expect(written.sort()).toEqual(ids);
  expect(readdirSync(FOLDER)).toHaveLength(ids.length + 1);
});

test.each(RULES.map((rule) => [rule.id, rule] as const))('%s says what it is about', (_, rule) => {
  expect(rule.title).toMatch(/^[A-Z].{10,90}[^.]$/);
  expect(rule.why).toMatch(/^[A-Z].{40,}\.$/);
  expect(rule.fix).toMatch(/^[a-z].{6,}[^.]$/);
  expect(rule.link).toMatch(/^https:\/\/(argoproj\.github\.io|github\.com\/argoproj|kubernetes\.io\/docs)\//);
});

test('no rule knows of constructs', () => {
  const folders = [FOLDER, join(FOLDER, '..')];
  const sources = folders.flatMap((folder) => readdirSync(folder).filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8')));
  for (const source of sources) {
    expect([...source.matchAll(/ from '([^.'][^']*)'/g)].map(([, name]) => name)).toEqual([]);
  }
});
