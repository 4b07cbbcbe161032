/** The addresses of repositories that objects of Argo CD name. */

import type { Node } from '../graph';
import { asList, asRecord, asString, field } from '../../model/json';
import { element } from '../wording';
import type { Source } from './argo-cd';

/** An address, and where it stands. */
export interface RepositoryAddress {
  readonly field: string;
  readonly address: string;
}

/** A generator can have others within, and these too; no deeper. */
const DEEPEST = 3;

/** Those of sources. */
export function addressesOfSources(sources: readonly Source[]): RepositoryAddress[] {
  return sources.flatMap(({ field: place, content }) => addressIn(content, 'repoURL', place));
}

/** Those that the generators of an ApplicationSet look into. */
export function addressesOfGenerators({ manifest }: Node): RepositoryAddress[] {
  return below(field(manifest, 'spec', 'generators'), 'spec.generators', 1);
}

/** Those that a project allows, which may be patterns. */
export function addressesOfProject({ manifest }: Node): RepositoryAddress[] {
  return asList(field(manifest, 'spec', 'sourceRepos')).flatMap((address, index) => (
    typeof address === 'string' ? [{ field: element('spec.sourceRepos', index), address }] : []
  ));
}

function below(generators: unknown, place: string, depth: number): RepositoryAddress[] {
  return asList(generators).flatMap((generator, index) => Object.entries(asRecord(generator) ?? {}).flatMap(([kind, content]) => {
    const own = `${element(place, index)}.${kind}`;
    const nested = depth < DEEPEST ? below(field(content, 'generators'), `${own}.generators`, depth + 1) : [];
    return [...addressIn(content, 'repoURL', own), ...nested];
  }));
}

function addressIn(content: unknown, name: string, place: string): RepositoryAddress[] {
  const address = asString(field(content, name));
  return address === undefined ? [] : [{ field: `${place}.${name}`, address }];
}
