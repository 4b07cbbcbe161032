import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';

/** A manifest as it stands in a file. */
export type Manifest = Record<string, any>;

export const EXAMPLES = path.join(__dirname, '..', '..', 'examples');

/** The folders of all examples, in order. */
export function folders(): string[] {
  return readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

/** The files that a program writes: their text, by name. */
export function filesWrittenBy(run: (outdir: string) => void): Map<string, string> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'examples-'));
  try {
    run(outdir);
    return new Map(readdirSync(outdir).sort().map((name) => [name, readFileSync(path.join(outdir, name), 'utf8')]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const texts = new Map<string, string>();

/** The YAML that an example writes. A program runs once for each test file, since loading the libraries takes longest. */
export function yamlOf(folder: string): string {
  const known = texts.get(folder);
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
  const text = files.get(`${folder}.k8s.yaml`);
  if (text === undefined || files.size !== 1) {
    throw new Error(`${folder} wrote ${[...files.keys()].join(', ')}`);
  }
  texts.set(folder, text);
  return text;
}

export function manifestsOf(folder: string): Manifest[] {
  return parseAllDocuments(yamlOf(folder)).map((document) => document.toJS() as Manifest);
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
