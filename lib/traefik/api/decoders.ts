import { decodeIngressRoute } from './ingress-route/decode';
import { decodeIngressRouteTcp } from './ingress-route-tcp/decode';
import { decodeIngressRouteUdp } from './ingress-route-udp/decode';
import { decodeMiddleware } from './middlewares/middleware';
import type { DecodedBy } from './read';
import type { TraefikKind } from './kinds';
import { decodeServersTransport } from './servers-transport/decode';
import { decodeServersTransportTcp } from './servers-transport-tcp/decode';
import { decodeTcpMiddleware } from './tcp-middlewares/middleware';
import { decodeTlsOption } from './tls-option/decode';
import { decodeTlsStore } from './tls-store/decode';
import { decodeTraefikService } from './traefik-service/decode';

/** How Go reads the spec of each of Traefik's kinds (traefik.io/v1alpha1, v3.7.9). */
export const specDecoders = {
  IngressRoute: decodeIngressRoute,
  IngressRouteTCP: decodeIngressRouteTcp,
  IngressRouteUDP: decodeIngressRouteUdp,
  Middleware: decodeMiddleware,
  MiddlewareTCP: decodeTcpMiddleware,
  ServersTransport: decodeServersTransport,
  ServersTransportTCP: decodeServersTransportTcp,
  TLSOption: decodeTlsOption,
  TLSStore: decodeTlsStore,
  TraefikService: decodeTraefikService,
} as const satisfies Readonly<Record<TraefikKind, unknown>>;

/** The spec of a kind, once read. */
export type DecodedSpec<K extends TraefikKind> = NonNullable<DecodedBy<(typeof specDecoders)[K]>>;
