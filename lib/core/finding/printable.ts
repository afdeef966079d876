/**
 * What a terminal obeys, or shows as nothing, in place of showing it: control characters, ends of lines, and marks
 * that turn the direction of text or hide in it.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text as one line that a terminal shows as it is: what it would obey is written as in JavaScript. */
export function printable(text: string): string {
  return text.replace(unprintable, escaped);
}

/** A text of several lines, each as a terminal shows it. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** The beginning of a text that is longer than anyone reads. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length)}… (${text.length - length} characters more)`;
}

function escaped(character: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  if (short !== undefined) return short;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
