import { formatLocation, printable } from '../finding';
import type { ReportedFinding } from './finding';
import type { Report } from './report';
import { findingLines, placeText } from './words';

/**
 * Findings as a JUnit report: a failed test for each error, a passed one that says something for each other finding,
 * and a passed one where there are none.
 */
export function junitReport({ command, findings, excepted = [] }: Report): string {
  const failures = findings.filter(({ severity }) => severity === 'error').length;
  const count = findings.length + excepted.length;
  const cases = count === 0 ? [`<testcase classname="cdk8s-traefik" name="${command}"/>`] : [];
  const counts = `tests="${Math.max(1, count)}" failures="${failures}"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="cdk8s-traefik ${command}" ${counts} errors="0" skipped="${excepted.length}">`,
    ...[
      ...cases,
      ...findings.map((finding) => caseOf(finding)),
      ...excepted.map(({ finding, reason }) => caseOf(finding, reason)),
    ].map((text) => `    ${text}`),
    '  </testsuite>',
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

/** @param reason why it is excepted, where it is */
function caseOf(finding: ReportedFinding, reason?: string): string {
  const { code, name, severity, location, message } = finding;
  const title = [code, name, placeText(finding)].filter((part) => part !== '').join(' ');
  const attributes = [
    `classname="${escaped(location?.file ?? 'cdk8s-traefik')}"`,
    `name="${escaped(title)}"`,
    ...(location ? [`file="${escaped(location.file)}" line="${location.line}"`] : []),
  ].join(' ');
  const text = [...(location ? [formatLocation(location)] : []), ...findingLines(finding)]
    .map(escaped)
    .join('\n');
  const skipped = reason !== undefined && `<skipped message="${escaped(reason)}"/>`;
  const said =
    skipped ||
    (severity === 'error'
      ? `<failure type="${escaped(code)}" message="${escaped(message)}">${text}</failure>`
      : `<system-out>${severity}: ${text}</system-out>`);
  return `<testcase ${attributes}>${said}</testcase>`;
}

/** A text as XML takes it, in one line; what no XML may hold is written as in JavaScript. */
function escaped(text: string): string {
  return printable(text.replaceAll(/[\uFFFE\uFFFF]|\p{Cs}/gu, '\uFFFD'))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
