/** Inclusive ranges of status codes. */
export type StatusRanges = readonly (readonly [low: number, high: number])[];

/** Reads `404`, `500-599`; gives the error of the first that is neither. */
export function readStatusRanges(texts: readonly string[] = []): StatusRanges | string {
  const ranges: (readonly [number, number])[] = [];
  for (const text of texts) {
    const [low = '', high = low] = text.split('-');
    const bad = [low, high].find((part) => !isInteger(part));
    if (bad !== undefined) return `strconv.Atoi: parsing "${bad}": invalid syntax`;
    ranges.push([Number(low), Number(high)]);
  }
  return ranges;
}

/** Whether Go reads an integer of 64 bits out of it. */
function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && BigInt(text.replace(/^\+/, '')) < 2n ** 63n;
}

/** Whether a status code is in one of the ranges. */
export function inRanges(ranges: StatusRanges, code: number): boolean {
  return ranges.some(([low, high]) => code >= low && code <= high);
}
