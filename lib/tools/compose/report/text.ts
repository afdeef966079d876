import { formatLocation, printable } from '../../../core/finding';
import type { Entry } from '../entry';
import type { ComposeReport } from './report';

/** The report for people: what became of the project, and what they have to do. */
export function composeText(report: ComposeReport): string {
  const { project, environments, services, entries } = report;
  const counts = (['carried', 'changed', 'lost'] as const).map(
    (fate) => `${entries.filter((entry) => entry.fate === fate).length} ${fate}`,
  );
  const names = Object.entries(services).map(
    ([compose, name]) => `  ${compose} → ${name ?? 'not deployed: it is Traefik itself'}`,
  );
  return `${[
    `${project} in ${environments.join(', ')}: ${counts.join(', ')}.`,
    ...names,
    ...entryBlocks(entries),
  ]
    .map((line) => printable(line))
    .join('\n')}\n`;
}

/** What an entry of any move says. */
type ToldEntry = Omit<Entry, 'code'> & { readonly code: string | null };

const heads = {
  error: 'What must be done',
  warning: 'What to look at',
  info: 'What is different',
} as const;

/** Entries in blocks by their weight; those that mean the same as before are not told. */
export function entryBlocks(entries: readonly ToldEntry[]): readonly string[] {
  const told = entries.filter(({ code }) => code !== null).toSorted((a, b) => rank(a) - rank(b));
  return (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const these = told.filter((entry) => entry.severity === severity);
    return these.length === 0 ? [] : ['', `${heads[severity]} (${these.length})`, ...these.flatMap(lines)];
  });
}

const ranks = { error: 0, warning: 1, info: 2 } as const;

function rank({ severity }: ToldEntry): number {
  return ranks[severity];
}

function lines({
  code,
  fate,
  path,
  location,
  message,
  fix,
  severity,
  environments,
}: ToldEntry): readonly string[] {
  const where = environments ? ` (${environments.join(', ')})` : '';
  const head = `${code ?? ''} ${fate.padEnd(7)} ${path}  ${formatLocation(location)}${where}`;
  return [head, `  ${message}`, ...(fix !== null && severity !== 'info' ? [`  fix: ${fix}`] : [])];
}
