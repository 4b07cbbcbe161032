import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { checkManifests, formatFinding } from '../../lib/check';
import { EXAMPLES, TERRAFORM } from '../examples/synth';

const CONFIGURATION = path.join('stacks', TERRAFORM, 'cdk.tf.json');

/** What the program writes that Terraform reads: the text of each file, by its path. */
function filesWritten(): ReadonlyMap<string, string> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'terraform-'));
  const before = process.env.CDKTF_OUTDIR;
  process.env.CDKTF_OUTDIR = outdir;
  try {
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      require(path.join(EXAMPLES, TERRAFORM, 'main'));
    });
    const files = readdirSync(path.join(outdir, 'stacks'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(files.map((file) => path.join(file.parentPath, file.name)).sort()
      .map((file) => [path.relative(outdir, file), readFileSync(file, 'utf8')]));
  } finally {
    if (before === undefined) {
      delete process.env.CDKTF_OUTDIR;
    } else {
      process.env.CDKTF_OUTDIR = before;
    }
    rmSync(outdir, { recursive: true });
  }
}

describe('A3: the controller by Terraform', () => {
  const files = filesWritten();
  const { resource } = JSON.parse(files.get(CONFIGURATION) ?? '');
  const { 'argo-rollouts': controller, 'rollouts-demo': demo } = resource.helm_release;

  test('the controller is a release of the chart, with the dashboard, in a namespace that is made', () => {
    expect(controller).toMatchObject({
      name: 'argo-rollouts',
      chart: 'argo-rollouts',
      repository: 'https://argoproj.github.io/argo-helm',
      namespace: 'argo-rollouts',
      create_namespace: true,
    });
    expect(parse(controller.values[0]).dashboard).toEqual({ enabled: true });
  });

  test('the rollout comes after it, and is in order', () => {
    expect(demo.depends_on).toEqual(['helm_release.argo-rollouts']);
    const text = files.get(path.join('stacks', TERRAFORM, demo.chart, 'manifests.yaml')) ?? '';
    const manifests = parseAllDocuments(text).map((document) => document.toJS());
    expect(manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      'AnalysisTemplate/warm-up', 'Rollout/rollouts-demo', 'Service/rollouts-demo-active', 'Service/rollouts-demo-preview',
    ]);
    expect(text).toContain('http://{{args.service}}.{{args.namespace}}.svc.cluster.local:{{args.port}}/');
    expect(checkManifests(manifests, { closedWorld: true }).map(formatFinding)).toEqual([]);
  });

  test('Terraform gets the files that were reviewed, the same bytes again', () => {
    expect(filesWritten()).toEqual(files);
    for (const [file, text] of files) {
      expect(text).toMatchSnapshot(file.split(path.sep).join('/'));
    }
  });
});
