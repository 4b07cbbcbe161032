#!/usr/bin/env node
import { readFileSync, writeSync } from 'fs';
import { field } from '../model/json';
import { runCommand } from './command';

const STANDARD_INPUT = 0;

/** Writes all of it before the process ends, also into a pipe whose reader is slow; a reader that has left is no error. */
function writeTo(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length;) {
    try {
      start += writeSync(descriptor, bytes, start);
    } catch (error) {
      const code = field(error, 'code');
      if (code === 'EPIPE') {
        return;
      }
      if (code !== 'EAGAIN') {
        throw error;
      }
    }
  }
}

process.exitCode = runCommand(process.argv.slice(2), {
  writeOut: (text) => { writeTo(1, text); },
  writeError: (text) => { writeTo(2, text); },
  readStandardInput: () => readFileSync(STANDARD_INPUT),
  colour: process.stdout.isTTY && process.env.NO_COLOR === undefined,
});
