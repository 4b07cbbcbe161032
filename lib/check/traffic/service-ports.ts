import type { Manifest } from '../manifest';
import { asList, asNumber, field } from '../../model/json';
import { showList } from '../wording';

/** The ports of a Service that others call, in the order of the manifest. */
export function portNumbers(manifest: Manifest | undefined): number[] {
  return asList(field(manifest, 'spec', 'ports')).flatMap((port) => asNumber(field(port, 'port')) ?? []);
}

const MOST_SHOWN = 5;

/** `80`, `80 and 8080`. */
export function showPorts(ports: readonly number[]): string {
  return showList(ports.slice(0, MOST_SHOWN).map(String));
}
