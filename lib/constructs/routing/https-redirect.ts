import type { ApiObjectMetadata } from 'cdk8s';
import { resolveMiddlewares } from './http-references';
import { Referrer } from './referrer';
import type { IngressRouteSpec, RedirectScheme } from '../../traefik/api';
import { TraefikObject } from './traefik-object';

/** How plain HTTP is redirected to HTTPS. */
export interface RedirectToHttps extends Pick<RedirectScheme, 'port'> {
  /**
   * Entry point of plain HTTP.
   *
   * @default "web"
   */
  readonly entryPoint?: string;

  /**
   * Whether clients may remember the redirect (301, or 308 for other methods than GET) instead of 302 or 307.
   *
   * @default true
   */
  readonly permanent?: boolean;
}

/** Entry point on which a redirect listens. */
export function redirectEntryPoint(redirect: boolean | RedirectToHttps): string {
  return (typeof redirect === 'object' ? redirect.entryPoint : undefined) ?? 'web';
}

/**
 * The IngressRoute that answers the rules of another one on the plain entry point and sends clients to HTTPS.
 * It has no service to go to: Traefik's own `noop@internal` stands where one is required.
 */
export function httpsRedirect(
  secure: TraefikObject,
  { name, namespace, labels, annotations }: ApiObjectMetadata,
  { ingressClassName, routes }: IngressRouteSpec,
  redirect: RedirectToHttps,
): TraefikObject {
  const { permanent = true, port } = redirect;
  const referrer = new Referrer(secure, namespace);
  const redirectScheme = { scheme: 'https', permanent, ...(port !== undefined && { port }) } as const;
  const middlewares = resolveMiddlewares(referrer, [{ redirectScheme }], ['redirectToHttps']);
  const object = new TraefikObject(secure, 'redirect', {
    kind: 'IngressRoute',
    metadata: { name: `${name}-redirect`, namespace, labels, annotations },
    spec: {
      entryPoints: [redirectEntryPoint(redirect)],
      ingressClassName,
      routes: routes.map(({ match, priority, syntax }) => ({
        kind: 'Rule',
        match,
        priority,
        syntax,
        middlewares,
        services: [{ kind: 'TraefikService', name: 'noop@internal' }],
      })),
    },
  });
  referrer.attach(object);
  return object;
}
