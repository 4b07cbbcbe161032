import { UsageError } from './usage-error';

/** RFC 1123 label: what labels, namespaces and Rollouts (whose pods and Services are named after them) may be called. */
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
/** RFC 1035 label: a Service's name also starts with a letter. */
const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
/** RFC 1123 subdomain: what most objects may be called. */
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** A Service port name, and a container port name: at most 15 characters, with a letter. */
const PORT_NAME = /^(?!.*--)(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/;

const LABEL_LENGTH = 63;
const SUBDOMAIN_LENGTH = 253;

/** Whose name it is, and where it can be changed. */
export interface NamePlace {
  readonly path: string;
  /** The prop that gives another name, e.g. `metadata.name`. */
  readonly field: string;
}

/** The name, if a Rollout, a namespace or a label may bear it. */
export function requireDnsLabel(name: string, place: NamePlace): string {
  return requireName(name, DNS_LABEL, LABEL_LENGTH, 'a DNS label: lower-case letters, digits and inner hyphens', place);
}

/** The name, if a Service may bear it. */
export function requireServiceName(name: string, place: NamePlace): string {
  return requireName(
    name, SERVICE_NAME, LABEL_LENGTH, 'a DNS label that starts with a letter: lower-case letters, digits and inner hyphens', place,
  );
}

/** The name, if most objects may bear it. */
export function requireObjectName(name: string, place: NamePlace): string {
  return requireName(
    name, DNS_SUBDOMAIN, SUBDOMAIN_LENGTH, 'a DNS subdomain: lower-case letters, digits, inner hyphens and dots', place,
  );
}

/** The name, if a port may bear it. */
export function requirePortName(name: string, place: NamePlace): string {
  return requireName(name, PORT_NAME, 15, 'a port name: lower-case letters, digits and single inner hyphens, with a letter', place);
}

/** The name within the namespace, as the DNS of a cluster with the usual domain knows it. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

function requireName(name: string, pattern: RegExp, length: number, kind: string, place: NamePlace): string {
  const fix = `give another name with \`${place.field}\``;
  if (name.length > length) {
    throw new UsageError({ path: place.path, field: place.field, value: name, rule: `has ${name.length} characters, ${length} are the most`, fix });
  }
  if (!pattern.test(name)) {
    throw new UsageError({ path: place.path, field: place.field, value: name, rule: `is not ${kind}`, fix });
  }
  return name;
}
