import type { CodeEntry } from './code';
import { surroundingCodes } from './surroundings';
import { trafficCodes } from './traffic';
import { workloadCodes } from './workloads';

/** Everything that a migration tells, by its code. */
export const codes = { ...workloadCodes, ...trafficCodes, ...surroundingCodes } as const;

export type Code = keyof typeof codes;

/** What is known of a code. */
export function codeOf(code: Code): CodeEntry {
  return codes[code];
}
