import type { ReportedFinding } from './finding';
import type { SuppressedFinding } from './report';

/** Findings as JSON for programs. @param exceptions what exceptions let through, where the command knows any */
export function jsonReport(
  findings: readonly ReportedFinding[],
  exceptions?: readonly SuppressedFinding[],
): string {
  const told = exceptions?.map(({ finding, reason }) => ({ ...finding, reason }));
  return `${JSON.stringify({ findings, ...(told && { exceptions: told }) }, undefined, 2)}\n`;
}
