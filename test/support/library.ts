import { resolve } from 'node:path';

/**
 * What a program of a test says to have this package: what was built of it where that is up to date, as it is in a clone
 * after `npm ci`, else its sources. The build starts in a tenth of the time.
 */
export function libraryIn(door = 'lib/index'): string {
  return `require(${JSON.stringify(resolve(__dirname, '../../bin/program.js'))}).load('${door}')`;
}
