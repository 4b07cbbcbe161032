import { AnalysisPlace, IAnalysisSubject } from '../analysis/analysis';
import { UsageError } from '../model/usage-error';
import { RolloutService } from '../service/rollout-service';
import { Rollout } from './rollout';

/** Which version of which rollout is measured. */
export interface RolloutSubjectProps {
  readonly rollout: Rollout;
  readonly place: AnalysisPlace;
  /** The Service whose clients meet the version; absent if the rollout has none. */
  readonly service: RolloutService | undefined;
  readonly isExclusive: boolean;
  /**
   * @default true
   */
  readonly hasPods?: boolean;
}

/** A version of a rollout, as its analyses see it. */
export class RolloutSubject implements IAnalysisSubject {
  public constructor(private readonly props: RolloutSubjectProps) {}

  public get path(): string {
    return this.props.rollout.node.path;
  }

  public get place(): AnalysisPlace {
    return this.props.place;
  }

  public get rolloutName(): string {
    return this.props.rollout.name;
  }

  public get namespace(): string | undefined {
    return this.props.rollout.metadata.namespace;
  }

  public get serviceName(): string {
    return this.service.serviceName;
  }

  public get servicePort(): number {
    return this.service.servicePort;
  }

  public get hasPods(): boolean {
    return this.props.hasPods ?? true;
  }

  public get isExclusive(): boolean {
    return this.props.isExclusive;
  }

  private get service(): RolloutService {
    const { service } = this.props;
    if (service === undefined) {
      throw new UsageError({
        path: this.path,
        field: `analysis (${this.place})`,
        rule: 'asks for the Service of the rollout, which has none',
        fix: 'leave out `services.create`, or give the arguments with `withArguments`',
      });
    }
    return service;
  }
}
