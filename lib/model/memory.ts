/** After so many different texts all are forgotten: programs repeat a few again and again. */
const MOST_REMEMBERED = 256;

/** What was worked out about texts. */
export class Memory<T extends object | string> {
  private readonly known = new Map<string, T>();

  /** What is known about the text, or else what there is to know. */
  public recall(text: string, workOut: () => T): T {
    const known = this.known.get(text);
    if (known !== undefined) {
      return known;
    }
    if (this.known.size >= MOST_REMEMBERED) {
      this.known.clear();
    }
    const result = workOut();
    this.known.set(text, result);
    return result;
  }
}
