// Regenerates `imports/` from the CRDs of the upstream versions pinned in cdk8s.yaml.
//
//   npm run imports                 reads the addresses of cdk8s.yaml
//   npm run imports -- FOLDER       reads the YAML files of a folder instead
//
// Every CRD repeats the pod specification, which makes up five sixths of what `cdk8s import` would write and
// slows every `ts-node` run down. So the embedded pod and job templates are cut out (they are typed with the L1
// structs of cdk8s-plus), and all prose is dropped. The full schemas, pod template included but written once, go
// to imports/schemas.json, to check manifests against.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { lean, strictSchema, TEMPLATES } from './crd-schema.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const OUTPUT = join(ROOT, 'imports');

/** The kinds we import, with the one version we use of each. A group becomes a file. */
const WANTED = {
  'argoproj.io': {
    version: 'v1alpha1',
    kinds: ['AnalysisRun', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'Experiment', 'Rollout'],
  },
  'networking.istio.io': { version: 'v1', kinds: ['DestinationRule', 'Gateway', 'VirtualService'] },
};

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
  return Object.entries(WANTED).flatMap(([group, { version, kinds }]) => kinds.map((kind) => {
    const crd = found.find(({ spec }) => spec.group === group && spec.names.kind === kind);
    const served = crd?.spec.versions.find(({ name }) => name === version);
    if (served === undefined) {
      throw new Error(`the sources have no CustomResourceDefinition ${group}/${version} ${kind}`);
    }
    return { group, version, kind, names: crd.spec.names, scope: crd.spec.scope, schema: served.schema.openAPIV3Schema };
  }));
}

function writeConstructs(crds, scratch) {
  for (const group of Object.keys(WANTED)) {
    const file = join(scratch, `${group}.yaml`);
    const documents = crds.filter((crd) => crd.group === group).map((crd) => stringify({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${crd.names.plural}.${group}` },
      spec: {
        group,
        names: { kind: crd.kind, plural: crd.names.plural },
        scope: crd.scope,
        versions: [{ name: crd.version, served: true, storage: true, schema: { openAPIV3Schema: lean(crd.schema) } }],
      },
    }));
    writeFileSync(file, documents.join('---\n'));
    execFileSync(
      process.execPath,
      [
        join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s'), 'import', file,
        '--language', 'typescript', '--output', OUTPUT, '--no-save', '--no-check-upgrade',
      ],
      { stdio: 'inherit', cwd: scratch },
    );
  }
}

function writeSchemas(crds) {
  const schemas = {};
  for (const { group, version, kind, schema } of crds) {
    schemas[`${group}/${version}/${kind}`] = strictSchema(schema, { apiVersion: `${group}/${version}`, kind });
  }
  const $defs = Object.fromEntries([...TEMPLATES].sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(OUTPUT, 'schemas.json'), `${JSON.stringify({ $defs, schemas }, undefined, 1)}\n`);
}

const scratch = mkdtempSync(join(tmpdir(), 'imports-'));
try {
  const crds = selectCrds(await readSources(process.argv[2]));
  writeConstructs(crds, scratch);
  writeSchemas(crds);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
