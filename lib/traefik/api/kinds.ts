/** The apiVersion of all of Traefik's kinds. */
export const traefikApiVersion = 'traefik.io/v1alpha1';

/** The kinds of Traefik's CRDs. */
export const traefikKinds = [
  'IngressRoute',
  'IngressRouteTCP',
  'IngressRouteUDP',
  'Middleware',
  'MiddlewareTCP',
  'ServersTransport',
  'ServersTransportTCP',
  'TLSOption',
  'TLSStore',
  'TraefikService',
] as const;

/** A kind of Traefik's CRDs. */
export type TraefikKind = (typeof traefikKinds)[number];

const kinds: ReadonlySet<unknown> = new Set(traefikKinds);

/** Whether a kind is one of Traefik's CRDs. */
export function isTraefikKind(kind: unknown): kind is TraefikKind {
  return kinds.has(kind);
}
