import { Duration } from 'cdk8s';
import { wholeSeconds } from '../core/seconds';

/** When the traffic is switched to the preview version. */
export class Promotion {
  /** When somebody promotes the rollout. */
  public static manual(): Promotion {
    return new Promotion({ autoPromotionEnabled: false });
  }

  /** As soon as the preview version is ready and the analysis before the promotion has succeeded. */
  public static automatic(): Promotion {
    return new Promotion({ autoPromotionEnabled: true });
  }

  /**
   * When the preview version has been ready for a time, unless somebody promotes it before.
   *
   * @param duration at least one second, in whole seconds
   * @throws if `duration` is shorter
   */
  public static automaticAfter(duration: Duration): Promotion {
    const fix = 'give whole seconds, at least one, or use `automatic`';
    const seconds = wholeSeconds(duration, 1, { field: 'Promotion.automaticAfter', fix });
    return new Promotion({ autoPromotionEnabled: true, autoPromotionSeconds: seconds });
  }

  private constructor(private readonly fields: { readonly autoPromotionEnabled: boolean; readonly autoPromotionSeconds?: number }) {}

  /** @internal */
  public _toKube(): { readonly autoPromotionEnabled: boolean; readonly autoPromotionSeconds?: number } {
    return this.fields;
  }
}
