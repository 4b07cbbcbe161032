/** The parameters that the generators of an ApplicationSet make for its template. */

import { asList, asRecord, field, givenFields } from '../../model/json';

/** What a generator makes. */
export interface GeneratorParameters {
  /** The parameters that a template can use; absent where they are not known. */
  readonly known?: readonly string[];
  /** Those among them that are made in any case. */
  readonly certain: readonly string[];
}

const UNKNOWN: GeneratorParameters = { certain: [] };
const CLUSTER_PARAMETERS = ['name', 'nameNormalized', 'server', 'project', 'metadata', 'values'];
const DIRECTORY_PARAMETERS = ['path', 'values'];
/** Argo CD takes a matrix in a matrix, and no more. */
const DEEPEST = 3;
/** It is no generator, but leaves out some of what one makes, before a template is filled in. */
const SELECTOR = 'selector';

/** The parameters of one generator, as the manifest has it. Those of a service that is asked, or of a file, are not known. */
export function generatorParameters(generator: unknown): GeneratorParameters {
  return ofGenerator(generator, false, 1);
}

/** @param isSelected whether a generator around this one leaves out some of what is made */
function ofGenerator(generator: unknown, isSelected: boolean, depth: number): GeneratorParameters {
  const [kind, more] = givenFields(generator).filter((name) => name !== SELECTOR);
  if (kind === undefined || more !== undefined) {
    return UNKNOWN;
  }
  const content = field(generator, kind);
  const leavesOut = isSelected || field(generator, SELECTOR) !== undefined;
  switch (kind) {
    case 'list':
      return ofList(content, leavesOut);
    case 'git':
      return ofGit(content);
    case 'clusters':
      return field(content, 'flatList') === undefined ? { known: CLUSTER_PARAMETERS, certain: CLUSTER_PARAMETERS } : UNKNOWN;
    case 'matrix':
      return depth > DEEPEST ? UNKNOWN
        : together(asList(field(content, 'generators')).map((inner) => ofGenerator(inner, leavesOut, depth + 1)));
    default:
      return UNKNOWN;
  }
}

/** Whatever the template uses must be in each element; where some are left out, those that stay may have any of the names. */
function ofList(content: unknown, leavesOut: boolean): GeneratorParameters {
  const elements = asList(field(content, 'elements')).map(asRecord);
  const [first] = elements;
  if (first === undefined || field(content, 'elementsYaml') !== undefined) {
    return UNKNOWN;
  }
  const isCommon = (name: string): boolean => elements.every((element) => Object.prototype.hasOwnProperty.call(element ?? {}, name));
  const common = Object.keys(first).filter(isCommon);
  const known = leavesOut ? [...new Set(elements.flatMap((element) => Object.keys(element ?? {})))] : common;
  return { known, certain: common };
}

function ofGit(content: unknown): GeneratorParameters {
  if (field(content, 'pathParamPrefix') !== undefined) {
    return UNKNOWN;
  }
  const hasFiles = asList(field(content, 'files')).length > 0;
  return hasFiles || asList(field(content, 'directories')).length === 0
    ? { certain: DIRECTORY_PARAMETERS } : { known: DIRECTORY_PARAMETERS, certain: DIRECTORY_PARAMETERS };
}

function together(all: readonly GeneratorParameters[]): GeneratorParameters {
  const certain = all.flatMap((one) => one.certain);
  const known = all.flatMap((one) => one.known ?? []);
  return all.length === 0 || all.some((one) => one.known === undefined) ? { certain } : { known, certain };
}
