'use strict';
// Part (b): a hello-world with one CanaryRollout of the built package, run by ts-node, which type-checks it, over one with
// a bare ApiObject.
const { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { compare } = require('./processes');

const ROOT = join(__dirname, '..');

const OURS = `
import { App, Chart } from 'cdk8s';
import { CanaryRollout, CanarySteps } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'hello');
new CanaryRollout(chart, 'hello', {
  containers: [{ image: 'registry.example.com/hello:1.0.0', portNumber: 8080 }],
  steps: CanarySteps.linear(25),
});
app.synth();
`;

const BASE = `
import { ApiObject, App, Chart } from 'cdk8s';

const app = new App();
const chart = new Chart(app, 'hello');
new ApiObject(chart, 'hello', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { replicas: 1 } });
app.synth();
`;

/** The compiler options of `cdk8s init typescript-app`. */
const TSCONFIG = {
  compilerOptions: {
    alwaysStrict: true,
    declaration: true,
    experimentalDecorators: true,
    inlineSourceMap: true,
    inlineSources: true,
    lib: ['es2016'],
    module: 'CommonJS',
    noEmit: false,
    noEmitOnError: true,
    noFallthroughCasesInSwitch: true,
    noImplicitAny: true,
    noImplicitReturns: true,
    noImplicitThis: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    resolveJsonModule: true,
    strict: true,
    strictNullChecks: true,
    strictPropertyInitialization: true,
    stripInternal: true,
    target: 'ES2017',
  },
};

function typeChecked(rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const modules = join(folder, 'node_modules');
    mkdirSync(modules);
    for (const name of ['cdk8s', 'cdk8s-plus-28', 'constructs', '@types']) {
      symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
    }
    symlinkSync(ROOT, join(modules, 'cdk8s-argo-rollouts'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    writeFileSync(join(folder, 'ours.ts'), OURS);
    writeFileSync(join(folder, 'base.ts'), BASE);
    const tsNode = join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js');
    return compare([tsNode, 'ours.ts'], [tsNode, 'base.ts'], folder, rounds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

module.exports = { typeChecked };
