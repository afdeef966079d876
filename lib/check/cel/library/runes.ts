/** The characters of a text as Go counts them: none is two. */
export function runesOf(text: string): ArrayLike<string> & { readonly length: number } {
  return /[\uD800-\uDFFF]/.test(text) ? Array.from(text) : text;
}

/** Characters from one to before another. */
export function sliceRunes(text: string, start: number, end: number): string {
  const runes = runesOf(text);
  return typeof runes === 'string' ? runes.slice(start, end) : Array.from(runes).slice(start, end).join('');
}
