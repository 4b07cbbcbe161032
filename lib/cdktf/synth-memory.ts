import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AppSynth } from './app-synth';
import { ChartReader } from './chart-reader';
import { Blocks, blocksOf } from './terraform-blocks';
import { TerraformRuntime, TerraformStack } from './terraform-runtime';

const MEMORIES = new WeakMap<TerraformStack, SynthMemory>();

/**
 * What releases have read of their stack and of charts, which takes its time, and which all of them ask for.
 *
 * Nobody tells when a stack is synthesized, and a program may change whatever it likes between two synths. So everything
 * is forgotten whenever the releases begin to be asked for something else, or one of them is asked for the same again. But
 * charts are kept as long as the App of the stack keeps them.
 */
export class SynthMemory {
  /** That of a stack. */
  public static of(stack: TerraformStack, runtime: TerraformRuntime): SynthMemory {
    const memory = MEMORIES.get(stack) ?? new SynthMemory(stack, AppSynth.around(stack, runtime));
    MEMORIES.set(stack, memory);
    return memory;
  }

  private known?: Blocks;
  private charts = new ChartReader();
  private asking?: string;
  private readonly asked = new Set<IConstruct>();

  private constructor(private readonly stack: TerraformStack, private readonly app: AppSynth) {
    // A stack is validated before what is in it: whatever was known is of an earlier synth.
    stack.node.addValidation({
      validate: () => {
        this.app.beginStack(this.stack);
        this.forget();
        return [];
      },
    });
  }

  /** Stands for the synth of the App of the stack that is going on, if there is one. */
  public get synth(): object | undefined {
    return this.app.current;
  }

  /** The blocks of the stack as Terraform gets them, with whatever was set by way of overrides. */
  public get blocks(): Blocks {
    this.known ??= blocksOf(this.stack.toTerraform());
    return this.known;
  }

  /** What reads the charts of an App of cdk8s; another one as soon as they may have changed. */
  public readerOf(app: IConstruct): ChartReader {
    return this.app.readerOf(app) ?? this.charts;
  }

  /** The objects of a chart and of those in it, in the order in which cdk8s writes them; the same list until it is forgotten. */
  public manifestsOf(chart: Chart): readonly unknown[] {
    return this.readerOf(chart.node.root).manifestsOf(chart);
  }

  /** Forgets what is of an earlier round, in which each release is asked once for something. */
  public asks(release: IConstruct, what: string): void {
    if (this.asking !== what || this.asked.has(release)) {
      this.forget();
    }
    this.asking = what;
    this.asked.add(release);
  }

  public forget(): void {
    this.known = undefined;
    this.charts = new ChartReader();
    this.asking = undefined;
    this.asked.clear();
  }
}
