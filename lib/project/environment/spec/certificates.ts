import type { TLSOptionSpec, TLSStoreSpec } from '../../../traefik/api';
import type { CertificateSpec, IssuerReference } from '../../../constructs/tls';

/**
 * A certificate that cert-manager gets and renews, in the words of its Certificate. The names of the routes that
 * use it need not be repeated.
 */
export interface EnvironmentCertificate extends Omit<CertificateSpec, 'issuerRef'> {
  /** Who signs the certificate. @default the environment's `issuer` */
  readonly issuerRef?: IssuerReference;
  /** Labels of the Certificate. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the Certificate. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** How TLS is spoken. */
export interface Tls {
  /** TLS versions, ciphers and client certificates, by the name that `tls.options` of a route uses. */
  readonly options?: Readonly<Record<string, TLSOptionSpec>>;
  /** Certificate stores. Traefik reads only the one named `default`, which may stand once in a cluster. */
  readonly stores?: Readonly<Record<string, TLSStoreSpec>>;
}
