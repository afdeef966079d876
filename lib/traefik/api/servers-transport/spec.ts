import type { RootCA, Spiffe } from '../shared/client-tls';
import type { CipherSuite, Duration, TLSVersion } from '../shared/scalars';

/**
 * How Traefik connects to HTTP servers.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/serverstransport/
 */
export interface ServersTransportSpec {
  /**
   * Server name of the TLS handshake, and the name that the certificate must have.
   *
   * @default - host of the server's URL
   */
  readonly serverName?: string;
  /**
   * Accepts any certificate of the servers.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
  /**
   * Authorities that the servers' certificates are checked against.
   *
   * @default - the authorities that Traefik's container trusts
   */
  readonly rootCAs?: readonly RootCA[];
  /**
   * Secrets with authorities.
   *
   * @deprecated use `rootCAs`
   */
  readonly rootCAsSecrets?: readonly string[];
  /** Secrets with client certificates (`tls.crt`, `tls.key`) for mutual TLS. */
  readonly certificatesSecrets?: readonly string[];
  /**
   * Cipher suites up to TLS 1.2.
   *
   * @default - those of Go
   */
  readonly cipherSuites?: readonly CipherSuite[];
  /** Lowest TLS version. It must come with a `maxVersion` above it, or Traefik loses all TLS settings of the object. */
  readonly minVersion?: TLSVersion;
  /** Highest TLS version. */
  readonly maxVersion?: TLSVersion;
  /**
   * Idle connections that are kept for each host; 0 means the default, which is that of Go, and -1 none.
   *
   * @asType integer
   * @minimum -1
   * @default 2
   */
  readonly maxIdleConnsPerHost?: number;
  /** Timeouts towards the servers. */
  readonly forwardingTimeouts?: ForwardingTimeouts;
  /**
   * Speaks HTTP/1.1 only.
   *
   * @default false
   */
  readonly disableHTTP2?: boolean;
  /** URI that the servers' certificates must have among their alternative names. */
  readonly peerCertURI?: string;
  /** SPIFFE identities of the servers. */
  readonly spiffe?: Spiffe;
}

/** Timeouts of requests to the servers. */
export interface ForwardingTimeouts {
  /**
   * Time to open a connection; 0 is no limit.
   *
   * @default "30s"
   */
  readonly dialTimeout?: Duration;
  /**
   * Time from the end of the request to the response's headers; 0 is no limit.
   *
   * @default "0s"
   */
  readonly responseHeaderTimeout?: Duration;
  /**
   * Time for which an idle connection is kept; 0 is no limit.
   *
   * @default "90s"
   */
  readonly idleConnTimeout?: Duration;
  /**
   * HTTP/2: silence after which a ping is sent; 0 sends none.
   *
   * @default "0s"
   */
  readonly readIdleTimeout?: Duration;
  /**
   * HTTP/2: time after which an unanswered ping closes the connection.
   *
   * @default "15s"
   */
  readonly pingTimeout?: Duration;
}
