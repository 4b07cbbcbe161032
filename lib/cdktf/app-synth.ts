import { App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { isPlainChart } from '../core/synth-scope';
import { ChartReader } from './chart-reader';
import { isStack, TerraformRuntime, TerraformStack } from './terraform-runtime';

/** What a program may change while its stacks are written. */
enum Change {
  /** Nothing. */
  NONE,
  /** Whatever aspects change, which visit a stack just before it is validated. */
  BY_ASPECTS,
  /** Anything at any time: a stack is written in a way of its own. */
  ANY,
}

const SYNTHS = new WeakMap<IConstruct, AppSynth>();

/**
 * The time during which an App of Terraform writes its stacks, one after the other, and the charts that are read in it.
 *
 * Releases of many stacks may deliver charts of one App of cdk8s, which is validated as a whole whenever any of its charts is
 * read. So a chart is read once, as long as nothing can change in between. A stack that is written by itself, as in a test,
 * reads its charts itself.
 */
export class AppSynth {
  /** That of the App that a stack is in. */
  public static around(stack: TerraformStack, runtime: TerraformRuntime): AppSynth {
    const { root } = stack.node;
    const synth = SYNTHS.get(root) ?? new AppSynth(root, runtime);
    SYNTHS.set(root, synth);
    return synth;
  }

  /** Stands for the synth that is going on, if there is one. */
  public current?: object;

  /** What may change in it. */
  private change = Change.ANY;

  /** By the Apps of cdk8s; none for an App of which charts may do anything when they are rendered. */
  private readonly readers = new Map<IConstruct, ChartReader | undefined>();

  private constructor(root: IConstruct, private readonly runtime: TerraformRuntime) {
    const { App: TerraformApp } = runtime;
    if (root instanceof TerraformApp && root.synth === TerraformApp.prototype.synth) {
      const synth = root.synth.bind(root);
      root.synth = () => { this.within(root, synth); };
    }
  }

  /** Reads the charts of an App of cdk8s for all stacks, if that can be done for all of them at once. */
  public readerOf(app: IConstruct): ChartReader | undefined {
    if (this.current === undefined || this.change === Change.ANY) {
      return undefined;
    }
    if (!this.readers.has(app)) {
      const isPlain = app.node.findAll().every((construct) => !Chart.isChart(construct) || isPlainChart(construct));
      this.readers.set(app, isPlain ? new ChartReader() : undefined);
    }
    return this.readers.get(app);
  }

  /** Called when the validation of a stack begins. */
  public beginStack(): void {
    if (this.change === Change.BY_ASPECTS) {
      this.readers.clear();
    }
  }

  private within(root: IConstruct, synthesize: () => void): void {
    this.current = {};
    this.change = this.changeIn(root);
    try {
      synthesize();
    } finally {
      this.current = undefined;
      this.readers.clear();
    }
  }

  private changeIn(root: IConstruct): Change {
    const { Aspects, TerraformStack: Stack } = this.runtime;
    const constructs = root.node.findAll();
    // In a tree of its own, which nobody writes.
    const plain = new Stack(new App(), 'plain');
    if (!constructs.every((construct) => !isStack(construct) || isWrittenAs(plain, construct))) {
      return Change.ANY;
    }
    return constructs.some((construct) => Aspects.of(construct).all.length > 0) ? Change.BY_ASPECTS : Change.NONE;
  }
}

/** Whether a stack is written in the same way as another one. */
function isWrittenAs(other: TerraformStack, stack: TerraformStack): boolean {
  return stack.prepareStack === other.prepareStack
    && stack.runAllValidations === other.runAllValidations
    && stack.toTerraform === other.toTerraform
    && stack.toHclTerraform === other.toHclTerraform
    && stack.synthesizer.synthesize === other.synthesizer.synthesize;
}
