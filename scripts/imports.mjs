// Regenerates `imports/` from the CRDs of the upstream versions pinned in cdk8s.yaml.
//
//   npm run imports                 reads the addresses of cdk8s.yaml
//   npm run imports -- FOLDER       reads the YAML files of a folder instead
//
// Every CRD repeats the pod specification, which makes up five sixths of what `cdk8s import` would write and
// slows every `ts-node` run down. So the embedded pod and job templates are cut out (they are typed with the L1
// structs of cdk8s-plus), and all prose is dropped. An ApplicationSet repeats the Application dozens of times; its
// class has it never. The full schemas, pod template included, go to imports/schemas.json, to check manifests
// against, with everything that is repeated written once.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { lean, mapChildren, NAMES, strictSchema, TEMPLATES } from './crd-schema.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const OUTPUT = join(ROOT, 'imports');

/** A reference takes about as many characters. */
const SHORTEST_SHARED = 40;

/**
 * The kinds we import, with the version that we use of each first, and then the others that the API server takes, whose
 * schema is the same. Each entry becomes a file, named after its group, with a prefix where a group is of two projects.
 */
const WANTED = [
  {
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    kinds: ['AnalysisRun', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'Experiment', 'Rollout'],
  },
  { group: 'argoproj.io', prefix: 'argocd', versions: ['v1alpha1'], kinds: ['AppProject', 'Application', 'ApplicationSet'] },
  { group: 'networking.istio.io', versions: ['v1', 'v1beta1', 'v1alpha3'], kinds: ['DestinationRule', 'Gateway', 'VirtualService'] },
];

/**
 * What stays an open object in the generated classes, by its path: what an Application says again (each source
 * is a `source`, each template of an ApplicationSet has the `spec` of an Application), and what no construct here writes.
 */
const OPEN = [
  /^Application\.(operation|spec\.(sourceHydrator|sources\.\[\]|source\.(directory\.jsonnet|plugin)))$/,
  /^ApplicationSet\.spec\.generators\.\[\]\.(clusterDecisionResource|matrix|merge|plugin|pullRequest|scmProvider|\w+\.template)$/,
  /^ApplicationSet\.spec\.template\.spec$/,
];

async function readSources(folder) {
  if (folder !== undefined) {
    return readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)).sort()
      .map((name) => readFileSync(join(folder, name), 'utf8'));
  }
  const { imports } = parse(readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8'));
  return Promise.all(imports.map(async (address) => {
    const response = await fetch(address);
    if (!response.ok) {
      throw new Error(`${address}: HTTP status ${response.status}`);
    }
    return response.text();
  }));
}

function selectCrds(texts) {
  const found = texts
    .flatMap((text) => parseAllDocuments(text).map((document) => document.toJS()))
    .filter((object) => object?.kind === 'CustomResourceDefinition');
  return WANTED.flatMap(({ group, prefix = '', versions, kinds }) => kinds.map((kind) => {
    const [version] = versions;
    const crd = found.find(({ spec }) => spec.group === group && spec.names.kind === kind);
    const served = crd?.spec.versions.find(({ name }) => name === version);
    if (served === undefined) {
      throw new Error(`the sources have no CustomResourceDefinition ${group}/${version} ${kind}`);
    }
    return { group, prefix, version, versions, kind, names: crd.spec.names, scope: crd.spec.scope, schema: served.schema.openAPIV3Schema };
  }));
}

function isOpen(path) {
  return OPEN.some((pattern) => pattern.test(path));
}

function writeConstructs(crds, scratch) {
  for (const { group, prefix = '' } of WANTED) {
    const file = join(scratch, `${prefix}${group}.yaml`);
    const documents = crds.filter((crd) => crd.group === group && crd.prefix === prefix).map((crd) => stringify({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${crd.names.plural}.${group}` },
      spec: {
        group,
        names: { kind: crd.kind, plural: crd.names.plural },
        scope: crd.scope,
        versions: [{ name: crd.version, served: true, storage: true, schema: { openAPIV3Schema: lean(crd.schema, isOpen, crd.kind) } }],
      },
    }));
    writeFileSync(file, documents.join('---\n'));
    execFileSync(
      process.execPath,
      [
        join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s'), 'import', prefix === '' ? file : `${prefix}:=${file}`,
        '--language', 'typescript', '--output', OUTPUT, '--no-save', '--no-check-upgrade',
      ],
      { stdio: 'inherit', cwd: scratch },
    );
    quicken(join(OUTPUT, `${prefix === '' ? '' : `${prefix}-`}${group}.ts`));
  }
}

/** What cdk8s writes at the end of each function that makes JSON: it copies the object once more for each of its fields. */
const COPIED = 'return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});';

const DEFINED = `
function defined(fields: Record<string, any>): Record<string, any> {
  const kept: Record<string, any> = {};
  for (const name of Object.keys(fields)) {
    if (fields[name] !== undefined) {
      kept[name] = fields[name];
    }
  }
  return kept;
}
`;

/** Has a file of constructs leave absent fields out in a time that grows with their number, and not with its square. */
function quicken(file) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(COPIED)) {
    throw new Error(`${file}: cdk8s no longer writes what is to be replaced: ${COPIED}`);
  }
  writeFileSync(file, text.replaceAll(COPIED, 'return defined(result);').trimEnd() + `\n${DEFINED}`);
}

/** How often each schema is written, and the names of the fields that it is written for; by its text. */
function countUses(roots) {
  const uses = new Map();
  const visit = (schema, field) => {
    const text = JSON.stringify(schema);
    const use = uses.get(text) ?? { count: 0, fields: new Set() };
    uses.set(text, use);
    use.count += 1;
    use.fields.add(field);
    // What is inside of a repeated schema is written once, with it.
    if (use.count === 1) {
      mapChildren(schema, (child, name = field.replace(/([^s])s$/, '$1')) => visit(child, name));
    }
  };
  roots.forEach(([name, schema]) => visit(schema, name));
  return uses;
}

/** `Probe` for livenessProbe and readinessProbe, `Containers` for containers and initContainers, else the first field. */
function nameFor(fields, taken) {
  const words = [...fields].sort().map((field) => field.split(/(?=[A-Z])/).map((word) => word.toLowerCase()));
  const [first] = words;
  const isShared = (word, fromEnd) => words.every((others) => others[others.length - fromEnd] === word);
  const length = [...first].reverse().findIndex((word, index) => !isShared(word, index + 1));
  const kept = length <= 0 ? first : first.slice(-length);
  const name = kept.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  return !taken.has(name) ? name : Array.from(Array(999), (_, index) => `${name}${index + 2}`).find((other) => !taken.has(other));
}

/** Writes every schema that is repeated, and longer than a reference to it, once: among the definitions. */
function shareRepeated(roots) {
  const names = new Map();
  const taken = new Set([...roots.map(([name]) => name), ...NAMES.values()]);
  for (const [text, { count, fields }] of countUses(roots)) {
    if (count > 1 && text.length > SHORTEST_SHARED) {
      const name = NAMES.get(text) ?? nameFor(fields, taken);
      taken.add(name);
      names.set(text, name);
    }
  }
  const definitions = {};
  const refer = (schema) => {
    const name = names.get(JSON.stringify(schema));
    if (name === undefined) {
      return write(schema);
    }
    definitions[name] ??= write(schema);
    return { $ref: `#/$defs/${name}` };
  };
  const write = (schema) => ({ ...schema, ...mapChildren(schema, refer) });
  return { roots: roots.map(([name, schema]) => [name, write(schema)]), definitions };
}

/**
 * Each schema as JSON in a text: a program reads a text in a fraction of the time that it takes for an object, and parses
 * only the schemas that it needs. One line for each.
 */
function print(entries) {
  return `{\n${entries.map(([name, schema]) => `${JSON.stringify(name)}: ${JSON.stringify(JSON.stringify(schema))}`).join(',\n')}\n}`;
}

function writeSchemas(crds) {
  const kinds = crds.map(({ group, versions, kind, schema }) =>
    [`${group}/${kind}`, strictSchema(schema, { apiVersions: versions.map((version) => `${group}/${version}`), kind })]);
  const { roots, definitions } = shareRepeated([...TEMPLATES, ...kinds]);
  const byName = ([a], [b]) => (a < b ? -1 : 1);
  const $defs = [...roots.slice(0, TEMPLATES.size), ...Object.entries(definitions)].sort(byName);
  const schemas = roots.slice(TEMPLATES.size).sort(byName);
  writeFileSync(join(OUTPUT, 'schemas.json'), `{"$defs": ${print($defs)},\n"schemas": ${print(schemas)}}\n`);
}

const scratch = mkdtempSync(join(tmpdir(), 'imports-'));
try {
  const crds = selectCrds(await readSources(process.argv[2]));
  writeConstructs(crds, scratch);
  writeSchemas(crds);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
