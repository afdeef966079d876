/** The status codes that Go's net/http has a text for, as inclusive ranges; what Node knows changes with its version. */
const known: readonly (readonly [number, number])[] = [
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
  return known.some(([low, high]) => code >= low && code <= high);
}
