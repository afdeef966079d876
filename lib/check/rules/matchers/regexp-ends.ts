/** Whether an expression lets anything stand before and behind what it names. */
export interface LooseEnds {
  readonly start: boolean;
  readonly end: boolean;
}

/**
 * The ends of a regular expression that are open without having been meant to be: neither anchored nor a wildcard.
 * An expression of several alternatives has the open ends of each.
 */
export function looseEndsOf(pattern: string): LooseEnds {
  const ends = alternativesOf(pattern.replace(/^\(\?[imsU]+\)/, '')).map((alternative) => ({
    start: !/^(?:\((?:\?(?:P?<\w+>|\w*:))?)*(?:\^|\\A|\.[*+])/.test(alternative),
    end: !/(?:(?<!\\)\$|\\z|(?<!\\)\.[*+]\??)\)*$/.test(alternative),
  }));
  return { start: ends.some(({ start }) => start), end: ends.some(({ end }) => end) };
}

/** Whether a dot that is not escaped stands by itself between letters, where a dot must have been meant. */
export function bareDotIn(pattern: string): boolean {
  return /[a-z0-9)\]+*](?<!\\)\.[a-z]/i.test(
    pattern.replaceAll(/\[[^\]]*\]/g, '[]').replaceAll(/\\./g, '\\'),
  );
}

/** The parts between the `|` that stand in no group and no class. */
function alternativesOf(pattern: string): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const token of pattern.match(/\\.|\[(?:\\.|[^\]\\])*\]|[^]/g) ?? []) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts;
}
