import type { ExactlyOne } from './exactly-one';

/** TLS as a client: towards an authentication server or Redis. */
export interface ClientTLS {
  /**
   * Secret with the certificate of the authority that signed the server's certificate, under `tls.ca` or `ca.crt`.
   * In the namespace of the object.
   *
   * @default - the authorities that Traefik's container trusts
   */
  readonly caSecret?: string;
  /** Secret with the client certificate, under `tls.crt` and `tls.key`. */
  readonly certSecret?: string;
  /**
   * Accepts any certificate of the server.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/**
 * Where the certificate of an authority lies; the key is `tls.ca` or `ca.crt`.
 *
 * @minProperties 1
 * @maxProperties 1
 */
export interface RootCASources {
  /** Name of a Secret. */
  readonly secret?: string;
  /** Name of a ConfigMap. */
  readonly configMap?: string;
}

/** The certificate of an authority, in a Secret or in a ConfigMap; the API server refuses both together. */
export type RootCA = ExactlyOne<RootCASources>;

/** SPIFFE identities that a server may have. */
export interface Spiffe {
  /** SPIFFE IDs that are accepted; win over `trustDomain`. */
  readonly ids?: readonly string[];
  /** Trust domain whose members are accepted. */
  readonly trustDomain?: string;
}
