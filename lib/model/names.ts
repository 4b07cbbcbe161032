import { UsageError } from './usage-error';

/** A form that Kubernetes demands of names. */
export interface NameForm {
  /** What a name of this form is called. */
  readonly title: string;
  readonly pattern: RegExp;
  /** How many characters it has at most. */
  readonly longest: number;
  /** How to make a name of this form. */
  readonly consistsOf: string;
}

/** RFC 1123 label: labels, namespaces, and Rollouts, since their pods and Services are named after them. */
export const DNS_LABEL: NameForm = {
  title: 'a DNS label',
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  longest: 63,
  consistsOf: 'use lower-case letters, digits and -, with a letter or digit at both ends',
};

/** RFC 1035 label. */
export const SERVICE_NAME: NameForm = {
  title: 'a DNS label that starts with a letter',
  pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
  longest: 63,
  consistsOf: 'use lower-case letters, digits and -, with a letter at the start',
};

/** RFC 1123 subdomain: most other objects. */
export const DNS_SUBDOMAIN: NameForm = {
  title: 'a DNS subdomain',
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
  longest: 253,
  consistsOf: 'use lower-case letters, digits, - and ., with a letter or digit at both ends',
};

/** RFC 6335 service name: the ports of a container. */
const PORT_NAME: NameForm = {
  title: 'a port name',
  pattern: /^(?!.*--)(?=.*[a-z])[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  longest: 15,
  consistsOf: 'use lower-case letters, digits and single -, with a letter somewhere and none of the - at the ends',
};

/** How many characters the name of a Helm release has at most, https://github.com/helm/helm/issues/6006. */
export const LONGEST_RELEASE_NAME = 53;

/** The names that the controller takes for plugins: a directory and a file in it. */
const PLUGIN_NAME = /^[a-zA-Z0-9-]+\/(?!\.{1,2}$)[a-zA-Z0-9_.-]+$/;

/** Whether a plugin may be called so: an owner, and the plugin's own name. */
export function isPluginName(name: string): boolean {
  return PLUGIN_NAME.test(name);
}

/** Whose name it is, and where it can be changed. */
export interface NamePlace {
  readonly path?: string;
  /** The prop that gives another name, e.g. `metadata.name`. */
  readonly field: string;
}

/** The name, if a Rollout, a namespace or a Service port may bear it. */
export function requireDnsLabel(name: string, place: NamePlace): string {
  return requireName(name, DNS_LABEL, place);
}

/** The name, if a Service may bear it. */
export function requireServiceName(name: string, place: NamePlace): string {
  return requireName(name, SERVICE_NAME, place);
}

/** The name, if most objects may bear it. */
export function requireObjectName(name: string, place: NamePlace): string {
  return requireName(name, DNS_SUBDOMAIN, place);
}

/** The name, if a container port may bear it. */
export function requirePortName(name: string, place: NamePlace): string {
  return requireName(name, PORT_NAME, place);
}

/** The name within the namespace, as the DNS of a cluster with the usual domain knows it. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

function requireName(name: string, { title, pattern, longest, consistsOf }: NameForm, place: NamePlace): string {
  if (name.length > longest) {
    throw new UsageError({
      ...place, value: name, rule: `has ${name.length} characters, and ${longest} is the most`, fix: `give a shorter name with \`${place.field}\``,
    });
  }
  if (!pattern.test(name)) {
    throw new UsageError({ ...place, value: name, rule: `is not ${title}`, fix: consistsOf });
  }
  return name;
}
