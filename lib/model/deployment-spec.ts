import { asLabels, asList, asNumber, asRecord, asString, field, JsonObject } from './json';

/** A port that a container declares. */
export interface DeclaredPort {
  readonly number: number;
  readonly name?: string;
  /** TCP, UDP or SCTP. */
  readonly protocol?: string;
}

/** The `spec` of a Deployment, as a Rollout takes it over. */
export class DeploymentSpec {
  public constructor(private readonly spec: unknown) {}

  public get replicas(): number | undefined {
    return this.number('replicas');
  }

  public get minReadySeconds(): number | undefined {
    return this.number('minReadySeconds');
  }

  public get progressDeadlineSeconds(): number | undefined {
    return this.number('progressDeadlineSeconds');
  }

  public get revisionHistoryLimit(): number | undefined {
    return this.number('revisionHistoryLimit');
  }

  public get selector(): JsonObject {
    return asRecord(field(this.spec, 'selector')) ?? {};
  }

  /** The labels that select the pods. */
  public get selectorLabels(): { [key: string]: string } {
    return Object.fromEntries(asLabels(field(this.selector, 'matchLabels')));
  }

  /**
   * The pod template. Of several identical terms of an affinity one is kept: a Deployment of cdk8s-plus with `spread` adds
   * its terms again whenever it is rendered.
   */
  public get template(): JsonObject {
    const template = asRecord(field(this.spec, 'template')) ?? {};
    const affinity = asRecord(field(template, 'spec', 'affinity'));
    return affinity === undefined ? template : {
      ...template, spec: { ...asRecord(template.spec), affinity: mapValues(affinity, (terms) => mapValues(terms, distinct)) },
    };
  }

  /** How many pods an update may add: a number, or a percentage as text. */
  public get maxSurge(): unknown {
    return field(this.spec, 'strategy', 'rollingUpdate', 'maxSurge');
  }

  /** How many pods an update may take away: a number, or a percentage as text. */
  public get maxUnavailable(): unknown {
    return field(this.spec, 'strategy', 'rollingUpdate', 'maxUnavailable');
  }

  /** The ports that the containers declare. */
  public get containerPorts(): DeclaredPort[] {
    return asList(field(this.template, 'spec', 'containers'))
      .flatMap((container) => asList(field(container, 'ports')))
      .flatMap((port) => {
        const number = asNumber(field(port, 'containerPort'));
        return number === undefined ? [] : [{ number, name: asString(field(port, 'name')), protocol: asString(field(port, 'protocol')) }];
      });
  }

  private number(name: string): number | undefined {
    return asNumber(field(this.spec, name));
  }
}

function mapValues(value: unknown, map: (item: unknown) => unknown): unknown {
  const entries = asRecord(value);
  return entries === undefined ? value : Object.fromEntries(Object.entries(entries).map(([key, item]) => [key, map(item)]));
}

function distinct(value: unknown): unknown {
  const terms = new Map(asList(value).map((term) => [JSON.stringify(term), term]));
  return Array.isArray(value) ? [...terms.values()] : value;
}
