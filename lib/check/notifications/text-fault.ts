/** What is wrong with a text. */
export interface TextFault {
  /** The part of the text that it is about; the whole where there is none. */
  readonly value?: string;
  /** A predicate of it. */
  readonly text: string;
  readonly fix: string;
}
