/** What an Application says twice, or of what is not there. */

import { secretIn } from '../../model/address-secret';
import { asList, asString, field } from '../../model/json';
import { DNS_SUBDOMAIN, LONGEST_RELEASE_NAME } from '../../model/names';
import { isPlaceholder } from '../../model/placeholders';
import type { Fault } from '../rule';
import { element } from '../wording';

/** One of the sources. */
export interface PlacedSource {
  readonly field: string;
  readonly content: unknown;
}

/** A file of another source, `$values/shop.yaml`. Argo CD fills in variables of its own in the same way. */
const REFERENCE = /^\$(?!ARGOCD_|KUBE_)([A-Za-z0-9_-]+)\//;
/** With it, an address is that of an artifact; that of a registry of charts has none. */
const OCI = 'oci://';
const LIST_COUNTS = 'keep what is meant, and remove the other';

/**
 * What cannot be meant in the `spec` of an Application.
 *
 * @param path where it stands
 * @param sources those that count
 */
export function contradictionsIn(spec: unknown, path: string, sources: readonly PlacedSource[]): Fault[] {
  return [...destinationFaults(spec, path), ...twoSources(spec, path), ...namespaceFaults(spec, path), ...sources.flatMap((source) => [
    ...valuesFaults(source), ...releaseFaults(source), ...registryFaults(source), ...referenceFaults(source, sources),
  ])];
}

function destinationFaults(spec: unknown, path: string): Fault[] {
  const isGiven = (name: string): boolean => {
    const text = asString(field(spec, 'destination', name)) ?? '';
    return text !== '' && !isPlaceholder(text);
  };
  return isGiven('name') && isGiven('server')
    ? [{ field: `${path}.destination`, text: 'names its cluster by name and by server, which Argo CD refuses', fix: 'remove one of them' }] : [];
}

function twoSources(spec: unknown, path: string): Fault[] {
  const isBoth = field(spec, 'source') !== undefined && asList(field(spec, 'sources')).length > 0;
  return isBoth
    ? [{ field: `${path}.source`, severity: 'warning', text: 'is passed over beside sources', fix: LIST_COUNTS }] : [];
}

function namespaceFaults(spec: unknown, path: string): Fault[] {
  const options = asList(field(spec, 'syncPolicy', 'syncOptions'));
  const isMade = options.some((option) => typeof option === 'string' && (option === 'CreateNamespace=true' || isPlaceholder(option)));
  return field(spec, 'syncPolicy', 'managedNamespaceMetadata') === undefined || isMade ? [] : [{
    field: `${path}.syncPolicy.managedNamespaceMetadata`,
    severity: 'warning',
    text: 'has no effect, since the namespace is not of this Application',
    fix: 'add the sync option CreateNamespace=true',
  }];
}

function valuesFaults({ field: place, content }: PlacedSource): Fault[] {
  const helm = field(content, 'helm');
  const isBoth = field(helm, 'valuesObject') !== undefined && (asString(field(helm, 'values')) ?? '').trim() !== '';
  return isBoth
    ? [{ field: `${place}.helm.values`, severity: 'warning', text: 'is passed over beside valuesObject', fix: LIST_COUNTS }] : [];
}

function releaseFaults({ field: place, content }: PlacedSource): Fault[] {
  const name = asString(field(content, 'helm', 'releaseName')) ?? '';
  if (name === '' || isPlaceholder(name)) {
    return [];
  }
  const at = { field: `${place}.helm.releaseName`, value: name };
  if (name.length > LONGEST_RELEASE_NAME) {
    return [{ ...at, text: `has ${name.length} characters, and Helm takes ${LONGEST_RELEASE_NAME} at most`, fix: 'give a shorter name' }];
  }
  return DNS_SUBDOMAIN.pattern.test(name) ? [] : [{ ...at, text: 'is no name that a release of Helm can have', fix: DNS_SUBDOMAIN.consistsOf }];
}

function registryFaults({ field: place, content }: PlacedSource): Fault[] {
  const address = asString(field(content, 'repoURL')) ?? '';
  const chart = asString(field(content, 'chart')) ?? '';
  if (!address.startsWith(OCI) || chart === '' || isPlaceholder(chart)) {
    return [];
  }
  const text = 'is passed over beside a repoURL with oci://, which Argo CD takes for the address of the chart itself';
  const at = { field: `${place}.chart`, value: chart, text };
  // With a path, or the name of the chart at its end, it is the address of the chart.
  if ((asString(field(content, 'path')) ?? '') !== '') {
    return [{ ...at, severity: 'warning', fix: 'remove it' }];
  }
  const registry = address.slice(OCI.length).replace(/\/+$/, '');
  if (registry.endsWith(`/${chart}`)) {
    return [{ ...at, severity: 'warning', fix: 'write `path: .` in its place' }];
  }
  return [{ ...at, fix: secretIn(address) === undefined ? `write \`repoURL: ${registry}\`` : 'write repoURL without oci://' }];
}

function referenceFaults({ field: place, content }: PlacedSource, sources: readonly PlacedSource[]): Fault[] {
  const names = sources.map((source) => asString(field(source.content, 'ref')) ?? '');
  return asList(field(content, 'helm', 'valueFiles')).flatMap((file, index): Fault[] => {
    const name = REFERENCE.exec(asString(file) ?? '')?.[1];
    return name === undefined || names.some((each) => each === name || isPlaceholder(each)) ? [] : [{
      field: element(`${place}.helm.valueFiles`, index),
      value: file,
      text: `is in a source whose ref is ${name}, and there is none`,
      fix: `add \`ref: ${name}\` to the source among sources`,
    }];
  });
}
