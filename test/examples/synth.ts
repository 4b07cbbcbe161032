import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';

/** A manifest as it stands in a file. */
export type Manifest = Record<string, any>;

export const EXAMPLES = path.join(__dirname, '..', '..', 'examples');

/** The one example that is for Terraform, and writes no manifests. */
export const TERRAFORM = 'a3-controller-by-terraform';

/** The folders of all examples, in order. */
export function allFolders(): string[] {
  return readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

/** The folders of the examples that `cdk8s synth` runs, in order. */
export function folders(): string[] {
  return allFolders().filter((name) => name !== TERRAFORM);
}

/** The files below a folder: their text, by their paths in it, with forward slashes. */
export function filesIn(folder: string): Map<string, string> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  return new Map(files.map((file): [string, string] => [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file, 'utf8')]).sort());
}

/** The files that a program writes. */
export function filesWrittenBy(run: (outdir: string) => void): Map<string, string> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'examples-'));
  try {
    run(outdir);
    return filesIn(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const written = new Map<string, Map<string, string>>();

/**
 * The files that an example writes: one of its name, or more in a folder of its name. A program runs once for each test
 * file, since loading the libraries takes longest.
 */
export function filesOf(folder: string): Map<string, string> {
  const known = written.get(folder);
  if (known !== undefined) {
    return known;
  }
  const files = filesWrittenBy((outdir) => {
    const before = process.env.CDK8S_OUTDIR;
    process.env.CDK8S_OUTDIR = outdir;
    try {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      require(path.join(EXAMPLES, folder, 'main'));
    } finally {
      if (before === undefined) {
        delete process.env.CDK8S_OUTDIR;
      } else {
        process.env.CDK8S_OUTDIR = before;
      }
    }
  });
  if (files.size === 0 || [...files.keys()].some((name) => exampleOf(name) !== folder)) {
    throw new Error(`${folder} wrote ${[...files.keys()].join(', ')}`);
  }
  written.set(folder, files);
  return files;
}

/** The example that a file is of. */
export function exampleOf(file: string): string {
  return file.replace(/\/.*$|\.k8s\.yaml$/, '');
}

function parsed(text: string): Manifest[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}

/** The manifests that go to one cluster: all of an example, or those in folders of one environment, as `staging-checkout`. */
export function clustersOf(folder: string): Manifest[][] {
  const clusters = new Map<string, Manifest[]>();
  for (const [file, text] of filesOf(folder)) {
    const cluster = file.split('/')[1]?.split('-')[0] ?? '';
    clusters.set(cluster, [...clusters.get(cluster) ?? [], ...parsed(text)]);
  }
  return [...clusters.values()];
}

export function manifestsOf(folder: string): Manifest[] {
  return clustersOf(folder).flat();
}

/** The folder of the scenario with this id, e.g. `c1`. */
export function scenario(id: string): Scenario {
  const folder = folders().find((name) => name.startsWith(`${id}-`));
  if (folder === undefined) {
    throw new Error(`no example ${id}`);
  }
  return new Scenario(manifestsOf(folder));
}

/** The manifests of one example. */
export class Scenario {
  public constructor(public readonly manifests: Manifest[]) {}

  /** The one object of this kind and name. */
  public find(kind: string, name: string): Manifest {
    const [found, ...others] = this.manifests.filter((manifest) => manifest.kind === kind && manifest.metadata.name === name);
    if (found === undefined || others.length > 0) {
      throw new Error(`not one ${kind} ${name}, but ${found === undefined ? 'none' : 'several'}`);
    }
    return found;
  }

  /** `kind/name` of every object, sorted. */
  public get objects(): string[] {
    return this.manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort();
  }

  public rollout(name: string): Manifest {
    return this.find('Rollout', name);
  }

  /** The only container of the rollout's pods. */
  public container(name: string): Manifest {
    const { containers } = this.rollout(name).spec.template.spec;
    expect(containers).toHaveLength(1);
    return containers[0];
  }

  /** What the controller will put in for the arguments of the metrics of one AnalysisTemplate. */
  public resolved(template: string, run: Manifest): Manifest[] {
    const { args, metrics } = this.find('AnalysisTemplate', template).spec;
    let text = JSON.stringify(metrics);
    for (const { name } of args) {
      const { value } = run.args.find((argument: Manifest) => argument.name === name);
      text = text.split(`{{args.${name}}}`).join(value);
    }
    expect(text).not.toContain('{{');
    return JSON.parse(text);
  }
}

/** What every scenario with chip has in common. */
export function expectChip(chip: Scenario): void {
  expect(chip.find('Namespace', 'chip').metadata.labels).toEqual({ 'istio-injection': 'enabled' });
  const { metadata, spec, apiVersion } = chip.rollout('chip');
  expect(apiVersion).toBe('argoproj.io/v1alpha1');
  expect(metadata.namespace).toBe('chip');
  expect(spec.revisionHistoryLimit).toBe(2);
  expect(spec.selector).toEqual({ matchLabels: { app: 'chip' } });
  expect(spec.template.metadata.labels).toEqual({ app: 'chip' });
  expect(spec.template.spec.terminationGracePeriodSeconds).toBe(60);
  const container = chip.container('chip');
  expect(container.image).toBe('fidelissauro/chip:v2');
  expect(container.ports).toEqual([expect.objectContaining({ containerPort: 8080 })]);
  expect(container.resources).toEqual({ requests: { cpu: '100m', memory: '128Mi' } });
  expect(container.readinessProbe.httpGet).toMatchObject({ path: '/readiness', port: 8080 });
  expect(container.livenessProbe.httpGet).toMatchObject({ path: '/liveness', port: 8080 });
  expect(container.securityContext).toMatchObject({ runAsNonRoot: false, readOnlyRootFilesystem: false });
}

/** Steps as short texts: `20`, `10s`, `wait`, or the templates of an analysis. */
export function plan(rollout: Manifest): string[] {
  return rollout.spec.strategy.canary.steps.map((step: Manifest) => {
    expect(Object.keys(step)).toHaveLength(1);
    if (step.setWeight !== undefined) {
      return String(step.setWeight);
    }
    if (step.pause !== undefined) {
      return step.pause.duration === undefined ? 'wait' : String(step.pause.duration);
    }
    return step.analysis.templates.map(({ templateName }: Manifest) => templateName).join('+');
  });
}
