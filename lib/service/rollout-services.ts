import { Construct } from 'constructs';
import { checkAtSynth } from '../core/synth-check';
import { describe } from '../model/usage-error';
import { RolloutService } from './rollout-service';
import { CommonServiceOptions, RolloutServiceOptions } from './service-options';
import { IServicePods } from './service-pods';

/** The rollout whose Services are made. */
export interface ServicesOwner {
  readonly scope: Construct;
  readonly name: string;
  readonly namespace?: string;
  readonly pods: IServicePods;
}

/** Makes the Services of one rollout: same ports, same selector. */
export class RolloutServices {
  private readonly services: RolloutService[] = [];

  public constructor(private readonly owner: ServicesOwner, private readonly common: CommonServiceOptions) {
    checkAtSynth(owner.scope, () => this.validatePorts());
  }

  /**
   * Makes a Service.
   *
   * @param id the id of the construct below the rollout
   * @param role the prop of the options
   * @param suffix what is appended to the rollout's name unless the options give another
   */
  public make(id: string, role: string, suffix: string, options?: RolloutServiceOptions): RolloutService {
    const { scope, name, namespace, pods } = this.owner;
    const service = new RolloutService(scope, id, { role, defaultName: `${name}${suffix}`, namespace, pods, common: this.common, options });
    this.services.push(service);
    return service;
  }

  private validatePorts(): string[] {
    const names = this.services.map(({ name }) => name).join(', ');
    const ports = this.services[0]?.ports ?? [];
    if (this.services.length > 0 && ports.length === 0) {
      return [describe({
        field: 'services.ports', rule: `Service ${names} has no port`, fix: 'declare a port of a container (`portNumber`, or `containerPort` in a Deployment), or give `services.ports`',
      })];
    }
    return this.services.length === 1 ? [] : ports.filter(({ nodePort }) => nodePort !== undefined).map(({ nodePort }) => describe({
      field: 'services.ports.nodePort', value: nodePort, rule: `would be that of ${names}, but a node has it once`, fix: 'leave it out',
    }));
  }
}
