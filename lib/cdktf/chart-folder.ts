import { createHash } from 'crypto';
import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Yaml } from 'cdk8s';
import { gzipSync } from 'zlib';
import { asString, field } from '../model/json';

/** A Helm chart that prints manifests as they are. */
export interface ChartFolder {
  /** Its version, which differs as soon as any manifest does. */
  readonly version: string;
  /** What tells it from any other. */
  readonly hash: string;
  /** The texts of its files, by their paths. */
  readonly files: ReadonlyMap<string, string>;
}

/** The file with the manifests. Helm reads templates elsewhere only, so nothing in it is a template. */
const MANIFESTS = 'manifests.yaml';

/**
 * The chart of the manifests.
 *
 * The template has nothing to interpret but the name of that file: what `Files.Get` returns is printed, not rendered. The
 * version is derived from the manifests, since the helm provider of Terraform looks at no file of a chart but at its
 * version and path (terraform-provider-helm#515).
 */
export function chartFolder(name: string, manifests: readonly unknown[]): ChartFolder {
  const text = Yaml.stringify(...manifests);
  const version = `0.0.0-sha-${sha256(text).slice(0, 12)}`;
  const files = new Map([
    ['Chart.yaml', Yaml.stringify({ apiVersion: 'v2', name, version, type: 'application', description: 'Manifests made by cdk8s' })],
    [MANIFESTS, text],
    [`templates/${MANIFESTS}`, `{{ .Files.Get "${MANIFESTS}" }}\n`],
  ]);
  return { version, hash: sha256(JSON.stringify([...files])).slice(0, 32).toUpperCase(), files };
}

/** Writes the files of the chart below a folder. */
export function writeChartFolder(folder: string, { files }: ChartFolder): void {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** What a Secret may hold; Helm keeps a release in one. */
const SECRET_LIMIT = 1_048_576;

/**
 * What is wrong with manifests as one release of Helm, though the cluster would take each of them.
 *
 * @param namespace that of the release
 */
export function releaseProblems(manifests: readonly unknown[], folder: ChartFolder, namespace: string): string[] {
  if (manifests.length === 0) {
    return ['chart: has no objects; give the chart after the constructs are in it, or leave the release out'];
  }
  const size = releaseSize(folder);
  return [
    ...manifests.some((manifest) => isNamespace(manifest, namespace))
      ? [`namespace: "${namespace}" is made by the chart itself, and Helm needs it before; leave \`namespace\` out, or give another one`]
      : [],
    ...size > SECRET_LIMIT
      ? [`chart: takes ${size} bytes as a release, and ${SECRET_LIMIT} is the most that a Secret holds; divide it into several charts`]
      : [],
    ...definedHere(manifests).map((kind) => `chart: has the CustomResourceDefinition of ${kind} and objects of that kind, and Helm looks `
      + 'for all kinds before it makes anything; put the definition into a release of its own, and let this one depend on it'),
  ];
}

/** Whether the manifest is the Namespace of that name. */
export function isNamespace(manifest: unknown, name: string): boolean {
  return field(manifest, 'apiVersion') === 'v1' && field(manifest, 'kind') === 'Namespace' && field(manifest, 'metadata', 'name') === name;
}

/** The kinds that are both defined and used. */
function definedHere(manifests: readonly unknown[]): string[] {
  const kindOf = (group: unknown, kind: unknown): string => `${asString(kind) ?? ''} of ${asString(group) ?? ''}`;
  const used = new Set(manifests.map((manifest) => kindOf(asString(field(manifest, 'apiVersion'))?.split('/')[0], field(manifest, 'kind'))));
  return manifests
    .filter((manifest) => field(manifest, 'kind') === 'CustomResourceDefinition')
    .map((manifest) => kindOf(field(manifest, 'spec', 'group'), field(manifest, 'spec', 'names', 'kind')))
    .filter((kind) => used.has(kind));
}

/** About how many bytes Helm writes: JSON with the files as base64 and the manifests once more, packed, as base64. */
function releaseSize({ files }: ChartFolder): number {
  const base64 = (bytes: Buffer): string => bytes.toString('base64');
  const chart = [...files].map(([name, text]) => ({ name, data: base64(Buffer.from(text)) }));
  return base64(gzipSync(JSON.stringify({ chart, manifest: files.get(MANIFESTS) }), { level: 9 })).length;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
