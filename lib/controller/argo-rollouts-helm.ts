import { ApiObject, ApiObjectProps, App, Chart, Helm, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { identityOf } from '../check';
import { checkAtSynth } from '../core/synth-check';
import { asRecord, asString, field } from '../model/json';
import { describe, UsageError } from '../model/usage-error';
import { IServiceTarget } from '../service/service-target';
import { ArgoRolloutsProps } from './argo-rollouts-props';
import { ArgoRolloutsInstallation } from './installation';

/** Properties of `ArgoRolloutsHelm`. */
export interface ArgoRolloutsHelmProps extends ArgoRolloutsProps {
  /**
   * The folder of a copy of the chart, which then needs no network; `repository` and `chartVersion` do not matter.
   *
   * @default - the chart of the repository
   */
  readonly chartFolder?: string;

  /**
   * Whether the namespace is among the manifests.
   *
   * @default true
   */
  readonly createNamespace?: boolean;

  /**
   * The Helm command: a name, or the path of the file.
   *
   * @default 'helm'
   */
  readonly helmExecutable?: string;

  /**
   * Further arguments of `helm template`, e.g. `--kube-version=1.33`. What has a setting here, as `--namespace`, is refused.
   *
   * @default - none
   */
  readonly helmFlags?: string[];
}

/**
 * Argo Rollouts as plain manifests: what `helm template` makes of its chart, CRDs included, with the values of the
 * installation.
 *
 * It runs Helm (3 or later) when it is constructed, and Helm fetches the chart then: every `cdk8s synth` needs both, unless there is a
 * `chartFolder`. Where Argo CD applies the manifests, `ArgoRolloutsApplication` needs neither. The rollouts of `serves` must
 * have been made before.
 */
export class ArgoRolloutsHelm extends Construct {
  /** What is installed. */
  public readonly installation: ArgoRolloutsInstallation;

  /**
   * @throws if settings contradict each other, the chart does not know them, a secret is told in plain text, a number is out
   * of bounds, something cannot be named so, Helm is not there, or it cannot render the chart
   */
  public constructor(scope: Construct, id: string, props: ArgoRolloutsHelmProps = {}) {
    super(scope, id);
    const { chartFolder, createNamespace = true, helmExecutable = 'helm', helmFlags, ...settings } = props;
    requireFurtherFlags(helmFlags ?? [], this.node.path);
    const installation = new ArgoRolloutsInstallation(settings, this.node.path);
    this.installation = installation;
    installation._isPartOf(this.node.root);
    const values = installation.values();
    if (createNamespace) {
      this.place(this, 'Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: installation.namespace } });
    }
    const rendered = this.render(helmExecutable, { ...this.chartSource(chartFolder), values, helmFlags });
    const scopeOfChart = new Construct(this, 'Chart');
    rendered.forEach((object) => {
      const { apiVersion, kind } = object;
      this.place(scopeOfChart, object.node.id, { ...asRecord(object.toJson()), apiVersion, kind });
    });
    const valuesRendered = JSON.stringify(values);
    checkAtSynth(this, () => [...installation.unmet(), ...(JSON.stringify(installation.values()) === valuesRendered ? [] : [describe({
      field: 'serves', rule: 'has come to use more since the chart was rendered', fix: 'make this construct after all rollouts that it serves',
    })])]);
  }

  /**
   * The Service of the dashboard, to be given to an `IstioRoute`.
   *
   * @throws if there is no dashboard
   */
  public get dashboard(): IServiceTarget {
    return this.installation.dashboard;
  }

  private chartSource(folder: string | undefined): { readonly chart: string; readonly repo?: string; readonly version?: string } {
    const { repository, chart, version } = this.installation;
    if (folder !== undefined) {
      return { chart: folder };
    }
    return repository.startsWith('oci://') ? { chart: `${repository.replace(/\/+$/, '')}/${chart}`, version } : { chart, repo: repository, version };
  }

  /**
   * What Helm makes of the chart, in a tree of its own: cdk8s writes the namespace of its chart on everything that tells none,
   * and this one has none.
   */
  private render(executable: string, source: ChartSource): ApiObject[] {
    const { releaseName, namespace } = this.installation;
    const path = this.node.path;
    try {
      return new Helm(new Chart(new App(), 'rendered'), 'Chart', { ...source, helmExecutable: executable, releaseName, namespace }).apiObjects;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message.startsWith('unable to execute')) {
        throw new UsageError({
          path,
          field: 'helmExecutable',
          value: executable,
          rule: 'is not on this machine',
          fix: 'install Helm (3 or later), or give its path; an ArgoRolloutsApplication needs no Helm',
        });
      }
      const from = source.repo === undefined ? source.chart : `${source.chart} of ${source.repo}`;
      throw new UsageError({
        path,
        field: source.repo === undefined ? 'chartFolder' : 'repository',
        rule: `Helm cannot render chart ${from}: ${oneLine(message)}`,
        fix: 'correct what it says, or give the folder of a copy of the chart as `chartFolder`',
      });
    }
  }

  /** Adds an object to this tree. What tells no namespace, Helm installs in that of the release. */
  private place(scope: Construct, id: string, manifest: ApiObjectProps): void {
    const { apiVersion, kind } = manifest;
    const { namespace } = this.installation;
    const isPlaced = identityOf({ apiVersion, kind, metadata: { namespace } }).namespace !== '';
    const told = asString(field(manifest, 'metadata', 'namespace'));
    const metadata = { ...manifest.metadata, namespace: isPlaced ? told ?? namespace : undefined };
    const object = new ApiObject(scope, id, { ...manifest, metadata });
    if (!isPlaced && object.metadata.namespace !== undefined) {
      object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
  }
}

/** Where Helm finds the chart, and what it makes of it. */
interface ChartSource {
  readonly chart: string;
  readonly repo?: string;
  readonly version?: string;
  readonly values: { [key: string]: unknown };
  readonly helmFlags?: string[];
}

/** Flags of Helm that say what a setting says: the rest of the manifests would not know of it. */
const SETTINGS: ReadonlyMap<string, string> = new Map([
  ['--namespace', 'namespace'], ['-n', 'namespace'], ['--set', 'values'], ['--set-file', 'values'], ['--set-json', 'values'],
  ['--set-literal', 'values'], ['--set-string', 'values'], ['--values', 'values'], ['-f', 'values'], ['--repo', 'repository'],
  ['--version', 'chartVersion'],
]);

function requireFurtherFlags(flags: readonly string[], path: string): void {
  UsageError.throwIfAny(flags.flatMap((value, index) => {
    const setting = SETTINGS.get(value.split(/[= ]/)[0] ?? '');
    return setting === undefined ? [] : [{ path, field: `helmFlags[${index}]`, value, rule: 'has a setting of its own', fix: `use \`${setting}\`` }];
  }));
}

/** What Helm complains of, without what it says of itself. */
function oneLine(message: string): string {
  const lines = message.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('WARNING'));
  return lines.join(' ').replace(/^Error: /, '').replace(/[.;]$/, '');
}
