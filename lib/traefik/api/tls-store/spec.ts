import type { Domain } from '../shared/references';

/**
 * Certificates. Only the store named `default` is served, and only one of that name in the whole cluster.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tls/tlsstore/
 */
export interface TLSStoreSpec {
  /** Certificate for server names that no other one has. */
  readonly defaultCertificate?: CertificateSecret;
  /** Default certificate that a resolver issues; used where `defaultCertificate` is not given. */
  readonly defaultGeneratedCert?: GeneratedCertificate;
  /** Further certificates, chosen by server name. */
  readonly certificates?: readonly CertificateSecret[];
}

/** A certificate in a Secret. */
export interface CertificateSecret {
  /** Secret of type kubernetes.io/tls in the namespace of the store. */
  readonly secretName: string;
}

/** A certificate that a resolver issues. */
export interface GeneratedCertificate {
  /** Certificate resolver of Traefik's static configuration. */
  readonly resolver?: string;
  /** Names of the certificate. */
  readonly domain?: Domain;
}
