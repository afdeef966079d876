const compiled = new Map<string, Pick<RegExp, 'test'>>();

/**
 * Whether a text matches a schema's pattern. The few patterns that are Go's alone (RE2 syntax) match everything: the
 * API server checks them.
 */
export function matches(pattern: string, text: string): boolean {
  const known = compiled.get(pattern);
  if (known) return known.test(text);
  const made = compile(pattern);
  compiled.set(pattern, made);
  return made.test(text);
}

function compile(pattern: string): Pick<RegExp, 'test'> {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      continue;
    }
  }
  return { test: () => true };
}
