/** How stacks of Terraform write a token within text, and as the element or the name that stands for all of a list or a map. */
const IN_TEXT = /[$#&]\{TfToken\[[^\]]*\]\}/;

/** The first 16 bits of doubles that stand for a token: for a number, and for a list of numbers. */
const IN_NUMBERS: readonly number[] = [0xfdff, 0xfbff];

/** Whether a value is a token of a stack, or a text with one in it: what it stands for is known once Terraform runs. */
export function isTerraformToken(value: unknown): boolean {
  if (typeof value !== 'number') {
    return typeof value === 'string' && IN_TEXT.test(value);
  }
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  return IN_NUMBERS.includes(bits.getUint16(0));
}
