import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, posix, relative, sep } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');

/** A file, by its path from the root, with forward slashes and without `.ts`. */
interface Source {
  readonly name: string;
  /** The folder below `lib`, or the name of the file there. */
  readonly part: string;
  readonly text: string;
  /** The files of this repository that it imports or exports from, by their names. */
  readonly files: readonly string[];
  /** The packages that it imports from. */
  readonly packages: readonly string[];
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => read(relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/')));
}

function read(file: string): Source {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const name = file.replace(/\.ts$/, '');
  const imported = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const files = imported.filter((from) => from.startsWith('.')).map((from) => resolve(posix.join(posix.dirname(name), from)));
  return { name, part: name.split('/')[1] ?? '', text, files, packages: imported.filter((from) => !from.startsWith('.')) };
}

function resolve(name: string): string {
  return existsSync(join(ROOT, `${name}.ts`)) || name.endsWith('.json') ? name : posix.join(name, 'index');
}

const LIB = sourcesIn('lib');

/** The parts of the library that each part may know, besides itself. */
const MAY_KNOW: ReadonlyMap<string, readonly string[]> = new Map([
  ['model', []],
  ['check', ['model']],
  ['files', ['check', 'model']],
  ['validation', ['files', 'check', 'model']],
  ['core', ['check', 'model']],
  ['service', ['core', 'model']],
  ['autoscaling', ['core', 'model']],
  ['analysis', ['core', 'model']],
  ['traffic', ['service', 'core', 'model']],
  ['argo-cd', ['core', 'check', 'model']],
  ['notifications', ['core', 'model']],
  ['controller', ['argo-cd', 'notifications', 'service', 'core', 'check', 'model']],
  ['rollout', ['traffic', 'notifications', 'analysis', 'service', 'autoscaling', 'core', 'model']],
  ['index', ['rollout', 'traffic', 'analysis', 'service', 'autoscaling', 'controller', 'argo-cd', 'notifications', 'validation', 'model']],
  ['cli', ['files', 'check', 'model']],
  ['cdktf', ['index', 'controller', 'core', 'check', 'model']],
]);

const CONSTRUCTS = ['cdk8s', 'cdk8s-plus-28', 'constructs'];

/** The packages that a part may use besides those of the constructs; a listed part has only these. */
const PACKAGES: ReadonlyMap<string, readonly string[]> = new Map([
  ['model', ['path', 'util', 'yaml']],
  ['check', ['@lezer/common', '@prometheus-io/lezer-promql']],
  ['files', ['fs', 'path', 'yaml']],
  ['core', ['cdk8s', 'constructs']],
  ['controller', [...CONSTRUCTS, 'crypto']],
  ['index', []],
]);

/** The parts that may use anything that package.json declares. */
const DOORS = ['cli', 'cdktf'];

/** The files of `lib` that the promise is broken in. */
function offenders(breaks: (source: Source) => boolean): string[] {
  return LIB.filter(breaks).map(({ name }) => name);
}

test('the library is found', () => {
  expect(LIB.map(({ name }) => name)).toEqual(expect.arrayContaining(['lib/index', 'lib/core/lazy', 'lib/check/check']));
});

test('each part knows only those below it', () => {
  const upward = LIB.flatMap(({ name, part, files }) => files
    .filter((file) => file.startsWith('lib/'))
    .filter((file) => ![part, ...MAY_KNOW.get(part) ?? []].includes(file.split('/')[1] ?? ''))
    .map((file) => `${name} -> ${file}`));
  expect(upward).toEqual([]);
});

test('each part uses only the packages that it is meant for', () => {
  const foreign = LIB.filter(({ part }) => !DOORS.includes(part)).flatMap(({ name, part, packages }) => packages
    .filter((used) => !(PACKAGES.get(part) ?? CONSTRUCTS).includes(used))
    .map((used) => `${name} -> ${used}`));
  expect(foreign).toEqual([]);
});

test('the door to Terraform is the only one that knows it', () => {
  expect(offenders(({ part, packages }) => part !== 'cdktf' && packages.some((used) => /cdktf|cdktn/.test(used)))).toEqual([]);
});

test('pure thinking knows no generated class', () => {
  expect(offenders(({ part, files }) => ['model', 'check'].includes(part) && files.some((file) => file.startsWith('imports/') && !file.endsWith('.json')))).toEqual([]);
});

test('the library does not reach into what surrounds it', () => {
  expect(offenders(({ files }) => files.some((file) => !/^(lib|imports)\/|^package\.json$/.test(file)))).toEqual([]);
});

test('examples and tests get the generated classes from the library', () => {
  const around = [...sourcesIn('examples'), ...sourcesIn('test')];
  const isClass = (file: string): boolean => file.startsWith('imports/') && !file.endsWith('.json');
  expect(around.filter(({ files }) => files.some(isClass)).map(({ name }) => name)).toEqual([]);
});

test('no file imports itself, however long the way round', () => {
  const byName = new Map(LIB.map((source) => [source.name, source]));
  const settled = new Set<string>();
  const cycles: string[] = [];
  const visit = (name: string, way: readonly string[]): void => {
    if (way.includes(name)) {
      cycles.push([...way.slice(way.indexOf(name)), name].join(' -> '));
    } else if (!settled.has(name)) {
      byName.get(name)?.files.forEach((file) => { visit(file, [...way, name]); });
      settled.add(name);
    }
  };
  LIB.forEach(({ name }) => { visit(name, []); });
  expect(cycles).toEqual([]);
});

test('every file is of use: something imports it, or a user does', () => {
  const imported = new Set(LIB.flatMap(({ files }) => files));
  const entrances = ['lib/index', 'lib/cdktf/index', 'lib/check/index', 'lib/cli/main'];
  expect(offenders(({ name }) => !imported.has(name) && !entrances.includes(name))).toEqual([]);
});

test('the index only passes on', () => {
  const lines = LIB.find(({ name }) => name === 'lib/index')?.text.trim().split('\n') ?? [];
  expect(lines.filter((line) => !/^export \*( as \w+)? from '\.[^']+';$/.test(line))).toEqual([]);
});

test('one file gives up types for what is made late', () => {
  expect(offenders(({ text }) => text.includes('Lazy.any('))).toEqual(['lib/core/lazy']);
});

test('no file is longer than can be read at once', () => {
  expect(offenders(({ text }) => text.split('\n').length > 300)).toEqual([]);
});
