import type { CheckOptions, Finding, Manifest } from '../check';
import { checkManifests, identityOf, unreadableRule } from '../check';
import { asWritten } from './as-written';
import type { Contents, PlacedManifest } from './documents';
import { readDocuments } from './documents';
import type { Flaw } from './flaws';
import { NOT_UTF8 } from './flaws';
import { Locator } from './locator';
import type { InputFile } from './input';
import type { Position } from './source-text';

/** A finding and where it stands. */
export interface LocatedFinding {
  readonly finding: Finding;
  /** `undefined` where it is about the options of the check. */
  readonly file: string | undefined;
  readonly position: Position;
}

/** The object of a finding, as `Rollout shop/checkout`; `''` where there is none. */
export function objectOf({ finding: { manifest } }: LocatedFinding): string {
  if (manifest === undefined) {
    return '';
  }
  const { kind, namespace, name = '(unnamed)' } = identityOf(manifest);
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** What was found in files. */
export interface FilesReport {
  readonly findings: readonly LocatedFinding[];
  /** How many Kubernetes objects were looked at. */
  readonly objects: number;
}

/** How files are checked. */
export interface CheckFilesOptions extends CheckOptions {
  /**
   * Whether each path that was given stands for a cluster of its own. One name in two of them is then no clash, and
   * neither refers to what is in the other.
   * @default false
   */
  readonly apart?: boolean;
}

/** Checks the objects in all files as those of one cluster, or of one for each path. */
export function checkFiles(files: readonly InputFile[], options: CheckFilesOptions = {}): FilesReport {
  const clusters = options.apart === true ? [...new Set(files.map(({ root }) => root))] : [undefined];
  const reports = clusters.map((cluster) => checkCluster(
    cluster === undefined ? files : files.filter(({ root }) => root === cluster), options,
  ));
  const findings = reports.flatMap((report) => report.findings);
  return {
    // What is wrong with the options is found anew with each cluster.
    findings: findings.filter(({ file }, index) => file !== undefined || index < (reports[0]?.findings.length ?? 0)),
    objects: reports.reduce((sum, { objects }) => sum + objects, 0),
  };
}

function checkCluster(files: readonly InputFile[], options: CheckOptions): FilesReport {
  const owners = new Map<Manifest, PlacedManifest & { readonly file: string }>();
  const unreadable: LocatedFinding[] = [];
  for (const file of files) {
    const text = decode(file.bytes);
    const contents = text === undefined ? NO_TEXT : readDocuments(text);
    for (const { position, flaw } of contents.unreadable) {
      unreadable.push({ file: file.path, position, finding: unreadableFinding(flaw) });
    }
    for (const placed of contents.manifests) {
      owners.set(placed.manifest, { ...placed, file: file.path });
    }
  }
  const locator = new Locator();
  const findings = checkManifests([...owners.keys()], options).map((finding): LocatedFinding => {
    const owner = finding.manifest === undefined ? undefined : owners.get(finding.manifest);
    if (owner === undefined) {
      return { finding, file: undefined, position: START };
    }
    const { position, plain } = locator.locate(owner.place, finding.field);
    return { finding: asWritten(finding, plain), file: owner.file, position };
  });
  return { findings: inOrderOf(files, [...unreadable, ...findings]), objects: owners.size };
}

const START: Position = { line: 1, column: 1 };
const NO_TEXT: Contents = { manifests: [], unreadable: [{ position: START, flaw: NOT_UTF8 }] };

/** The text of a file; `undefined` where it is none. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function unreadableFinding({ text, fix = unreadableRule.fix }: Flaw): Finding {
  const { id, severity } = unreadableRule;
  return { id, severity, manifest: undefined, field: 'document', text, fix };
}

/** By file, in the order in which they were read; in a file from top to bottom. */
function inOrderOf(files: readonly InputFile[], findings: readonly LocatedFinding[]): LocatedFinding[] {
  const order = new Map<string | undefined, number>(files.map(({ path }, index) => [path, index]));
  const rank = ({ file }: LocatedFinding): number => order.get(file) ?? -1;
  return [...findings].sort((left, right) => rank(left) - rank(right)
    || left.position.line - right.position.line
    || left.position.column - right.position.column);
}
