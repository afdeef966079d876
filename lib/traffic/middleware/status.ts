/** The status codes that Go has a text for, as inclusive ranges; what Node knows changes with its version. */
const known: StatusRanges = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 305],
  [307, 308],
  [400, 418],
  [421, 426],
  [428, 429],
  [431, 431],
  [451, 451],
  [500, 508],
  [510, 511],
];

/** Whether Go has a text for a status code. */
export function isKnownStatus(code: number): boolean {
  return inRanges(known, code);
}

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
