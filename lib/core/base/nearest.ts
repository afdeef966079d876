/**
 * Cells of distance tables that one set of candidates is worth: thousands of misspelt words would else take minutes
 * among thousands of candidates. Beyond it nothing is suggested; so many suggestions nobody reads.
 */
const budget = 1 << 25;

/** The candidate nearest to a misspelt word by edit distance, if one is near enough to be meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  return suggester(candidates)(word);
}

/** The same for many words and one set of candidates, whose total work is bounded. */
export function suggester(candidates: Iterable<string>): (word: string) => string | undefined {
  let prepared: readonly Candidate[] | undefined;
  let left = budget;
  return (word) => {
    if (left < 0) return undefined;
    prepared ??= Array.from(new Set(candidates), (text) => ({ text, lower: text.toLowerCase() }));
    const lower = word.toLowerCase();
    let best: string | undefined;
    let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
    for (const candidate of prepared) {
      if (Math.abs(lower.length - candidate.lower.length) >= bestDistance) continue;
      left -= (lower.length + 1) * Math.min(candidate.lower.length + 1, 2 * bestDistance);
      if (left < 0) return undefined;
      const distance = editDistance(lower, candidate.lower, bestDistance);
      if (distance >= bestDistance) continue;
      best = candidate.text;
      bestDistance = distance;
      if (distance === 0) break;
    }
    return best;
  };
}

interface Candidate {
  readonly text: string;
  readonly lower: string;
}

/**
 * Edits that turn one word into the other, two swapped letters being one, or `limit` where it is at least that. Only
 * the cells near the diagonal are worked out: all others are `limit` or more.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  const width = b.length + 1;
  let beforePrevious = Array.from({ length: width }, () => limit);
  let previous = Array.from({ length: width }, (_, index) => index);
  let row = Array.from({ length: width }, () => limit);
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    row[from - 1] = from === 1 ? i : limit;
    let least = row[from - 1] ?? limit;
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let edits = (previous[j - 1] ?? limit) + (same ? 0 : 1);
      edits = Math.min(edits, (previous[j] ?? limit) + 1, (row[j - 1] ?? limit) + 1);
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      ) {
        edits = Math.min(edits, (beforePrevious[j - 2] ?? limit) + 1);
      }
      row[j] = edits;
      least = Math.min(least, edits);
    }
    if (to < b.length) row[to + 1] = limit;
    if (least >= limit) return limit;
    [beforePrevious, previous, row] = [previous, row, beforePrevious];
  }
  return Math.min(previous[b.length] ?? limit, limit);
}
