import { existsSync } from 'node:fs';
import * as path from 'node:path';

/** A program that is on the PATH of this machine, or `undefined`. */
export function binary(name: string): string | undefined {
  return (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/**
 * A test that needs a program which is not installed with the project. Where it is not on the PATH, the test is skipped, and
 * its name says so.
 */
export function testWith(name: string, promise: string, body: (program: string) => void): void {
  const program = binary(name);
  if (program === undefined) {
    test.skip(`${promise} (skipped: there is no ${name} on this machine)`, () => undefined);
  } else {
    test(promise, () => { body(program); }, 60_000);
  }
}
