import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { allFolders, EXAMPLES, TERRAFORM } from './synth';

const IDS = ['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'b3', 'b4', 'b5', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'g1'];

function read(...segments: string[]): string {
  return readFileSync(path.join(EXAMPLES, ...segments), 'utf8');
}

test('there is one example for each scenario', () => {
  expect(allFolders().map((folder) => folder.split('-')[0])).toEqual(IDS);
});

test('the list of examples links each of them, under its id', () => {
  const links = [...read('README.md').matchAll(/^\| (\w+) \| \[([^\]]+)\]\(([^)]+)\)/gm)].map(([, id, text, target]) => ({ id, text, target }));
  expect(links.sort((a, b) => a.target!.localeCompare(b.target!)))
    .toEqual(allFolders().map((folder) => ({ id: folder.split('-')[0]!.toUpperCase(), text: folder, target: folder })));
});

describe.each(allFolders())('%s', (folder) => {
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
    const ofTerraform = ['@cdktf/provider-helm/lib/provider', 'cdk8s-argo-rollouts/cdktf', 'cdktf'];
    const packages = ['cdk8s', 'cdk8s-argo-rollouts', 'cdk8s-plus-28', 'node:path', ...folder === TERRAFORM ? ofTerraform : []];
    expect(imports.filter((from) => !packages.includes(from!))).toEqual([]);
  });

  test('holds its program, its README, and the manifests it reads', () => {
    const read = readdirSync(path.join(EXAMPLES, folder)).filter((name) => !name.endsWith('.yaml'));
    expect(read.sort()).toEqual(['README.md', 'main.ts']);
  });
});
