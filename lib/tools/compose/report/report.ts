import type { TrafficDiff } from '../../../check/changes';
import type { Conversion } from '../convert';
import type { TrafficProof } from '../traffic';
import type { Entry } from '../entry';

/** What `compose` tells, as programs read it. */
export interface ComposeReport extends Pick<Conversion, 'project' | 'environments' | 'services'> {
  readonly entries: readonly Entry[];
  /** What fares otherwise than under Compose, by environment. */
  readonly traffic: Readonly<Record<string, ReportedTraffic>>;
}

/** What `diff` tells, without what it says of objects: all of them are new. */
export interface ReportedTraffic extends Omit<TrafficDiff, 'objects'> {
  /** What differs by design, and was left out of the comparison. */
  readonly byDesign: readonly string[];
}

/** The report of a conversion. What was accepted by its code is an error no more. */
export function composeReport(
  { project, environments, services, entries }: Conversion,
  accepted: ReadonlySet<string>,
  proofs: ReadonlyMap<string, TrafficProof> = new Map(),
): ComposeReport {
  const weighed = entries.map((entry): Entry =>
    entry.severity === 'error' && entry.code !== null && accepted.has(entry.code)
      ? { ...entry, severity: 'warning' }
      : entry,
  );
  const traffic = Array.from(proofs, ([environment, { diff, byDesign }]) => {
    const { objects: _, ...told } = diff;
    return [environment, { ...told, byDesign }] as const;
  });
  return { project, environments, services, entries: weighed, traffic: Object.fromEntries(traffic) };
}

/** Whether the user must act before what came out is as good as what went in. */
export function mustAct({ entries }: ComposeReport): boolean {
  return entries.some(({ severity }) => severity === 'error');
}
