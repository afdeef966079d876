import type { Report, ReportedFinding } from '../../../lib/core/report';

/** A finding that is about an object in a file. */
export const finding: ReportedFinding = {
  code: 'TR050',
  name: 'unknown-middleware',
  severity: 'error',
  object: { apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', namespace: 'shop', name: 'web' },
  path: 'spec.routes[0].middlewares[0]',
  location: { file: 'apps/web.yaml', line: 16, column: 21 },
  message: 'There is no Middleware "gone".',
  consequence: 'Traefik disables the router.',
  fix: 'Make it.',
};

/** The same finding of nothing that has a place. */
export const placeless: ReportedFinding = { ...finding, object: null, path: '', location: null };

/** Texts that end a line, a cell, an attribute or a command wherever they are not written as they have to be. */
export const hostile: ReportedFinding = {
  ...finding,
  location: { file: 'a b/ü,:%<&">.yaml', line: 1, column: 1 },
  message: 'One\ntwo\r::error::<b a="&amp;">]]> | `x` @all #1 \u001B[31m\u0000\uFFFF 50%, $1',
};

export function reportOf(...findings: readonly ReportedFinding[]): Report {
  return {
    command: 'lint',
    version: '1.2.3',
    findings,
    rules: [...new Set(findings.map(({ code }) => code))].map((code) => ({
      code,
      name: 'unknown-middleware',
      severity: 'error',
      description: 'There is no middleware of this name.',
      consequence: 'Traefik disables the router.',
      fix: 'Make it.',
    })),
  };
}
