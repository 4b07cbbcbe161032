/** The paths of an `ignoreDifferences` that lead to nothing in any object of a kind. */

import type { Identity } from '../manifest';
import { nearest } from '../nearest';
import type { Schema } from '../schema/schema';
import { podTemplateSchema, schemaOf } from '../schema/schemas';
import { showName, subfield } from '../wording';
import type { PathFault } from './difference-paths';
import type { IgnoredPath } from './ignored-path';
import { EVERY } from './ignored-path';

/** Fields of whatever object; what is in them is not looked into. */
const OF_ALL = ['apiVersion', 'kind', 'metadata', 'status'];
const SPEC = '.spec';
const TEMPLATE = '.template';
/** It is no custom resource, so that there is no schema of it. */
const DEPLOYMENT = 'apps/Deployment';
const OF_DEPLOYMENT = [
  'minReadySeconds', 'paused', 'progressDeadlineSeconds', 'replicas', 'revisionHistoryLimit', 'selector', 'strategy', 'template',
];
/** Further within, another version may have more fields: only what is nearly one of those known is told of. */
const SURE_DEPTH = 2;

/** What is written for any element in other languages, and in JSON pointers for one that is not there yet. */
const ELEMENT: ReadonlySet<string> = new Set(['.*', '.-']);

/** Where a path ends that leads to nothing. */
interface End {
  /** How many steps lead somewhere. */
  readonly depth: number;
  /** The fields that there are; `undefined` in a list. */
  readonly names: readonly string[] | undefined;
}

/** Why a path leads to nothing, as far as the fields of the kind are known. */
export function fieldFault(kind: Pick<Identity, 'group' | 'kind'>, { steps }: IgnoredPath, isPointer: boolean): PathFault | undefined {
  const end = endOf(`${kind.group}/${kind.kind}`, schemaOf(kind.group, kind.kind), steps);
  const name = end === undefined ? undefined : steps[end.depth]?.slice(1);
  if (end === undefined || name === undefined) {
    return undefined;
  }
  const before = steps.slice(0, end.depth);
  const place = within(before).replace(/^\./, '');
  const of = place === '' ? `kind ${kind.kind}` : `${place} of kind ${kind.kind}`;
  if (end.names === undefined) {
    const [element = '', ...inside] = steps.slice(end.depth);
    const every = `.${place}[]${within(ELEMENT.has(element) ? inside : [element, ...inside])}`;
    const fix = isPointer ? `give the index of an element, or the jqPathExpression ${every}` : `write ${every}`;
    return { text: `leads to nothing, since ${of} is a list`, fix };
  }
  const near = nearest(name, end.names);
  const text = `leads to nothing, since ${of} has no field ${showName(name)}`;
  return near === undefined && end.depth >= SURE_DEPTH ? undefined
    : { text, fix: near === undefined ? 'remove it, or name a field that is there' : `did you mean ${JSON.stringify(near)}?` };
}

/** The steps as jq has them, with every element for one that is told by its name, or by what stands for any. */
function within(steps: readonly string[]): string {
  return steps.reduce((path, step) => {
    const isElement = ELEMENT.has(step) || step.startsWith('[=');
    return step.startsWith('.') && !isElement ? subfield(path, step.slice(1)) : `${path}${isElement ? EVERY : step}`;
  }, '');
}

function endOf(kind: string, schema: Schema | undefined, steps: readonly string[]): End | undefined {
  const [first, second, ...others] = steps;
  const isDeployment = kind === DEPLOYMENT;
  if (first === undefined || !first.startsWith('.') || (schema === undefined && !isDeployment)) {
    return undefined;
  }
  if (first !== SPEC) {
    const names = [...OF_ALL, ...schema?.names ?? [SPEC.slice(1)]];
    return names.includes(first.slice(1)) ? undefined : { depth: 0, names };
  }
  if (schema !== undefined) {
    return endIn(schema.field(SPEC.slice(1)), steps.slice(1), 1);
  }
  if (second === TEMPLATE) {
    return endIn(podTemplateSchema(), others, 2);
  }
  return second === undefined || !second.startsWith('.') || OF_DEPLOYMENT.includes(second.slice(1)) ? undefined : { depth: 1, names: OF_DEPLOYMENT };
}

/** Where the steps end in what a schema describes. */
function endIn(schema: Schema | undefined, [step, ...others]: readonly string[], depth: number): End | undefined {
  if (schema === undefined || step === undefined) {
    return undefined;
  }
  const { items } = schema;
  if (!step.startsWith('.')) {
    return endIn(items, others, depth + 1);
  }
  if (items !== undefined) {
    return { depth, names: undefined };
  }
  const next = schema.field(step.slice(1));
  if (next !== undefined) {
    return endIn(next, others, depth + 1);
  }
  return schema.isClosed && schema.names.length > 0 ? { depth, names: schema.names } : undefined;
}
