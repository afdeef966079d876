/**
 * How much a suite of samples tries: `quick` of them in `npm test`, which a person waits for, `full` in
 * `npm run test:deep`, which runs the suites that ask here and nothing else. Both begin with the same seed, so that what
 * the first finds the second finds too.
 */
export function depth(quick: number, full: number): number {
  return process.env['TEST_DEPTH'] === 'full' ? full : quick;
}
