import type { Finding } from '../../core/finding';
import { type RedirectToHttps, redirectEntryPoint } from './https-redirect';
import type { IngressRouteSpec } from '../../traefik/api';

/** What is wrong with a redirect, which the objects show only as one of two routes that are in each other's way. */
export function checkRedirect(
  spec: IngressRouteSpec,
  redirect: boolean | RedirectToHttps | undefined,
): readonly Finding[] {
  if (!redirect) return [];
  const entryPoint = redirectEntryPoint(redirect);
  if ((spec.parentRefs ?? []).length > 0) {
    return [
      {
        rule: 'redirect-of-child-route',
        severity: 'error',
        field: ['redirectToHttps'],
        message: 'Routes with parentRefs have no entry point to redirect to.',
        consequence: 'The redirect would answer rules that mean something below their parent only.',
        fix: 'Redirect on the parent.',
      },
    ];
  }
  if (spec.tls || !spec.entryPoints?.includes(entryPoint)) return [];
  return [
    {
      rule: 'redirect-on-own-entry-point',
      severity: 'error',
      field: ['entryPoints'],
      message: `The routes listen on ${entryPoint} without TLS, and their redirect does as well.`,
      consequence: 'Both have the same rule and priority: Traefik picks one at random on every reload.',
      fix: `Leave ${entryPoint} out of entryPoints, or set tls.`,
    },
  ];
}
