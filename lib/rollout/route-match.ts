import * as argoproj from '../../imports/argoproj.io';
import { requireText } from '../model/require';

/** How a text is compared. */
export class StringMatch {
  /** The whole text. */
  public static exact(text: string): StringMatch {
    return new StringMatch({ exact: text });
  }

  /** The beginning of the text. */
  public static prefix(text: string): StringMatch {
    return new StringMatch({ prefix: text });
  }

  /** A regular expression, in the syntax of the router, for the whole text. */
  public static regex(pattern: string): StringMatch {
    return new StringMatch({ regex: pattern });
  }

  private constructor(private readonly match: argoproj.RolloutSpecStrategyCanaryStepsSetHeaderRouteMatchHeaderValue) {
    requireText(match.exact ?? match.prefix ?? match.regex ?? '', { field: 'StringMatch', fix: 'give the text to compare with' });
  }

  /** @internal */
  public _toKube(): argoproj.RolloutSpecStrategyCanaryStepsSetHeaderRouteMatchHeaderValue {
    return this.match;
  }
}

/** A header that sends a request to the canary. */
export interface HeaderMatch {
  /** The name of the header. */
  readonly name: string;
  /** Its value. */
  readonly value: StringMatch;
}

/** Which requests are mirrored. All that is given must match. */
export interface MirrorMatch {
  /**
   * The method of the request.
   *
   * @default - any
   */
  readonly method?: StringMatch;

  /**
   * The path of the request.
   *
   * @default - any
   */
  readonly path?: StringMatch;

  /**
   * The headers of the request, by name.
   *
   * @default - any
   */
  readonly headers?: { [name: string]: StringMatch };
}
