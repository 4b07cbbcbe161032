import { closeSync, openSync, readSync } from 'fs';
import { field } from '../model/json';

/** The largest file that is read, in bytes. No object in a cluster can have more than 1.5 MB. */
export const LARGEST_FILE = 10 * 1024 * 1024;

const PIECE = 64 * 1024;

/** Reads a file, a pipe or a device to its end, or until it has shown that it is larger than any file that is read. */
export function readBounded(path: string): Uint8Array {
  const descriptor = openSync(path, 'r');
  try {
    return readDescriptor(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The same for what is open already. */
export function readDescriptor(descriptor: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length <= LARGEST_FILE) {
    const piece = readPiece(descriptor);
    if (piece.length === 0) {
      break;
    }
    pieces.push(piece);
    length += piece.length;
  }
  return Buffer.concat(pieces, length);
}

function readPiece(descriptor: number): Uint8Array {
  const piece = Buffer.alloc(PIECE);
  for (;;) {
    try {
      return piece.subarray(0, readSync(descriptor, piece, 0, PIECE, null));
    } catch (error) {
      const code = field(error, 'code');
      if (code === 'EOF') {
        return piece.subarray(0, 0);
      }
      if (code !== 'EAGAIN') {
        throw error;
      }
      // Somebody else has made the pipe one that does not wait.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MILLISECONDS);
    }
  }
}

const WAIT_MILLISECONDS = 5;
