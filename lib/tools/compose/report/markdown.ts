import { formatLocation } from '../../../core/finding';
import { cell } from '../../../core/report';
import type { Entry } from '../entry';
import type { ComposeReport } from './report';

/** The report as a page or a comment of a pull request. */
export function composeMarkdown({ project, environments, services, entries }: ComposeReport): string {
  const names = Object.entries(services).map(([compose, name]) => row([compose, name ?? '–']));
  const told = entries.filter(({ code }) => code !== null);
  const counts = (['carried', 'changed', 'lost'] as const).map(
    (fate) => `${entries.filter((entry) => entry.fate === fate).length} ${fate}`,
  );
  return [
    `## ${cell(project)} in ${environments.map((name) => cell(name)).join(', ')}`,
    '',
    `${counts.join(', ')}.`,
    '',
    '| service | on Kubernetes |',
    '| --- | --- |',
    ...names,
    ...(['error', 'warning', 'info'] as const).flatMap((severity) => table(severity, told)),
    '',
  ].join('\n');
}

function table(severity: Entry['severity'], entries: readonly Entry[]): readonly string[] {
  const these = entries.filter((entry) => entry.severity === severity);
  if (these.length === 0) return [];
  return [
    '',
    `### ${severity}`,
    '',
    '| code | fate | part | where | what | to do |',
    '| --- | --- | --- | --- | --- | --- |',
    ...these.map(({ code, fate, path, location, message, fix }) =>
      row([code ?? '', fate, path, formatLocation(location), message, fix ?? '']),
    ),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}
