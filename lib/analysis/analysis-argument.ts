import { ISecret } from 'cdk8s-plus-28';
import * as argoproj from '../../imports/argoproj.io';
import { serviceHost } from '../model/names';
import { requireText } from '../model/require';
import { UsageError } from '../model/usage-error';
import { IAnalysisSubject, SuppliedArgument } from './analysis';

/** What a rollout supplies for an argument, if it supplies it. */
type Supply = (name: string, subject: IAnalysisSubject) => SuppliedArgument;

/** An argument that an analysis declares. Its templates refer to it as `{{args.name}}`. */
export class AnalysisArgument {
  /** An argument that everyone who uses the analysis has to give, with `withArguments`. */
  public static required(name: string): AnalysisArgument {
    return new AnalysisArgument({ name });
  }

  /** An argument with a value for those who give none. */
  public static withDefault(name: string, value: string): AnalysisArgument {
    return new AnalysisArgument({ name, value });
  }

  /**
   * An argument that the controller reads from a Secret when it measures, in the namespace of the rollout. The value is
   * in no manifest.
   */
  public static fromSecret(name: string, secret: ISecret, key: string): AnalysisArgument {
    return new AnalysisArgument({ name, valueFrom: { secretKeyRef: { name: secret.name, key } } });
  }

  /**
   * The name of the Service whose clients meet the measured version. It is a host only within the namespace of the
   * rollout: right for a Job, while a web metric is called from the controller's namespace.
   */
  public static serviceName(name = 'service'): AnalysisArgument {
    return new AnalysisArgument({ name }, (argument, subject) => SuppliedArgument._computed(argument, () => subject.serviceName));
  }

  /**
   * The host of that Service, as known in the whole cluster: `checkout-canary.shop.svc.cluster.local`. It takes a rollout
   * whose namespace is known; `serviceName` and `namespace` do not.
   */
  public static serviceHost(name = 'host'): AnalysisArgument {
    return new AnalysisArgument({ name }, (argument, subject) => SuppliedArgument._computed(argument, () => hostOf(argument, subject)));
  }

  /** The number of the first port of that Service. */
  public static servicePort(name = 'port'): AnalysisArgument {
    return new AnalysisArgument({ name }, (argument, subject) => SuppliedArgument._computed(argument, () => String(subject.servicePort)));
  }

  /** The namespace of the rollout. */
  public static namespace(name = 'namespace'): AnalysisArgument {
    return new AnalysisArgument({ name }, (argument, { namespace }) => namespace === undefined
      ? SuppliedArgument.field(argument, 'metadata.namespace')
      : SuppliedArgument.value(argument, namespace));
  }

  /** The name of the rollout; its pods are called `<rollout>-<pod hash>-<random>`. */
  public static rolloutName(name = 'rollout'): AnalysisArgument {
    return new AnalysisArgument({ name }, (argument, { rolloutName }) => SuppliedArgument.value(argument, rolloutName));
  }

  /** The hash of the measured version, with which its pods are named and labelled. */
  public static podHash(name = 'pod-hash'): AnalysisArgument {
    return new AnalysisArgument({ name }, (argument) => SuppliedArgument.latestPodHash(argument));
  }

  /** The hash of the stable version, to compare the measured one with. */
  public static stablePodHash(name = 'stable-hash'): AnalysisArgument {
    return new AnalysisArgument({ name }, (argument) => SuppliedArgument.stablePodHash(argument));
  }

  /**
   * A field of the rollout.
   *
   * @param name the name of the argument
   * @param fieldPath e.g. `metadata.labels['region']`
   */
  public static fromField(name: string, fieldPath: string): AnalysisArgument {
    return new AnalysisArgument({ name }, (argument) => SuppliedArgument.field(argument, fieldPath));
  }

  /**
   * The argument that rollouts supply under this usual name, if there is one.
   *
   * @internal
   */
  public static _wellKnown(name: string): AnalysisArgument | undefined {
    switch (name) {
      case 'service': return AnalysisArgument.serviceName();
      case 'port': return AnalysisArgument.servicePort();
      case 'namespace': return AnalysisArgument.namespace();
      case 'rollout': return AnalysisArgument.rolloutName();
      case 'pod-hash': return AnalysisArgument.podHash();
      case 'stable-hash': return AnalysisArgument.stablePodHash();
      default: return undefined;
    }
  }

  private constructor(private readonly declaration: argoproj.AnalysisTemplateSpecArgs, private readonly supply?: Supply) {
    requireText(declaration.name, { field: 'AnalysisArgument.name', fix: 'name the argument' });
  }

  /** The name of the argument. */
  public get name(): string {
    return this.declaration.name;
  }

  /**
   * What a rollout supplies without being told.
   *
   * @internal
   */
  public _supplyFor(subject: IAnalysisSubject): SuppliedArgument | undefined {
    return this.supply?.(this.name, subject);
  }

  /** @internal */
  public _toKube(): argoproj.AnalysisTemplateSpecArgs {
    return this.declaration;
  }
}

function hostOf(argument: string, { serviceName, namespace, path }: IAnalysisSubject): string {
  if (namespace === undefined) {
    throw new UsageError({
      path,
      field: argument,
      rule: 'the host of a Service needs the namespace, which is not known here',
      fix: 'give the chart or the rollout a namespace, or declare `AnalysisArgument.serviceName()` and `.namespace()` instead',
    });
  }
  return serviceHost(serviceName, namespace);
}
