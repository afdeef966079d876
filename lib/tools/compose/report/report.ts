import type { Conversion } from '../convert';
import type { Entry } from '../entry';

/** What `compose` tells, as programs read it. */
export interface ComposeReport extends Pick<Conversion, 'project' | 'environments' | 'services'> {
  readonly entries: readonly Entry[];
  /** What fares otherwise than under Compose, by environment. */
  readonly traffic: Readonly<Record<string, unknown>>;
}

/** The report of a conversion. What was accepted by its code is an error no more. */
export function composeReport(
  { project, environments, services, entries }: Conversion,
  accepted: ReadonlySet<string>,
): ComposeReport {
  const weighed = entries.map((entry): Entry =>
    entry.severity === 'error' && entry.code !== null && accepted.has(entry.code)
      ? { ...entry, severity: 'warning' }
      : entry,
  );
  return { project, environments, services, entries: weighed, traffic: {} };
}

/** Whether the user must act before what came out is as good as what went in. */
export function mustAct({ entries }: ComposeReport): boolean {
  return entries.some(({ severity }) => severity === 'error');
}
