import { formatLocation } from '../finding';
import type { ReportedFinding } from './finding';
import { cell, codeSpan, within } from './markdown-text';
import type { Report } from './report';
import { byException, objectText, findingLines } from './words';

/** The longest comment that GitHub takes has 65,536 characters. */
const budget = 60_000;

/**
 * Findings as Markdown for a comment: a line of counts and a table, cut with the rest counted where a comment would
 * be too long. Nothing where there are none.
 */
export function markdownReport({ command, findings, excepted = [] }: Report): string {
  const aside = excepted.map((each) => row(byException(each)));
  const exceptions =
    aside.length === 0
      ? ''
      : `\nExceptions:\n\n| | Rule | Where | What |\n|---|---|---|---|\n${aside.join('')}`;
  if (findings.length === 0) return exceptions.trimStart();
  const head = `**cdk8s-traefik ${command}**: ${counts(findings)}\n\n| | Rule | Where | What |\n|---|---|---|---|\n`;
  const { rows, left } = within(findings.map(row), budget - head.length - 40);
  return head + rows.join('') + (left === 0 ? '' : `\n${left} more findings.\n`) + exceptions;
}

function row(finding: ReportedFinding): string {
  const { severity, code, name, object, path, location } = finding;
  const where = [
    location ? codeSpan(formatLocation(location)) : '',
    object ? cell(objectText(object)) : '',
    path === '' ? '' : codeSpan(path),
  ].filter((part) => part !== '');
  const cells = [
    severity,
    `${code} ${name}`,
    where.join('<br>'),
    findingLines(finding).map(cell).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

function counts(findings: readonly ReportedFinding[]): string {
  return (['error', 'warning', 'info'] as const)
    .flatMap((severity) => {
      const count = findings.filter((finding) => finding.severity === severity).length;
      return count === 0 ? [] : [`${count} × ${severity}`];
    })
    .join(', ');
}
