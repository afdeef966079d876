export type Pattern = Pick<RegExp, 'test'>;

/**
 * A pattern of a schema. The few that are Go's alone (RE2 syntax) match everything: the API server checks them.
 */
export function readPattern(pattern: string): Pattern {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      continue;
    }
  }
  return { test: () => true };
}
