import {
  type Decoded,
  type Decoder,
  bool,
  int,
  intOrString,
  list,
  long,
  pointerBool,
  pointerInt,
  pointerString,
  string,
  stringMap,
  strings,
  struct,
} from '../../api/read';
import { middlewareSpec, reference } from './middleware-spec';

/*
 * The specs of Traefik's ten kinds, as Go reads them (traefik.io/v1alpha1, v3.7.9).
 */

const cookie = {
  name: string,
  secure: bool,
  httpOnly: bool,
  sameSite: string,
  maxAge: int,
  path: pointerString,
  domain: string,
};

/** Sticky sessions of a load balancer. */
export const sticky = struct({ cookie: struct(cookie) });

const healthCheck = {
  scheme: string,
  mode: string,
  path: string,
  method: string,
  status: int,
  port: int,
  interval: intOrString,
  unhealthyInterval: intOrString,
  timeout: intOrString,
  hostname: string,
  followRedirects: pointerBool,
  headers: stringMap,
};

const loadBalancer = {
  name: string,
  kind: string,
  namespace: string,
  middlewares: list(struct(reference), {}),
  sticky,
  port: intOrString,
  scheme: string,
  strategy: string,
  passHostHeader: pointerBool,
  responseForwarding: struct({ flushInterval: string }),
  serversTransport: string,
  weight: pointerInt,
  nativeLB: pointerBool,
  nodePortLB: bool,
  healthCheck: struct(healthCheck),
  passiveHealthCheck: struct({ failureWindow: intOrString, maxFailedAttempts: pointerInt }),
};

/** A reference to a service, of Kubernetes or of Traefik, with how to balance over it. */
export type LoadBalancerSpec = Decoded<typeof loadBalancer>;

/** A router's TLS domains. */
export const domains = list(struct({ main: string, sans: strings }), {});

const tls = {
  secretName: string,
  options: struct(reference),
  store: struct(reference),
  certResolver: string,
  domains,
};

const observability = {
  accessLogs: pointerBool,
  metrics: pointerBool,
  tracing: pointerBool,
  traceVerbosity: string,
};

const route = {
  match: string,
  kind: string,
  priority: long,
  syntax: string,
  services: list(struct(loadBalancer), {}),
  middlewares: list(struct(reference), {}),
  observability: struct(observability),
};

const ingressRoute = {
  ingressClassName: pointerString,
  entryPoints: strings,
  routes: list(struct(route), {}),
  tls: struct(tls),
  parentRefs: list(struct(reference), {}),
};

const serviceTcp = {
  name: string,
  namespace: string,
  port: intOrString,
  weight: pointerInt,
  terminationDelay: pointerInt,
  proxyProtocol: struct({ version: int }),
  serversTransport: string,
  tls: bool,
  nativeLB: pointerBool,
  nodePortLB: bool,
};

const routeTcp = {
  match: string,
  priority: long,
  syntax: string,
  services: list(struct(serviceTcp), {}),
  middlewares: list(struct(reference), {}),
};

const ingressRouteTcp = {
  ingressClassName: pointerString,
  entryPoints: strings,
  routes: list(struct(routeTcp), {}),
  tls: struct({ ...tls, passthrough: bool }),
};

const serviceUdp = {
  name: string,
  namespace: string,
  port: intOrString,
  weight: pointerInt,
  nativeLB: pointerBool,
  nodePortLB: bool,
};

const ingressRouteUdp = {
  ingressClassName: pointerString,
  entryPoints: strings,
  routes: list(struct({ services: list(struct(serviceUdp), {}) }), {}),
};

const mirroring = {
  ...loadBalancer,
  mirrorBody: pointerBool,
  maxBodySize: pointerInt,
  mirrors: list(struct({ ...loadBalancer, percent: int }), {}),
};

const traefikService = {
  weighted: struct({ services: list(struct(loadBalancer), {}), sticky }),
  mirroring: struct(mirroring),
  highestRandomWeight: struct({ services: list(struct(loadBalancer), {}) }),
  failover: struct({
    service: struct(loadBalancer),
    fallback: struct(loadBalancer),
    errors: struct({ status: strings, maxRequestBodyBytes: pointerInt }),
  }),
};

const rootCAs = list(struct({ secret: pointerString, configMap: pointerString }), {});

const serversTransport = {
  serverName: string,
  insecureSkipVerify: bool,
  rootCAs,
  rootCAsSecrets: strings,
  certificatesSecrets: strings,
  cipherSuites: strings,
  minVersion: string,
  maxVersion: string,
  disableHTTP2: bool,
  peerCertURI: string,
};

const tlsOption = {
  minVersion: string,
  maxVersion: string,
  cipherSuites: strings,
  curvePreferences: strings,
  clientAuth: struct({ secretNames: strings, clientAuthType: string }),
  sniStrict: bool,
  alpnProtocols: strings,
};

const tlsStore = {
  defaultCertificate: struct({ secretName: string }),
  defaultGeneratedCert: struct({
    resolver: string,
    domain: struct({ main: string, sans: strings }),
  }),
  certificates: list(struct({ secretName: string }), {}),
};

const middlewareTcp = {
  inFlightConn: struct({ amount: int }),
  ipWhiteList: struct({ sourceRange: strings }),
  ipAllowList: struct({ sourceRange: strings }),
};

/** How to read the spec of each of Traefik's kinds. */
export const specDecoders = {
  IngressRoute: struct(ingressRoute),
  IngressRouteTCP: struct(ingressRouteTcp),
  IngressRouteUDP: struct(ingressRouteUdp),
  Middleware: struct({ ...middlewareSpec(struct(loadBalancer)) }),
  MiddlewareTCP: struct(middlewareTcp),
  TraefikService: struct(traefikService),
  ServersTransport: struct(serversTransport),
  ServersTransportTCP: struct({ tls: struct({ serverName: string, insecureSkipVerify: bool }) }),
  TLSOption: struct(tlsOption),
  TLSStore: struct(tlsStore),
} as const;

/** The kinds of traefik.io/v1alpha1. */
export type TraefikKind = keyof typeof specDecoders;

/** The spec of a kind once read. */
export type Spec<K extends TraefikKind> = (typeof specDecoders)[K] extends Decoder<infer T> ? T : never;

/** One route of an IngressRoute. */
export type RouteSpec = Decoded<typeof route>;

/** One service of an IngressRouteTCP. */
export type ServiceTcpSpec = Decoded<typeof serviceTcp>;

/** One service of an IngressRouteUDP. */
export type ServiceUdpSpec = Decoded<typeof serviceUdp>;

/** TLS words of an IngressRoute or IngressRouteTCP. */
export type TlsSpec = Decoded<typeof tls>;

/** A name with a namespace. */
export type ReferenceSpec = Decoded<typeof reference>;
