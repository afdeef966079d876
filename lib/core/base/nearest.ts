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

/** Rows of the table of distances, the newest last; filled anew for each pair of words, of which there may be millions. */
const rows: readonly [number[], number[], number[]] = [[], [], []];

/**
 * Edits that turn one word into the other, two swapped letters being one, or `limit` where it is at least that. Only
 * the cells near the diagonal are worked out: all others are `limit` or more.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let [beforePrevious, previous, row] = rows;
  for (let j = 0; j <= b.length; j++) {
    beforePrevious[j] = limit;
    previous[j] = j;
    row[j] = limit;
  }
  for (let i = 1; i <= a.length; i++) {
    // Comparisons throughout, which are several times as fast as calls of Math.min where the calls are not inlined.
    const from = i > limit ? i - limit : 1;
    const to = i + limit < b.length ? i + limit : b.length;
    const letter = a.charCodeAt(i - 1);
    const letterBefore = i > 1 ? a.charCodeAt(i - 2) : -1;
    let left = from === 1 ? i : limit;
    row[from - 1] = left;
    let least = left;
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1);
      let edits = (previous[j - 1] ?? limit) + (letter === other ? 0 : 1);
      const removed = (previous[j] ?? limit) + 1;
      if (removed < edits) edits = removed;
      if (left + 1 < edits) edits = left + 1;
      if (letterBefore === other && j > 1 && letter === b.charCodeAt(j - 2)) {
        const swapped = (beforePrevious[j - 2] ?? limit) + 1;
        if (swapped < edits) edits = swapped;
      }
      row[j] = edits;
      left = edits;
      if (edits < least) least = edits;
    }
    if (to < b.length) row[to + 1] = limit;
    if (least >= limit) return limit;
    [beforePrevious, previous, row] = [previous, row, beforePrevious];
  }
  const distance = previous[b.length] ?? limit;
  return distance < limit ? distance : limit;
}
