import type { Severity } from '../finding';
import { fingerprints } from './fingerprint';
import type { ReportedFinding } from './finding';
import type { Report } from './report';
import { findingLines, placeText } from './words';

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' };

/** Findings as a Code Quality report of GitLab, which compares those of two branches by their fingerprints. */
export function gitlabReport({ findings, excepted = [] }: Report): string {
  const all = [
    ...findings.map((finding) => ({ finding, severity: severities[finding.severity], before: [] })),
    // What exceptions let through is listed, and weighs nothing.
    ...excepted.map(({ finding, reason }) => ({
      finding,
      severity: severities.info,
      before: [`By exception: ${reason}.`],
    })),
  ];
  const prints = fingerprints(all.map(({ finding }) => finding));
  const entries = all.map(({ finding, severity, before }, index) => {
    const { code, name, location } = finding;
    return {
      description: [`${code}:`, ...before, placeText(finding), ...findingLines(finding)].join(' '),
      check_name: name,
      fingerprint: prints[index],
      severity,
      location: { path: location?.file ?? pathOf(finding), lines: { begin: location?.line ?? 1 } },
    };
  });
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}

/** GitLab wants a path; what is in no file is named by its object. */
function pathOf({ object }: ReportedFinding): string {
  return object ? [object.kind, object.namespace, object.name].filter(Boolean).join('/') : 'cdk8s-traefik';
}
