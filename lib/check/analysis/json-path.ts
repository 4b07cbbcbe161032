/**
 * What is wrong with a path into JSON as Kubernetes writes it, `{$.status}`: outside braces it is text, which stands for itself.
 * `undefined` where nothing is.
 */
export function pathMistake(text: string): string | undefined {
  if (!text.includes('{')) {
    return 'has no braces, so that it is a text and no path';
  }
  let isOpen = false;
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (!isOpen) {
      isOpen = character === '{';
    } else if (quote !== '') {
      index += character === '\\' ? 1 : 0;
      quote = character === quote ? '' : quote;
    } else if (character === '"' || character === '\'') {
      quote = character;
    } else {
      isOpen = character !== '}';
    }
  }
  return isOpen ? 'has a brace that is not closed' : undefined;
}
