#!/usr/bin/env node
import { writeSync } from 'fs';
import { readDescriptor } from '../files';
import { field } from '../model/json';
import { runCommand } from './command';
import { CommandError } from './command-error';

const STANDARD_INPUT = 0;
const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;

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

function writeOut(text: string): void {
  try {
    writeTo(STANDARD_OUTPUT, text);
  } catch (error) {
    throw new CommandError(`standard output cannot be written (${String(field(error, 'code'))})`);
  }
}

function writeError(text: string): void {
  try {
    writeTo(STANDARD_ERROR, text);
  } catch {
    // There is nowhere left to tell it, and the exit status does.
  }
}

process.exitCode = runCommand(process.argv.slice(2), {
  writeOut,
  writeError,
  readStandardInput: () => readDescriptor(STANDARD_INPUT),
  colour: process.stdout.isTTY && process.env.NO_COLOR === undefined,
});
