import type { clientAuthTypes } from '../shared/tls-words';
import type { CipherSuite, Curve, TLSVersion } from '../shared/scalars';

/**
 * Parameters of TLS towards clients. The one named `default` holds for all routers that name none.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tls/tlsoption/
 */
export interface TLSOptionSpec {
  /**
   * Lowest TLS version that is accepted.
   *
   * @default - what Go accepts: VersionTLS12
   */
  readonly minVersion?: TLSVersion;
  /**
   * Highest TLS version that is accepted. Leave it out, so that newer ones work.
   *
   * @default - no limit
   */
  readonly maxVersion?: TLSVersion;
  /** Cipher suites up to TLS 1.2. An unknown name disables the routers that use the options. */
  readonly cipherSuites?: readonly CipherSuite[];
  /**
   * Curves for the key exchange. Name `X25519MLKEM768` among them to keep the post-quantum exchange.
   *
   * @default - those of Go
   */
  readonly curvePreferences?: readonly Curve[];
  /** Certificates of clients (mutual TLS). */
  readonly clientAuth?: ClientAuth;
  /**
   * Refuses connections whose server name has no certificate, instead of serving the default one.
   *
   * @default false
   */
  readonly sniStrict?: boolean;
  /**
   * Application protocols in order of preference.
   *
   * @default ["h2", "http/1.1", "acme-tls/1"]
   */
  readonly alpnProtocols?: readonly string[];
  /**
   * Turns session resumption by tickets off.
   *
   * @default false
   */
  readonly disableSessionTickets?: boolean;
  /**
   * Whether the server chooses the cipher suite.
   *
   * @deprecated without effect: Go chooses by itself
   */
  readonly preferServerCipherSuites?: boolean;
}

/** Authentication of clients by their certificates. */
export interface ClientAuth {
  /** Secrets with the authorities of the clients' certificates, under `tls.ca` or `ca.crt`, in the same namespace. */
  readonly secretNames?: readonly string[];
  /**
   * What is asked of clients. Name it: with a secret that is missing and no type, nothing is asked.
   *
   * @default - RequireAndVerifyClientCert where secretNames is given, else NoClientCert
   */
  readonly clientAuthType?: (typeof clientAuthTypes)[number];
}
