import type { Domain, ObjectReference } from './references';

/**
 * TLS of the routers of an IngressRoute. `{}` turns it on with the default certificate and options.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/tls/overview/
 */
export interface RouterTLS {
  /**
   * Secret of type kubernetes.io/tls in the namespace of the route. Where it is missing, Traefik serves the
   * default certificate.
   */
  readonly secretName?: string;
  /**
   * TLSOption to use. All routers of one host on an entry point must name the same, or all get the default.
   *
   * @default - the TLSOption named default
   */
  readonly options?: ObjectReference;
  /** TLSStore; Traefik v3.7 never reads it. */
  readonly store?: ObjectReference;
  /** Certificate resolver (ACME) of Traefik's static configuration that issues the certificate. */
  readonly certResolver?: string;
  /**
   * Names for which the resolver issues certificates.
   *
   * @default - the hosts of the rule
   */
  readonly domains?: readonly Domain[];
}

/**
 * TLS of the routers of an IngressRouteTCP.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/tcp/tls/
 */
export interface RouterTLSTCP extends RouterTLS {
  /**
   * Passes the TLS bytes on as they are; the service itself terminates TLS. Certificate and options are unused then.
   *
   * @default false
   */
  readonly passthrough?: boolean;
}
