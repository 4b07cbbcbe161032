import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { keepFramesOfUser } from '../model/usage-error';

/** How cdk8s begins when it tells what validation has found. */
const VALIDATION = 'Validation failed';

/**
 * The time during which a tree is synthesized, and its manifests so far.
 *
 * cdk8s validates the whole tree again for every chart that it writes, and tells nobody when a synth begins and ends. But
 * within a synth nothing changes, so what a validation has rendered is what is written: each manifest is made once, and
 * the rules look at it once, however many charts there are. Outside of a synth nothing is remembered, for a program may
 * change whatever it likes.
 */
export class SynthScope {
  private depth = 0;
  private opened = 0;
  private readonly manifests = new Map<ApiObject, unknown>();
  private readonly entered = new WeakSet<IConstruct>();

  /** The synth that is going on, if there is one: as long as it is the same, nothing has changed. */
  public get current(): number | undefined {
    return this.depth > 0 ? this.opened : undefined;
  }

  /** Has the scope be open for as long as `app` or `chart` is synthesized. */
  public spans(construct: IConstruct): void {
    if (this.entered.has(construct)) {
      return;
    }
    this.entered.add(construct);
    if (construct instanceof App) {
      const synth = construct.synth.bind(construct);
      construct.synth = () => { this.within(synth); };
      const synthYaml = construct.synthYaml.bind(construct);
      construct.synthYaml = () => this.within(synthYaml);
    } else if (construct instanceof Chart) {
      const toJson: () => unknown[] = construct.toJson.bind(construct);
      construct.toJson = () => this.within(toJson);
    } else if (construct instanceof ApiObject) {
      const toJson: () => unknown = construct.toJson.bind(construct);
      construct.toJson = () => this.rendered(construct, toJson);
    }
  }

  private rendered(object: ApiObject, render: () => unknown): unknown {
    const manifest = this.manifests.get(object) ?? render();
    if (this.current !== undefined) {
      this.manifests.set(object, manifest);
    }
    return manifest;
  }

  private within<T>(synthesize: () => T): T {
    this.opened += this.depth === 0 ? 1 : 0;
    this.depth += 1;
    try {
      return synthesize();
    } catch (error) {
      if (error instanceof Error && error.message.startsWith(VALIDATION)) {
        keepFramesOfUser(error);
      }
      throw error;
    } finally {
      this.depth -= 1;
      if (this.depth === 0) {
        this.manifests.clear();
      }
    }
  }
}
