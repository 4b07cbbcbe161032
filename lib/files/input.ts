import type { Stats } from 'fs';
import { readdirSync, realpathSync, statSync } from 'fs';
import { join } from 'path';
import { asString, field } from '../model/json';
import { LARGEST_FILE, readBounded } from './bounded-read';
import type { WalkedFile } from './unbuilt';
import { Unbuilt } from './unbuilt';

const EXTENSIONS = /\.(ya?ml|json)$/i;

/** A file whose text is known. */
export interface InputFile {
  /** As the user named it, or found below what the user named; with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The path that was given and led to it. */
  readonly root: string;
}

/** What the given paths lead to. */
export interface Input {
  readonly files: readonly InputFile[];
  /** What could not be read, as sentences. */
  readonly problems: readonly string[];
  /** What was left out on purpose, as sentences. */
  readonly notices: readonly string[];
}

/** How standard input is named in findings. */
export const STANDARD_INPUT = '<stdin>';

/** Opening it fails where standard input is a socket. */
const STANDARD_INPUT_PATH = '/dev/stdin';

/**
 * Reads files, and folders with what is below them: `*.yaml`, `*.yml` and `*.json`, but nothing in hidden folders or in
 * `node_modules`, no templates of Helm, and no patches of kustomize. Each file is read once, however many links lead to it.
 *
 * @param paths what to read; `-` is standard input
 */
export function readInput(paths: readonly string[], readStandardInput: () => Uint8Array): Input {
  const walk = new Walk();
  for (const path of paths) {
    walk.root = path;
    if (path === '-') {
      walk.add(STANDARD_INPUT, readStandardInput);
    } else if (path === STANDARD_INPUT_PATH) {
      walk.add(path, readStandardInput);
    } else {
      walk.visit(path.replace(/\\/g, '/').replace(/(?<=.)\/+$/, ''), true);
    }
  }
  return walk.input;
}

class Walk {
  public root = '';
  private readonly files: InputFile[] = [];
  private readonly walked: WalkedFile[] = [];
  private readonly problems: string[] = [];
  private readonly unbuilt = new Unbuilt();
  /** What is checked whatever it is, since the user named it. */
  private readonly named = new Set<string>();
  private readonly visited = new Set<string>();
  /** How many files were met, and folders once more. */
  private met = 0;

  public get input(): Input {
    // What is to be left out is known only now: a kustomization may name patches of other folders.
    const { left, notices } = this.unbuilt.leaveOut(this.walked.filter(({ target }) => !this.named.has(target)));
    const paths = new Set(Array.from(left, ({ path }) => path));
    return { files: this.files.filter(({ path }) => !paths.has(path)), problems: this.problems, notices };
  }

  public visit(path: string, named: boolean): void {
    this.met += EXTENSIONS.test(path) ? 1 : 0;
    try {
      const status = statSync(path);
      if (isStream(status)) {
        // One that is met on a walk is not meant: reading it could take for ever.
        if (named) {
          this.add(path, () => readBounded(path));
        }
        return;
      }
      const target = realpathSync(path);
      if (named) {
        this.named.add(target);
      }
      if (this.visited.has(target)) {
        this.met += 1;
        return;
      }
      if (status.isDirectory()) {
        this.visited.add(target);
        this.visitFolder(path, named);
      } else if (!status.isFile()) {
        if (named) {
          this.problems.push(`${path}: is neither a file nor a folder nor a pipe`);
        }
      } else if (status.size > LARGEST_FILE) {
        this.problems.push(tooLarge(path, megabytes(status.size)));
      } else {
        this.visited.add(target);
        this.add(path, () => readBounded(path), target);
      }
    } catch (error) {
      this.problems.push(`${path.trim() === '' ? JSON.stringify(path) : path}: ${reasonOf(error)}`);
    }
  }

  public add(path: string, read: () => Uint8Array, target?: string): void {
    try {
      const bytes = read();
      if (bytes.length > LARGEST_FILE) {
        this.problems.push(tooLarge(path, `over ${megabytes(LARGEST_FILE)}`));
      } else {
        this.files.push({ path, bytes, root: this.root });
        if (target !== undefined) {
          this.walked.push({ path, target, bytes });
        }
      }
    } catch (error) {
      this.problems.push(`${path}: ${reasonOf(error)}`);
    }
  }

  private visitFolder(path: string, named: boolean): void {
    const before = this.met;
    const names = readdirSync(path).sort();
    const kept = this.unbuilt.keep(path, names);
    this.met += kept.length < names.length ? 1 : 0;
    for (const name of kept) {
      const child = path === '.' ? name : join(path, name).replace(/\\/g, '/');
      if (!name.startsWith('.') && name !== 'node_modules' && (EXTENSIONS.test(name) || isFolder(child))) {
        this.visit(child, false);
      }
    }
    if (named && this.met === before) {
      this.problems.push(`${path}: has no YAML or JSON files in it`);
    }
  }
}

/** Whether it is read from its beginning to its end, and only once: a pipe, or a device such as `/dev/fd/63`. */
function isStream(status: Stats): boolean {
  return status.isFIFO() || status.isCharacterDevice();
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // A link that leads nowhere, say, which keeps nothing beside it from being checked.
    return false;
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MiB`;
}

function tooLarge(path: string, size: string): string {
  return `${path}: has ${size}, and files of over ${megabytes(LARGEST_FILE)} are not read; split it`;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'does not exist'],
  ['EACCES', 'may not be read'],
  ['EPERM', 'may not be read'],
  ['ELOOP', 'is a symbolic link that leads to itself'],
  ['ENAMETOOLONG', 'has too long a name'],
]);

function reasonOf(error: unknown): string {
  const code = asString(field(error, 'code')) ?? '';
  return REASONS.get(code) ?? `cannot be read${code === '' ? '' : ` (${code})`}`;
}
