import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { runCommand } from '../../lib/cli/command';

/** What a run of the command line came to. */
export interface Run {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** An empty folder that is the current one during each test. */
export function inFolder(): (files: Record<string, string | Uint8Array>) => void {
  const before = process.cwd();
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'check-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
  return (files) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
  };
}

/** Runs the command line in this process. */
export function run(argv: readonly string[], standardInput: string | Uint8Array = '', colour = false): Run {
  let out = '';
  let error = '';
  const status = runCommand(argv, {
    writeOut: (text) => { out += text; },
    writeError: (text) => { error += text; },
    readStandardInput: () => Buffer.from(standardInput),
    colour,
  });
  return { status, out, error };
}

/** A Rollout with one mistake, on line 10, and no other. */
export const BAD = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: checkout
  namespace: shop
spec:
  strategy:
    canary:
      steps:
        - setWeight: 101
  selector:
    matchLabels: { app: checkout }
  template:
    metadata:
      labels: { app: checkout }
    spec:
      containers: [{ name: main, image: checkout }]
`;

export const GOOD = BAD.replace('101', '100');

/** What is said about it, behind the place. */
export const SAID = 'error [Rollout shop/checkout] ARO101 spec.strategy.canary.steps[0].setWeight: '
  + '101 is outside 0 to 100; give a whole number in that range';
