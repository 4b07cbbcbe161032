import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { EXAMPLES, folders } from './synth';

const IDS = ['a1', 'a4', 'b1', 'b2', 'b3', 'b4', 'b5', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'];

function read(...segments: string[]): string {
  return readFileSync(path.join(EXAMPLES, ...segments), 'utf8');
}

test('there is one example for each scenario', () => {
  expect(folders().map((folder) => folder.split('-')[0])).toEqual(IDS);
});

test('the list of examples links each of them, under its id', () => {
  const links = [...read('README.md').matchAll(/^\| (\w+) \| \[([^\]]+)\]\(([^)]+)\)/gm)].map(([, id, text, target]) => ({ id, text, target }));
  expect(links.sort((a, b) => a.target!.localeCompare(b.target!)))
    .toEqual(folders().map((folder) => ({ id: folder.split('-')[0]!.toUpperCase(), text: folder, target: folder })));
});

describe.each(folders())('%s', (folder) => {
  test('has a README that tells what happens and what is worth noticing', () => {
    const text = read(folder, 'README.md');
    expect(text.startsWith(`# ${folder.split('-')[0]!.toUpperCase()}: `)).toBe(true);
    expect(text).toMatch(/^1\. /m);
    expect(text).toContain('Worth noticing:');
    expect(text.split('\n').length).toBeLessThanOrEqual(26);
  });

  test('stands alone: nothing is imported but packages', () => {
    const imports = [...read(folder, 'main.ts').matchAll(/from '([^']+)'/g)].map(([, from]) => from);
    expect(imports).toContain('cdk8s-argo-rollouts');
    const packages = ['cdk8s', 'cdk8s-argo-rollouts', 'cdk8s-plus-28', 'node:path'];
    expect(imports.filter((from) => !packages.includes(from!))).toEqual([]);
  });

  test('holds its program, its README, and the manifests it reads', () => {
    const read = readdirSync(path.join(EXAMPLES, folder)).filter((name) => !name.endsWith('.yaml'));
    expect(read.sort()).toEqual(['README.md', 'main.ts']);
  });
});
