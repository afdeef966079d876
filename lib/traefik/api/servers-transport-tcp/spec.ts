import type { RootCA, Spiffe } from '../shared/client-tls';
import type { ProxyProtocol } from '../ingress-route-tcp/spec';
import type { Duration } from '../shared/scalars';

/**
 * How Traefik connects to TCP servers.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tcp/serverstransporttcp/
 */
export interface ServersTransportTCPSpec {
  /**
   * Time to open a connection.
   *
   * @default "30s"
   */
  readonly dialTimeout?: Duration;
  /**
   * Time between keep-alive probes; 0 leaves it to Go (15 s).
   *
   * @default "15s"
   */
  readonly dialKeepAlive?: Duration;
  /**
   * Time to wait for the other side after one side closed its half of the connection.
   *
   * @default "100ms"
   */
  readonly terminationDelay?: Duration;
  /** Sends the PROXY protocol header to the servers. */
  readonly proxyProtocol?: ProxyProtocol;
  /** TLS towards the servers. */
  readonly tls?: TLSClientConfig;
}

/** TLS towards TCP servers. */
export interface TLSClientConfig {
  /** Server name of the TLS handshake, and the name that the certificate must have. */
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
  /** URI that the servers' certificates must have among their alternative names. */
  readonly peerCertURI?: string;
  /** SPIFFE identities of the servers. */
  readonly spiffe?: Spiffe;
}
