import type { ReportedFinding } from './finding';

/** Findings as JSON for programs. */
export function jsonReport(findings: readonly ReportedFinding[]): string {
  return `${JSON.stringify({ findings }, undefined, 2)}\n`;
}
