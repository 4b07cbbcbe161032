import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ChartReader } from './chart-reader';
import { Blocks, blocksOf } from './terraform-blocks';
import { TerraformStack } from './terraform-runtime';

const MEMORIES = new WeakMap<TerraformStack, SynthMemory>();

/**
 * What releases have read of their stack and of charts, which takes its time, and which all of them ask for.
 *
 * Nobody tells when a stack is synthesized, and a program may change whatever it likes between two synths. So everything
 * is forgotten whenever the releases begin to be asked for something else, or one of them is asked for the same again.
 */
export class SynthMemory {
  /** That of a stack. */
  public static of(stack: TerraformStack): SynthMemory {
    const memory = MEMORIES.get(stack) ?? new SynthMemory(stack);
    MEMORIES.set(stack, memory);
    return memory;
  }

  private known?: Blocks;
  private charts = new ChartReader();
  private asking?: string;
  private readonly asked = new Set<IConstruct>();

  private constructor(private readonly stack: TerraformStack) {}

  /** The blocks of the stack as Terraform gets them, with whatever was set by way of overrides. */
  public get blocks(): Blocks {
    this.known ??= blocksOf(this.stack.toTerraform());
    return this.known;
  }

  /** The objects of a chart and of those in it, in the order in which cdk8s writes them; the same list until it is forgotten. */
  public manifestsOf(chart: Chart): readonly unknown[] {
    return this.charts.manifestsOf(chart);
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
