import { requireInteger } from '../model/require';
import { Problem } from '../model/usage-error';

/** How many pods may be missing at a time while nodes are drained. */
export class PodDisruption {
  /**
   * So many pods stay.
   *
   * @param pods at least 1, and fewer than there are
   * @throws if `pods` is below
   */
  public static minAvailable(pods: number): PodDisruption {
    return new PodDisruption('minAvailable', requireInteger(pods, 1, Number.MAX_SAFE_INTEGER, place('minAvailable')), false);
  }

  /**
   * This share of the pods stays, rounded up.
   *
   * @param percent 1 to 99
   * @throws if `percent` is out of these bounds
   */
  public static minAvailablePercent(percent: number): PodDisruption {
    return new PodDisruption('minAvailable', requireInteger(percent, 1, 99, place('minAvailablePercent')), true);
  }

  /**
   * So many pods may be missing.
   *
   * @param pods at least 1
   * @throws if `pods` is below: nodes could not be drained
   */
  public static maxUnavailable(pods: number): PodDisruption {
    return new PodDisruption('maxUnavailable', requireInteger(pods, 1, Number.MAX_SAFE_INTEGER, place('maxUnavailable')), false);
  }

  /**
   * This share of the pods may be missing, rounded up.
   *
   * @param percent 1 to 100
   * @throws if `percent` is out of these bounds
   */
  public static maxUnavailablePercent(percent: number): PodDisruption {
    return new PodDisruption('maxUnavailable', requireInteger(percent, 1, 100, place('maxUnavailablePercent')), true);
  }

  private constructor(
    private readonly bound: 'minAvailable' | 'maxUnavailable', private readonly amount: number, private readonly isPercent: boolean,
  ) {}

  /** @internal */
  public _toValues(): Record<string, unknown> {
    return { enabled: true, [this.bound]: this.isPercent ? `${this.amount}%` : this.amount };
  }

  /** @internal */
  public _problems(replicas: number, path: string | undefined, field: string): Problem[] {
    const staying = this.isPercent ? Math.ceil((replicas * this.amount) / 100) : this.amount;
    return this.bound === 'maxUnavailable' || staying < replicas ? [] : [{
      path, field, rule: `keeps all ${replicas === 1 ? 'of the one pod' : `${replicas} pods`}, so no node with one can be drained`, fix: 'let fewer stay, or give more `replicas`',
    }];
  }
}

function place(factory: string): { readonly field: string; readonly fix: string } {
  return { field: `PodDisruption.${factory}`, fix: 'let at least one pod go, and one stay' };
}
