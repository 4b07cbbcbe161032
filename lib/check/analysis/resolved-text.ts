import type { AnalysisUse } from '../views/analyses';
import type { Argument } from '../views/analysis-template';
import { asString, field } from '../../model/json';
import { valuedArguments } from './measurements';

/** Which pods a hash stands for: those of the version being rolled out, or of the one before. */
export type PodHash = 'Latest' | 'Stable';

/** A text of a template, as it is when an analysis of a Rollout uses it. */
export interface ResolvedText {
  /** With an example in place of each pod hash. */
  readonly text: string;
  /** Whether every placeholder is known, apart from pod hashes. */
  readonly isComplete: boolean;
  readonly hashes: ReadonlySet<PodHash>;
  /** The arguments of the Rollout that were filled in. */
  readonly args: readonly Argument[];
}

/** What pod hashes look like. */
export const EXAMPLE_HASH: Readonly<Record<PodHash, string>> = { Latest: '6d4cf56db6', Stable: '7b9c5dd8f4' };

const NO_HASHES: ReadonlySet<PodHash> = new Set();

const PLACEHOLDER = /\{\{\s*(?:args\.([^{}\s]+)|[^{}]*)\s*\}\}/g;

/** Fills the arguments of one analysis into texts of its templates. */
export class ArgumentResolver {
  private readonly byName: ReadonlyMap<string, Argument>;

  constructor(private readonly use: AnalysisUse) {
    this.byName = valuedArguments(use);
  }

  public resolve(template: string): ResolvedText {
    return template.includes('{{') ? this.fill(template) : { text: template, isComplete: true, hashes: NO_HASHES, args: [] };
  }

  private fill(template: string): ResolvedText {
    const hashes = new Set<PodHash>();
    let isComplete = true;
    const args: Argument[] = [];
    const text = template.replace(PLACEHOLDER, (placeholder, name: string | undefined) => {
      const found = name === undefined ? undefined : this.byName.get(name);
      const hash = found === undefined ? undefined : podHashOf(found);
      const value = hash === undefined ? this.valueOf(found) : EXAMPLE_HASH[hash];
      if (hash !== undefined) {
        hashes.add(hash);
      }
      isComplete &&= value !== undefined;
      if (found !== undefined && this.use.args.includes(found)) {
        args.push(found);
      }
      return value ?? placeholder;
    });
    return { text, isComplete, hashes, args };
  }

  private valueOf(argument: Argument | undefined): string | undefined {
    const { name, namespace } = this.use.rollout;
    switch (field(argument?.source, 'fieldRef', 'fieldPath')) {
      case 'metadata.name':
        return name;
      case 'metadata.namespace':
        return namespace === '' ? undefined : namespace;
      case undefined:
        return asString(argument?.value);
      default:
        return undefined;
    }
  }
}

/** The pod hash that an argument stands for, if it does. */
export function podHashOf({ value, source }: Argument): PodHash | undefined {
  const hash = value === undefined ? field(source, 'podTemplateHashValue') : undefined;
  return hash === 'Latest' || hash === 'Stable' ? hash : undefined;
}
