import { printable } from '../../core/finding';
import type { TrafficDiff } from '../../check/changes';
import { entryBlocks } from '../compose';
import type { MigrationEntry } from './entries';
import type { Migration } from './migrate';

/** The JSON of `migrate`. */
export interface MigrationReport {
  readonly to: string;
  readonly entries: readonly MigrationEntry[];
  readonly files: readonly string[];
  /** Options that the Traefik of the new objects needs. */
  readonly settings: Migration['settings'];
  readonly traffic: Readonly<Record<string, TrafficDiff>>;
}

/** The report of a migration, in which losses that are accepted are no errors any more. */
export function migrationReport(
  to: string,
  { entries, files, settings, traffic }: Pick<Migration, 'entries' | 'files' | 'settings' | 'traffic'>,
  accepted: ReadonlySet<string>,
): MigrationReport {
  const judged = entries.map((entry) =>
    entry.severity === 'error' && entry.code !== null && accepted.has(entry.code)
      ? { ...entry, severity: 'info' as const }
      : entry,
  );
  return { to, entries: judged, files: [...files.keys()], settings, traffic: { [to]: traffic } };
}

/** The same for people, without the traffic. */
export function migrationText({ entries, files, settings }: MigrationReport): string {
  const counts = (['carried', 'changed', 'lost'] as const).map(
    (fate) => `${entries.filter((entry) => entry.fate === fate).length} ${fate}`,
  );
  const lines = [
    `${counts.join(', ')}.`,
    ...files.map((file) => `  ${file}`),
    ...settings.flatMap(({ set, why }) => ['', `set ${set}`, `  ${why}`]),
    ...entryBlocks(entries),
  ];
  return `${lines.map((line) => printable(line)).join('\n')}\n`;
}

/** Whether something is lost that nobody accepted. */
export function isIncomplete({ entries }: MigrationReport): boolean {
  return entries.some(({ severity }) => severity === 'error');
}
