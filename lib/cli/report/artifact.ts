import { isAbsolute, relative, resolve, sep } from 'path';
import { pathToFileURL } from 'url';
import { STANDARD_INPUT } from '../../files';

/** What paths are relative to: the current folder, which code scanning services take for the root of the repository. */
export const ROOT_ID = '%SRCROOT%';

/** A file as SARIF refers to it. What is below the current folder is the same on every machine. */
export function artifactOf(file: string): { readonly uri: string; readonly uriBaseId?: string } {
  if (file === STANDARD_INPUT) {
    return { uri: 'stdin' };
  }
  const path = relative(process.cwd(), resolve(file));
  if (isAbsolute(path) || path.split(sep)[0] === '..') {
    return { uri: pathToFileURL(file).href };
  }
  return { uri: path.split(sep).map(encodeURIComponent).join('/'), uriBaseId: ROOT_ID };
}
