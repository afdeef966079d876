import { printable } from '../../core/finding';
import type { TrafficDiff } from '../../check/changes';
import { entryBlocks } from '../compose';
import type { FateChange } from './against';
import type { MigrationEntry } from './entries';
import type { Migration } from './migrate';

/** The JSON of `migrate`. */
export interface MigrationReport {
  readonly to: string;
  /** The project that is written. */
  readonly project?: string;
  /** Its environments; none where manifests are written. */
  readonly environments: readonly string[];
  readonly entries: readonly MigrationEntry[];
  readonly files: readonly string[];
  /** Options that the Traefik of the new objects needs. */
  readonly settings: Migration['settings'];
  /** By environment, of several together by all their names; `manifests` where those are written; none where nothing is. */
  readonly traffic: Readonly<Record<string, TrafficDiff>>;
  /** Requests that fare otherwise than behind ingress-nginx: not proven. */
  readonly against?: readonly FateChange[];
}

/** What Ingresses become, and the project that it was written into. */
export type MigrationResult = Pick<Migration, 'entries' | 'files' | 'settings'> & {
  /** Undefined where nothing was written: then there is nothing to compare. */
  readonly traffic: TrafficDiff | undefined;
  readonly project?: { readonly name: string; readonly environments: readonly string[] };
};

const againstHeads: readonly (readonly [FateChange['kind'], string])[] = [
  ['fails-open', 'What ingress-nginx refuses, redirects or limits, and Traefik lets through'],
  ['moved', 'What Traefik leads elsewhere'],
  ['refused', 'What ingress-nginx lets through, and Traefik does not'],
  ['answered-differently', 'What is answered otherwise'],
];

/** Requests that fare otherwise than behind ingress-nginx, for people. */
export function againstText(changes: readonly FateChange[]): string {
  const head =
    'Beside ingress-nginx itself (from its documentation, not proven here; requests that the Ingresses speak of):';
  if (changes.length === 0) return `${head}\n  none of them fares otherwise.\n`;
  const lines = againstHeads.flatMap(([kind, title]) => {
    const these = changes.filter((change) => change.kind === kind);
    if (these.length === 0) return [];
    const told = these.flatMap(({ curl, nginx, traefik }) => [
      curl,
      `  ingress-nginx ${nginx}`,
      `  Traefik ${traefik}`,
    ]);
    return ['', `${title} (${these.length})`, ...told];
  });
  return `${[head, ...lines].map((line) => printable(line)).join('\n')}\n`;
}

/** The report of a migration, in which losses that are accepted are no errors any more. */
export function migrationReport(
  to: string,
  { entries, files, settings, traffic, project }: MigrationResult,
  accepted: ReadonlySet<string>,
): MigrationReport {
  const judged = entries.map((entry) =>
    entry.severity === 'error' && entry.code !== null && accepted.has(entry.code)
      ? { ...entry, severity: 'info' as const }
      : entry,
  );
  return {
    to,
    ...(project && { project: project.name }),
    environments: project?.environments ?? [],
    entries: judged,
    files: [...files.keys()],
    settings,
    traffic: traffic ? { [project?.environments.join(',') ?? to]: traffic } : {},
  };
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
