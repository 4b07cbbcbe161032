import { rmSync } from 'fs';
import { dirname, join, posix } from 'path';
import { Construct } from 'constructs';
import { ChartFolder, writeChartFolder } from './chart-folder';
import { TerraformRuntime, TerraformStack } from './terraform-runtime';

/** By which both packages know what is written beside the configuration of a stack. */
const CUSTOM_SYNTHESIS = Symbol.for('cdktf/customSynthesis');

/** The folder of assets, beside the configuration of the stack. */
const ASSETS = 'assets';

/** A synth, as far as assets need to know it. */
interface SynthesisSession {
  readonly manifest: {
    readonly outdir: string;
    forStack(stack: TerraformStack): { readonly synthesizedStackPath: string };
  };
}

/**
 * A chart among the assets of a stack, where a TerraformAsset would put it. That one copies a folder, which would have to be
 * somewhere before, and would be left there.
 */
export class ChartAsset extends Construct {
  private readonly stack: TerraformStack;

  public constructor(scope: Construct, id: string, runtime: TerraformRuntime, private readonly produceFolder: () => ChartFolder) {
    super(scope, id);
    this.stack = runtime.TerraformStack.of(this);
    Object.defineProperty(this, CUSTOM_SYNTHESIS, { value: { onSynthesize: (session: SynthesisSession) => { this.write(session); } } });
  }

  /** Where the chart will be, from where Terraform runs. */
  public pathOf(folder: ChartFolder): string {
    return posix.join(this.ownFolder, folder.hash);
  }

  /** What there is of the chart, in all its versions. */
  private get ownFolder(): string {
    return posix.join(ASSETS, this.stack.getLogicalId(this.node));
  }

  private write({ manifest }: SynthesisSession): void {
    const working = dirname(join(manifest.outdir, manifest.forStack(this.stack).synthesizedStackPath));
    const folder = this.produceFolder();
    rmSync(join(working, this.ownFolder), { recursive: true, force: true });
    writeChartFolder(join(working, this.pathOf(folder)), folder);
  }
}
