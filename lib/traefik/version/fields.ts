/** A field that Traefik's CRDs have since a release. */
export interface CrdField {
  readonly kind: string;
  /** `*` for any item. */
  readonly path: string;
  /** The first release of each line that has it, the oldest line first. */
  readonly since: readonly [string, ...string[]];
}

const services = ['spec.routes.*.services.*'];
const nested = [
  'spec.weighted.services.*',
  'spec.mirroring',
  'spec.mirroring.mirrors.*',
  'spec.highestRandomWeight.services.*',
];

/** What CRDs of Traefik v3 did not have from the start, by release: from its CRDs and its notes on migration. */
export const crdFields: readonly CrdField[] = [
  { kind: 'TraefikService', path: 'spec.mirroring.mirrorBody', since: ['3.2.0'] },
  { kind: 'Middleware', path: 'spec.compress.encodings', since: ['3.2.0'] },
  { kind: 'Middleware', path: 'spec.rateLimit.sourceCriterion.ipStrategy.ipv6Subnet', since: ['3.2.0'] },
  { kind: 'Middleware', path: 'spec.inFlightReq.sourceCriterion.ipStrategy.ipv6Subnet', since: ['3.2.0'] },
  { kind: 'ServersTransport', path: 'spec.rootCAs', since: ['3.4.0'] },
  { kind: 'ServersTransportTCP', path: 'spec.tls.rootCAs', since: ['3.4.0'] },
  { kind: 'IngressRoute', path: 'spec.routes.*.observability.traceVerbosity', since: ['3.5.0'] },
  { kind: 'ServersTransportTCP', path: 'spec.proxyProtocol', since: ['3.5.2'] },
  { kind: 'Middleware', path: 'spec.forwardAuth.maxResponseBodySize', since: ['3.6.9'] },
  { kind: 'Middleware', path: 'spec.errors.errorRequestHeaders', since: ['3.6.24', '3.7.8'] },
  ...['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'].map((kind): CrdField => ({
    kind,
    path: 'spec.ingressClassName',
    since: ['3.7.0'],
  })),
  ...services.map((path): CrdField => ({
    kind: 'IngressRoute',
    path: `${path}.middlewares`,
    since: ['3.7.0'],
  })),
  ...nested.map((path): CrdField => ({
    kind: 'TraefikService',
    path: `${path}.middlewares`,
    since: ['3.7.0'],
  })),
  { kind: 'TraefikService', path: 'spec.failover', since: ['3.7.0'] },
  { kind: 'Middleware', path: 'spec.encodedCharacters', since: ['3.7.0'] },
  { kind: 'Middleware', path: 'spec.forwardAuth.authSigninURL', since: ['3.7.0'] },
  ...[
    'disableRetryOnNetworkError',
    'maxRequestBodyBytes',
    'retryNonIdempotentMethod',
    'status',
    'timeout',
  ].map((field): CrdField => ({ kind: 'Middleware', path: `spec.retry.${field}`, since: ['3.7.0'] })),
  ...['cipherSuites', 'maxVersion', 'minVersion'].map((field): CrdField => ({
    kind: 'ServersTransport',
    path: `spec.${field}`,
    since: ['3.7.0'],
  })),
];
