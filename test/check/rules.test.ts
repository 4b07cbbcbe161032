import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { checkManifests, DOCUMENTED, formatFinding, RULES, rulesAtSynth } from '../../lib/check';
import { rulesPage } from '../../scripts/rules-page';
import { applySnippet, BASES } from './fixtures';

const FOLDER = join(__dirname, '../../lib/check/rules');
/** Upstream projects, and our own. */
const LINK = new RegExp('^https://(argoproj\\.github\\.io|argo-cd\\.readthedocs\\.io|istio\\.io|kubernetes\\.io/docs'
  + '|github\\.com/(argoproj|cdk8s-argo-rollouts)|[a-z-]+\\.sigs\\.k8s\\.io|keda\\.sh)/');
const ids = RULES.map(({ id }) => id);

test('ids are well-formed, unique and in order', () => {
  for (const id of ids) {
    expect(id).toMatch(/^ARO[0-6]\d\d$/);
  }
  expect(ids).toEqual([...new Set(ids)].sort());
});

test('every file holds one rule, and every rule is listed', () => {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('index.ts'));
  const written = files.flatMap((file) => [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/^ {2}id: '(\w+)',$/gm)].map(([, id]) => id));
  expect(written.sort()).toEqual(ids);
  expect(files).toHaveLength(ids.length);
});

test.each(DOCUMENTED.map((rule) => [rule.id, rule] as const))('%s says what it is about', (_, rule) => {
  expect(rule.title).toMatch(/^[A-Z].{10,90}[^.]$/);
  expect(rule.why).toMatch(/^[A-Z].{40,}\.$/);
  expect(rule.fix).toMatch(/^[a-z].{6,}[^.]$/);
  expect(rule.link).toMatch(LINK);
});

test('whoever finds an error is asked at synth', () => {
  const asked = rulesAtSynth(true).map(({ id }) => id);
  const errors = RULES.flatMap(({ example: { base, bad } }) => checkManifests(applySnippet(base, bad), { closedWorld: true }))
    .filter(({ severity }) => severity === 'error').map(({ id }) => id);
  expect(asked).toEqual(expect.arrayContaining([...new Set(errors)]));
  expect(rulesAtSynth(false).every(({ tellsOfAbsence, severity }) => severity === 'error' || tellsOfAbsence !== true)).toBe(true);
});

describe('the example of', () => {
  const found = (manifests: any[]): string[] => checkManifests(manifests).map(formatFinding);

  test.each(Object.entries(BASES))('every base is in order: %s', (_, base) => {
    expect(found(Object.values(base()))).toEqual([]);
  });

  // What cannot be read never gets as far as the rules.
  test.each(DOCUMENTED.filter(({ id }) => id !== 'ARO001').map(({ id, example }) => [id, example] as const))(
    '%s is found by this rule and no other, and its good twin by none', (id, { base, bad, good }) => {
      const mistakes = checkManifests(applySnippet(base, bad));
      expect(mistakes.map(formatFinding)).not.toEqual([]);
      expect([...new Set(mistakes.map((finding) => finding.id))]).toEqual([id]);
      expect(found(applySnippet(base, good))).toEqual([]);
      expect(bad).not.toEqual(good);
    },
  );
});

test('RULES.md is in step with the rules: npm run rules', () => {
  expect(readFileSync(join(__dirname, '../../RULES.md'), 'utf8')).toBe(rulesPage());
});

test('no rule knows of constructs, nor of anything but the grammar of PromQL', () => {
  const folder = join(FOLDER, '..');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const packages = [...readFileSync(join(folder, file), 'utf8').matchAll(/ from '([^.'][^']*)'/g)].map(([, name]) => name);
    expect([file, packages.filter((name) => !(file.startsWith('promql') && name === '@lezer/common'))]).toEqual([file, []]);
  }
});
