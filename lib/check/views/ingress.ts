import type { ManifestGraph, Node } from '../graph';
import type { Manifest } from '../manifest';
import { asList, asString, field } from '../../model/json';
import { element } from '../wording';

/** A path of an Ingress, or what it sends everything else to. */
export interface Backend {
  readonly service: string | undefined;
  readonly serviceField: string;
  /** The field of the port: older versions of the API spell it differently. */
  readonly portField: string;
  /** Its name or number. */
  readonly port: unknown;
}

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const ALB_CONTROLLER = 'ingress.k8s.aws/alb';

/** What the rules read of an Ingress, in any version of its API. */
export class Ingress {
  public readonly kind = 'Ingress';
  public readonly manifest: Manifest;
  public readonly name: string | undefined;
  public readonly namespace: string;
  /** The backends of its rules. */
  public readonly paths: readonly Backend[];

  constructor({ manifest, identity }: Node) {
    this.manifest = manifest;
    this.name = identity.name;
    this.namespace = identity.namespace;
    this.paths = asList(field(manifest, 'spec', 'rules')).flatMap((rule, index) => asList(field(rule, 'http', 'paths'))
      .map((path, at) => toBackend(field(path, 'backend'), `${element(`${element('spec.rules', index)}.http.paths`, at)}.backend`)));
  }

  /** Its paths, and the backend of what no path matches. */
  public get backends(): readonly Backend[] {
    const defaults = (['defaultBackend', 'backend'] as const).flatMap((name) => {
      const content = field(this.manifest, 'spec', name);
      return content === undefined ? [] : [toBackend(content, `spec.${name}`)];
    });
    return [...this.paths, ...defaults];
  }

  /** The text of an annotation. */
  public annotation(name: string): string | undefined {
    return asString(field(this.manifest, 'metadata', 'annotations', name));
  }

  /** Whether the AWS Load Balancer Controller serves it: by the usual name of its class, or by the class itself. */
  public isOfAlb(graph: ManifestGraph): boolean {
    const name = asString(field(this.manifest, 'spec', 'ingressClassName')) ?? this.annotation(CLASS_ANNOTATION);
    const ingressClass = graph.find('networking.k8s.io/IngressClass', '', name);
    return ingressClass === undefined ? name === 'alb' : field(ingressClass.manifest, 'spec', 'controller') === ALB_CONTROLLER;
  }
}

/** The Ingress of that name, of either API group that it was in. */
export function findIngress(graph: ManifestGraph, namespace: string, name: string | undefined): Ingress | undefined {
  const node = graph.find('networking.k8s.io/Ingress', namespace, name) ?? graph.find('extensions/Ingress', namespace, name);
  return node === undefined ? undefined : new Ingress(node);
}

function toBackend(content: unknown, path: string): Backend {
  const older = asString(field(content, 'serviceName'));
  if (older !== undefined) {
    return { service: older, serviceField: `${path}.serviceName`, portField: `${path}.servicePort`, port: field(content, 'servicePort') };
  }
  return {
    service: asString(field(content, 'service', 'name')),
    serviceField: `${path}.service.name`,
    portField: `${path}.service.port`,
    port: field(content, 'service', 'port', 'name') ?? field(content, 'service', 'port', 'number'),
  };
}
