import { readdirSync, readFileSync, realpathSync, statSync } from 'fs';
import { join } from 'path';
import { asString, field } from '../model/json';

/** The largest file that is read, in bytes. No object in a cluster can have more than 1.5 MB. */
const LARGEST_FILE = 10 * 1024 * 1024;

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
}

/** How standard input is named in findings. */
export const STANDARD_INPUT = '<stdin>';

/**
 * Reads files, and folders with what is below them: `*.yaml`, `*.yml` and `*.json`, but nothing in hidden folders or in
 * `node_modules`. Each file is read once, however many links lead to it.
 *
 * @param paths what to read; `-` is standard input
 */
export function readInput(paths: readonly string[], readStandardInput: () => Uint8Array): Input {
  const walk = new Walk();
  for (const path of paths) {
    walk.root = path;
    if (path === '-') {
      walk.add(STANDARD_INPUT, readStandardInput);
    } else {
      walk.visit(path.replace(/\\/g, '/').replace(/(?<=.)\/+$/, ''), true);
    }
  }
  return walk;
}

class Walk implements Input {
  public readonly files: InputFile[] = [];
  public readonly problems: string[] = [];
  public root = '';
  private readonly visited = new Set<string>();
  /** How many files were met, and folders once more. */
  private met = 0;

  public visit(path: string, named: boolean): void {
    this.met += EXTENSIONS.test(path) ? 1 : 0;
    try {
      const status = statSync(path);
      const target = realpathSync(path);
      if (this.visited.has(target)) {
        this.met += 1;
        return;
      }
      if (status.isDirectory()) {
        this.visited.add(target);
        this.visitFolder(path, named);
      } else if (!status.isFile()) {
        this.problems.push(`${path}: is neither a file nor a folder`);
      } else if (status.size > LARGEST_FILE) {
        this.problems.push(tooLarge(path, status.size));
      } else {
        this.visited.add(target);
        this.add(path, () => readFileSync(path));
      }
    } catch (error) {
      this.problems.push(`${path}: ${reasonOf(error)}`);
    }
  }

  public add(path: string, read: () => Uint8Array): void {
    try {
      const bytes = read();
      if (bytes.length > LARGEST_FILE) {
        this.problems.push(tooLarge(path, bytes.length));
      } else {
        this.files.push({ path, bytes, root: this.root });
      }
    } catch (error) {
      this.problems.push(`${path}: ${reasonOf(error)}`);
    }
  }

  private visitFolder(path: string, named: boolean): void {
    const before = this.met;
    const names = readdirSync(path).sort();
    for (const name of names) {
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

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function tooLarge(path: string, bytes: number): string {
  const megabytes = (size: number): string => `${Math.ceil(size / 1024 / 1024)} MiB`;
  return `${path}: has ${megabytes(bytes)}, and files of over ${megabytes(LARGEST_FILE)} are not read; split it`;
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
