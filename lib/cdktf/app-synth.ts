import { App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { isPlainChart } from '../core/synth-scope';
import { ChartReader } from './chart-reader';
import { isStack, TerraformApp, TerraformRuntime, TerraformStack } from './terraform-runtime';

const SYNTHS = new WeakMap<IConstruct, AppSynth>();

/**
 * The time during which an App of Terraform writes its stacks, one after the other, and the charts that are read in it.
 *
 * Releases of many stacks may deliver charts of one App of cdk8s, which is validated as a whole whenever any of its charts is
 * read. So a chart is read once, and again after aspects, which visit a stack just before it is validated. Where a stack is
 * written in a way of its own, or by itself, as in a test, it reads its charts itself.
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

  /** Whether charts are read for all stacks in it. */
  private isShared = false;

  /** The stacks that aspects have yet to visit, or have visited since a stack was last validated; in the order of the synth. */
  private waiting: TerraformStack[] = [];

  /** By the Apps of cdk8s; none for an App of which charts may do anything when they are rendered. */
  private readonly readers = new Map<IConstruct, ChartReader | undefined>();

  private constructor(root: IConstruct, private readonly runtime: TerraformRuntime) {
    const { App: Base } = runtime;
    if (root instanceof Base && root.synth === Base.prototype.synth) {
      const synth = root.synth.bind(root);
      root.synth = () => { this.within(root, synth); };
    }
  }

  /** Reads the charts of an App of cdk8s for all stacks, if that can be done for all of them at once. */
  public readerOf(app: IConstruct): ChartReader | undefined {
    if (this.current === undefined || !this.isShared) {
      return undefined;
    }
    if (!this.readers.has(app)) {
      const isPlain = app.node.findAll().every((construct) => !Chart.isChart(construct) || isPlainChart(construct));
      this.readers.set(app, isPlain ? new ChartReader() : undefined);
    }
    return this.readers.get(app);
  }

  /** Called when the validation of a stack with releases begins: aspects have visited it, and those before it without any. */
  public beginStack(stack: TerraformStack): void {
    if (this.haveAspects(this.waiting.splice(0, this.waiting.indexOf(stack) + 1))) {
      this.readers.clear();
    }
  }

  private within(root: TerraformApp, synthesize: () => void): void {
    this.current = {};
    this.waiting = root.node.findAll().filter(isStack);
    this.isShared = this.canShare(this.waiting, root.skipValidation);
    try {
      synthesize();
    } finally {
      this.current = undefined;
      this.waiting = [];
      this.readers.clear();
    }
  }

  /** Whether it is known when charts may change while the stacks are written. */
  private canShare(stacks: readonly TerraformStack[], skipValidation: boolean): boolean {
    // In a tree of its own, which nobody writes.
    const plain = new this.runtime.TerraformStack(new App(), 'plain');
    return stacks.every((stack) => isWrittenAs(plain, stack) && !isWithinAnother(stack))
      // Nobody tells when aspects have visited a stack that is not validated.
      && !(skipValidation && this.haveAspects(stacks));
  }

  private haveAspects(stacks: readonly TerraformStack[]): boolean {
    const { Aspects } = this.runtime;
    return stacks.some((stack) => stack.node.findAll().some((construct) => Aspects.of(construct).all.length > 0));
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

/** Whether a stack is in another one, which has it visited and validated too. */
function isWithinAnother(stack: TerraformStack): boolean {
  return stack.node.scope?.node.scopes.some(isStack) ?? false;
}
