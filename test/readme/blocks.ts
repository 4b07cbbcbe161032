import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** A fenced block of the README. */
export interface Block {
  readonly language: string;
  /** The name that the first line of a program gives: `// main.ts`. */
  readonly file: string | undefined;
  readonly text: string;
}

export const ROOT = path.join(__dirname, '..', '..');

/** The fenced blocks of the README, in order. */
export function readmeBlocks(): Block[] {
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  return [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => ({
    language: language!,
    file: /^\/\/ (\S+\.ts)\n/.exec(text!)?.[1],
    text: text!,
  }));
}

/** The first block of a language after a program. */
export function blockAfter(file: string, language: string): string {
  const blocks = readmeBlocks();
  const start = blocks.findIndex((block) => block.file === file);
  const found = blocks.slice(start).find((block) => block.language === language);
  if (start < 0 || found === undefined) {
    throw new Error(`the README has no ${language} block after ${file}`);
  }
  return found.text;
}

/** The YAML block whose first line names the file. */
export function yamlBlock(file: string): string {
  const found = readmeBlocks().find(({ language, text }) => language === 'yaml' && text.startsWith(`# ${file}\n`));
  if (found === undefined) {
    throw new Error(`the README has no ${file}`);
  }
  return found.text;
}

/** The first text block after that YAML block. */
export function textAfterYaml(file: string): string {
  const blocks = readmeBlocks();
  const start = blocks.findIndex(({ text }) => text === yamlBlock(file));
  return blocks.slice(start).find(({ language }) => language === 'text')?.text ?? '';
}
