/** A part of a text. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
}

/** About how long a part is. */
const usualLength = 64 * 1024;

/**
 * Parts of a YAML text that can be read by themselves: each begins with a line `---`, which ends a document wherever it
 * stands. Directives belong to the document that follows them, so that a text with any is one part.
 */
export function partsOf(text: string): readonly TextPart[] {
  if (text.length < 2 * usualLength || /(?:^|[\r\n])%/.test(text)) return [{ start: 0, end: text.length }];
  const parts: TextPart[] = [];
  let start = 0;
  while (start < text.length) {
    const end = separatorFrom(text, start + usualLength);
    parts.push({ start, end });
    start = end;
  }
  return parts;
}

/** Where the next line `---` begins, or the end. */
function separatorFrom(text: string, from: number): number {
  const separator = /(?<=[\r\n])---(?=[ \t\r\n]|$)/g;
  separator.lastIndex = from;
  return separator.exec(text)?.index ?? text.length;
}
