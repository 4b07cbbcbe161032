import { k8s } from 'cdk8s-plus-28';
import { requirePortName } from '../model/names';
import { requireInteger } from '../model/require';

/** The port of a pod that a Service sends to: a number, or the name of a container port. */
export class TargetPort {
  /**
   * The port with this number.
   *
   * @param port 1 to 65535
   * @throws if `port` is out of these bounds
   */
  public static number(port: number): TargetPort {
    requireInteger(port, 1, 65535, { field: 'targetPort', fix: 'give the number of a container port' });
    return new TargetPort(k8s.IntOrString.fromNumber(port));
  }

  /**
   * The container port with this name. It may have another number in each version.
   *
   * @param name at most 15 characters
   * @throws if a port cannot be named so
   */
  public static named(name: string): TargetPort {
    return new TargetPort(k8s.IntOrString.fromString(requirePortName(name, { field: 'TargetPort.named' })));
  }

  /**
   * A port that a container declares, right or wrong: the rollout tells what is wrong with it.
   *
   * @internal
   */
  public static _declared(port: number): TargetPort {
    return new TargetPort(k8s.IntOrString.fromNumber(port));
  }

  private constructor(private readonly port: k8s.IntOrString) {}

  /** @internal */
  public _toKube(): k8s.IntOrString {
    return this.port;
  }
}
