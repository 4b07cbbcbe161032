import type { Expr } from './syntax';
import type { Value } from './values';
import { ERROR } from './values';

/** Takes note, during one evaluation, of what may end it with an error. */
export class Trial {
  /** The first part that needs an element which the list does not have. */
  public lacking: Expr | undefined;
  /** Whether something may fail, perhaps where it is not known whether evaluation gets there. */
  public mayFail = false;

  /** Something fails, and not for want of an element. */
  public fail(): Value {
    this.mayFail = true;
    return ERROR;
  }

  /** Something fails for want of an element. */
  public lack(part: Expr): Value {
    this.lacking ??= part;
    return this.fail();
  }

  /** An operand fails where a value of another kind is needed; nil may stand for an element that is not there. */
  public reject(...operands: readonly Value[]): Value {
    for (const operand of operands) {
      if (operand.kind === 'nil' && operand.lacking !== undefined) {
        return this.lack(operand.lacking);
      }
    }
    return this.fail();
  }

  /** Whether the value is true; `undefined` where that is not known, and an error where it is no boolean. */
  public truth(value: Value): boolean | 'error' | undefined {
    switch (value.kind) {
      case 'boolean':
        return value.value;
      case 'unknown':
        // It may be no boolean at all.
        this.mayFail ||= value.filledIn !== true;
        return undefined;
      case 'error':
        return 'error';
      case 'nil':
      case 'number':
      case 'string':
      case 'list':
      case 'map':
        this.reject(value);
        return 'error';
    }
  }

  /** The value, and a note that it may not come about. */
  public doubt(value: Value): Value {
    this.mayFail = true;
    return value;
  }
}
