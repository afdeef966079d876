import { type Problem, type Severity, formatReport } from '../core/finding';
import {
  type ReportFormat,
  type SuppressedFinding,
  jsonReport,
  reportFormats,
  reported,
  rulesOf,
} from '../core/report';
import type { Surroundings } from './command';
import { dataText } from './data-output';
import { ownVersion } from './own-version';

export type FindingsFormat = 'text' | 'json' | 'yaml' | ReportFormat;

export const findingsFormats: readonly FindingsFormat[] = [
  'text',
  'json',
  'yaml',
  'sarif',
  'junit',
  'github',
  'gitlab',
  'markdown',
];

/** A finding that somebody has decided to live with. */
export interface SetAside {
  readonly problem: Problem;
  readonly reason: string;
  /** Whether it is the object itself that says so. @default false */
  readonly isInObject?: boolean;
}

/** What a command found. */
export interface Found {
  /** The command, for example `lint`. */
  readonly command: string;
  readonly findings: readonly Problem[];
  /** What is switched off, which only the formats that have a place for it show. @default nothing */
  readonly suppressed?: readonly SetAside[];
  /** What exceptions let through, which every report lists. Undefined where the command knows none. */
  readonly excepted?: readonly SetAside[];
}

/** Findings in one of the formats that all commands share. */
export function findingsText(
  found: Found,
  format: FindingsFormat,
  { all }: Pick<Surroundings, 'all'>,
): string {
  const { command, findings, suppressed = [], excepted } = found;
  const aside = excepted?.map(suppressedOf);
  if (format === 'text') {
    const blocks = findings.length === 0 ? '' : `${formatReport(findings, { all, codes: true })}\n`;
    return blocks + exceptedText(excepted ?? []);
  }
  if (format === 'json') return jsonReport(findings.map(reported), aside);
  if (format === 'yaml')
    return dataText({ findings: findings.map(reported), ...(aside && { exceptions: aside }) }, format);
  return reportFormats[format]({
    command,
    version: ownVersion(),
    findings: findings.map(reported),
    rules: rulesOf([...findings, ...[...suppressed, ...(excepted ?? [])].map(({ problem }) => problem)]),
    suppressed: suppressed.map(suppressedOf),
    ...(aside && { excepted: aside }),
  });
}

function suppressedOf({ problem, reason, isInObject = false }: SetAside): SuppressedFinding {
  return { finding: reported(problem), reason, isInObject };
}

function exceptedText(excepted: readonly SetAside[]): string {
  if (excepted.length === 0) return '';
  const all = excepted.map(({ problem, reason }) => ({
    ...problem,
    severity: 'info' as const,
    message: `By exception. ${problem.message}`,
    consequence: reason,
    fix: undefined,
  }));
  return `${formatReport(all, { all: true, codes: true })}\n`;
}

/** How many findings there are, in words. @param further counts of the command's own, with a word for each */
export function findingsSummary(
  findings: readonly Problem[],
  further: readonly (readonly [count: number, word: string])[] = [],
): string {
  const counted = [
    ...severities.map(([severity, word]) => [countOf(findings, severity), word] as const),
    ...further,
  ].flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`]));
  return counted.length === 0 ? 'Nothing found.' : `${counted.join(', ')}.`;
}

const severities: readonly (readonly [Severity, string])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'hint'],
];

function countOf(problems: readonly Problem[], severity: Severity): number {
  return problems.filter((problem) => problem.severity === severity).length;
}
