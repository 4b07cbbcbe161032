/** What a terminal could mistake for an instruction. Names and values come from foreign files. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/** The text with control characters spelled out, in one line. */
export function printable(text: string): string {
  return text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
