import { existsSync, realpathSync, statSync } from 'fs';
import { basename, dirname, join, posix, resolve } from 'path';
import { parseDocument } from 'yaml';
import { asList, asRecord, asString, field } from '../model/json';
import { LARGEST_FILE, readBounded } from './bounded-read';
import { isTemplate } from './flaws';

/** The names that kustomize looks for. */
const KUSTOMIZATIONS: ReadonlySet<string> = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);
const KUSTOMIZE_API = 'kustomize.config.k8s.io/';

const MOST_SHOWN = 3;
const THEN = '| npx cdk8s-argo-rollouts check -';

/** A file that a walk has led to. */
export interface WalkedFile {
  readonly path: string;
  /** The path without links. */
  readonly target: string;
  readonly bytes: Uint8Array;
}

/** What tools have yet to make manifests of, in folders that are walked: templates of Helm, and parts of objects for kustomize. */
export class Unbuilt {
  private readonly templates: string[] = [];
  private readonly overlays: string[] = [];
  private readonly patches = new Set<string>();

  /** Of the names in a folder, those that are not to be left out. */
  public keep(folder: string, names: readonly string[]): readonly string[] {
    if (isOfChart(folder)) {
      this.templates.push(folder);
    }
    const kustomization = names.find((name) => KUSTOMIZATIONS.has(name));
    const patches = kustomization === undefined ? undefined : patchesOf(join(folder, kustomization));
    if (patches === undefined) {
      return names;
    }
    this.overlays.push(folder);
    patches.forEach((patch) => { this.patches.add(realPath(join(folder, patch))); });
    return names.filter((name) => name !== kustomization);
  }

  /** What is left out of the files, now that all are known, and how it is checked, as sentences. */
  public leaveOut(files: readonly WalkedFile[]): { readonly left: ReadonlySet<WalkedFile>; readonly notices: readonly string[] } {
    const left = new Set(files.filter(({ target }) => this.patches.has(target)));
    const charts: string[] = [];
    for (const folder of this.templates) {
      const inFolder = files.filter(({ path }) => folder === '.' || path.startsWith(`${folder}/`));
      // The templates of a chart that cdk8s has made are manifests. If one is none, references from the others lead nowhere.
      if (inFolder.some(({ bytes }) => isTemplate(Buffer.from(bytes).toString()))) {
        inFolder.forEach((file) => { left.add(file); });
        charts.push(folder === '.' ? '..' : posix.dirname(folder));
      }
    }
    // What a chart depends on is rendered with it.
    const outermost = charts.filter((chart) => !charts.some((other) => chart.startsWith(posix.join(other, 'charts/'))));
    return {
      left,
      notices: [
        ...notice(outermost, 'templates of Helm', (chart) => `render them first: helm template ${chart ?? 'CHART'} ${THEN}`),
        ...notice(this.overlays, 'the kustomization and its patches', (folder) => `build it first: kustomize build ${folder ?? 'FOLDER'} ${THEN}`),
      ],
    };
  }
}

function notice(folders: readonly string[], what: string, fix: (folder: string | undefined) => string): string[] {
  const [first, ...others] = folders;
  if (first === undefined) {
    return [];
  }
  const more = folders.length > MOST_SHOWN ? ` and ${folders.length - MOST_SHOWN} more` : '';
  return [`${folders.slice(0, MOST_SHOWN).join(', ')}${more}: ${what} are left out; ${fix(others.length === 0 ? first : undefined)}`];
}

/** Whether a folder holds the templates of a chart. */
function isOfChart(folder: string): boolean {
  const path = resolve(folder);
  return basename(path) === 'templates' && existsSync(join(dirname(path), 'Chart.yaml'));
}

/** The patches that a kustomization names; `undefined` where the file is none. */
function patchesOf(path: string): string[] | undefined {
  const content = contentOf(path);
  const apiVersion = field(content, 'apiVersion');
  // Flux has another Kustomization, which is a manifest.
  if (content === undefined || (apiVersion !== undefined && asString(apiVersion)?.startsWith(KUSTOMIZE_API) !== true)) {
    return undefined;
  }
  const resources = new Set(asList(content.resources).map((resource) => posix.normalize(asString(resource) ?? '')));
  return [content.patches, content.patchesStrategicMerge, content.patchesJson6902]
    .flatMap(asList)
    .map((patch) => asString(patch) ?? asString(field(patch, 'path')))
    // A patch can also stand there itself.
    .filter((patch): patch is string => patch !== undefined && !patch.includes('\n') && !resources.has(posix.normalize(patch)));
}

function contentOf(path: string): ReturnType<typeof asRecord> {
  try {
    // What is no file could keep the walk waiting.
    const bytes = statSync(path).isFile() ? readBounded(path) : undefined;
    if (bytes === undefined || bytes.length > LARGEST_FILE) {
      return undefined;
    }
    const document = parseDocument(new TextDecoder().decode(bytes), { logLevel: 'silent', prettyErrors: false, uniqueKeys: false });
    return document.errors.length > 0 ? undefined : asRecord(document.toJS());
  } catch {
    // It is read as any other file, and told of there.
    return undefined;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
