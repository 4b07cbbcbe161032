import { asLabels, asList, asNumber, asRecord, asString, field, JsonObject } from './json';

/** A port that a container declares. */
export interface DeclaredPort {
  readonly number: number;
  readonly name?: string;
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

  public get template(): JsonObject {
    return asRecord(field(this.spec, 'template')) ?? {};
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
        return number === undefined ? [] : [{ number, name: asString(field(port, 'name')) }];
      });
  }

  private number(name: string): number | undefined {
    return asNumber(field(this.spec, name));
  }
}
