import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';

// Every folder holds one program; to load it is to run it.
const run = createRequire(__filename);

/** A program for Terraform: `npm run synth:terraform`. */
const TERRAFORM = 'a3-controller-by-terraform';

const folders = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== TERRAFORM)
  .map(({ name }) => name);
for (const folder of folders.sort()) {
  run(path.join(__dirname, folder, 'main'));
}
