import { printable, type Severity } from '../finding';
import type { ReportedFinding } from './finding';
import type { Report } from './report';
import { byException, findingLines, placeText } from './words';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Findings as workflow commands of GitHub Actions, which it shows beside the lines of a change. */
export function githubReport({ findings, excepted = [] }: Report): string {
  const aside = excepted.map(byException);
  return [...findings, ...aside].map((finding) => `${annotation(finding)}\n`).join('');
}

function annotation(finding: ReportedFinding): string {
  const { severity, code, name, location } = finding;
  const place = placeText(finding);
  const properties = [
    ...(location
      ? [`file=${property(location.file)}`, `line=${location.line}`, `col=${location.column}`]
      : []),
    `title=${property(`${code} ${name}`)}`,
  ];
  const lines = [...(place === '' ? [] : [place]), ...findingLines(finding)];
  return `::${commands[severity]} ${properties.join(',')}::${data(lines.join('\n'))}`;
}

function data(text: string): string {
  return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
