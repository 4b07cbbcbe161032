import { asRecord, JsonObject } from '../model/json';

/** What is larger is compared with nothing: it may be of any size, and repeat itself by references. */
const MOST_VALUES = 500;

/** Whether both are the same JSON, and small enough to tell. */
export function areEqual(left: unknown, right: unknown): boolean {
  return new Comparison().equal(left, right);
}

class Comparison {
  private left = MOST_VALUES;

  public equal(one: unknown, other: unknown): boolean {
    this.left -= 1;
    if (one === other || this.left < 0) {
      return one === other;
    }
    if (Array.isArray(one)) {
      return Array.isArray(other) && one.length === other.length && one.every((item, index) => this.equal(item, other[index]));
    }
    const fields = asRecord(one);
    const others = asRecord(other);
    return fields !== undefined && others !== undefined && this.equalFields(fields, others);
  }

  private equalFields(fields: JsonObject, others: JsonObject): boolean {
    let count = 0;
    for (const name in fields) {
      count += 1;
      if (!(name in others) || !this.equal(fields[name], others[name])) {
        return false;
      }
    }
    for (const _name in others) {
      count -= 1;
    }
    return count === 0;
  }
}
