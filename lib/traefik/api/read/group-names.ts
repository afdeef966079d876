/** The names of a Go expression's groups in their order; undefined for those without one. */
export function groupNames(pattern: string): readonly (string | undefined)[] {
  const names: (string | undefined)[] = [];
  // Quoted stretches, escapes and classes hold no groups.
  const piece = /\\Q[^]*?(?:\\E|$)|\\[^]|\[\^?\]?(?:\\[^]|\[:\^?\w+:\]|[^\]\\])*\]|\((?:\?P?<(\w+)>|(\?))?/gu;
  for (const [text, name, isOther] of pattern.matchAll(piece)) {
    if (text.startsWith('(') && isOther === undefined) names.push(name);
  }
  return names;
}
