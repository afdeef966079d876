import type { Problem } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import { type ClusterFacts, inventoryOf } from '../cluster';
import { advisoryReport } from '../rules';
import { annotatedSuppressions } from './annotations';
import { type Baseline, beyond } from './baseline';
import { lint } from './lint';
import { type Suppressed, type Suppression, sift, unusedProblems } from './suppression';

export interface ReviewOptions {
  /** What whoever made the objects has found already. @default nothing */
  readonly told?: readonly Problem[];
  /** What is switched off, besides what objects say themselves. @default nothing */
  readonly suppressions?: readonly Suppression[];
  /** What is known and waits to be mended. @default nothing */
  readonly baseline?: Baseline;
  /**
   * Whether every known fault of Traefik is judged, also those that do not count.
   * @default false
   */
  readonly advisories?: boolean;
}

export interface Review {
  readonly findings: readonly Problem[];
  readonly suppressed: readonly Suppressed[];
  /** How many findings are of the baseline. */
  readonly known: number;
  /** How many findings of the baseline are there no more. */
  readonly mended: number;
}

/** What is to be said of the objects of one cluster, without what is switched off or known. */
export function review(
  objects: readonly PlacedObject[],
  facts: ClusterFacts,
  { told = [], suppressions = [], baseline = new Set(), advisories = false }: ReviewOptions = {},
): Review {
  const annotated = annotatedSuppressions(objects);
  const judged = advisories ? advisoryReport(inventoryOf(objects, facts)) : [];
  const all = [...annotated.problems, ...lint(objects, facts, told), ...judged];
  const { kept, suppressed, unused } = sift(all, [...suppressions, ...annotated.suppressions]);
  const wanted = [...kept, ...unusedProblems(unused)];
  const { fresh, mended } = beyond(baseline, wanted);
  return { findings: fresh, suppressed, known: wanted.length - fresh.length, mended };
}
