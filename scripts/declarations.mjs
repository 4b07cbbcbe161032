// The compiler writes a declaration for every module. Users need those alone that the ways into the package refer to.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import typescript from 'typescript';

/**
 * Removes the declarations below a folder that none of the entries refers to, directly or through others.
 *
 * @param {string} folder
 * @param {readonly string[]} entries
 */
export function keepReferenced(folder, entries) {
  const all = new Set(readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((name) => name.endsWith('.d.ts')));
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (all.delete(file)) {
      for (const { fileName } of typescript.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
        const target = join(dirname(file), fileName);
        open.push(`${target}.d.ts`, join(target, 'index.d.ts'));
      }
    }
  }
  all.forEach((file) => { rmSync(file); });
}
