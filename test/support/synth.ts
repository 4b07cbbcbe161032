import { readdirSync } from 'fs';
import { App, Chart, Testing } from 'cdk8s';

/** A manifest, to be read freely. */
export type Manifest = any;

/** A chart `shop` in the namespace `shop`, in an app of its own. */
export function shop(): Chart {
  return new Chart(Testing.app(), 'shop', { namespace: 'shop' });
}

/** A further chart in the app of `chart`. */
export function chartBeside(chart: Chart, id: string, namespace?: string): Chart {
  return new Chart(App.of(chart), id, { namespace });
}

/** The manifests of a chart, by kind and name. */
export class Manifests {
  public readonly all: Manifest[];

  public constructor(chart: Chart) {
    this.all = Testing.synth(chart);
  }

  /** The only object of the kind, or of the kind and name. */
  public the(kind: string, name?: string): Manifest {
    const found = this.all.filter((manifest) => manifest.kind === kind && (name === undefined || manifest.metadata.name === name));
    if (found.length !== 1) {
      throw new Error(`${found.length} objects are ${kind} ${name ?? ''}, among ${this.names('').join(', ')}`);
    }
    return found[0];
  }

  /** The names of the objects of a kind; of all, with their kinds, where none is given. */
  public names(kind: string): string[] {
    return kind === ''
      ? this.all.map((manifest) => `${manifest.kind} ${manifest.metadata.name}`)
      : this.all.filter((manifest) => manifest.kind === kind).map((manifest) => manifest.metadata.name);
  }
}

export function synth(chart: Chart): Manifests {
  return new Manifests(chart);
}

/** The message with which something is refused. */
export function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('nothing was refused');
}

const HEADING = 'Validation failed with the following errors:';

/** What is wrong with a tree according to its synth, each with the path of the construct; empty if nothing is. */
export function mistakes(of: App | Chart): string[] {
  try {
    if (of instanceof Chart) {
      Testing.synth(of);
    } else {
      of.synth();
    }
    return [];
  } catch (error) {
    const [heading, ...lines] = String(error instanceof Error ? error.message : error).split('\n  ');
    if (heading !== HEADING) {
      throw error;
    }
    return lines;
  }
}

/** The files that a synth has written. */
export function written(app: App): string[] {
  return readdirSync(app.outdir);
}
