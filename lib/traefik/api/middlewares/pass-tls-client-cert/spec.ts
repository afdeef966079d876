/**
 * Tells the service about the client's certificate.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/passtlsclientcert/
 */
export interface PassTLSClientCert {
  /**
   * Sends the certificate in `X-Forwarded-Tls-Client-Cert`.
   *
   * @default false
   */
  readonly pem?: boolean;
  /** Details that are sent in `X-Forwarded-Tls-Client-Cert-Info`. */
  readonly info?: TLSClientCertificateInfo;
}

/** Details of a client's certificate; each is sent where it is true. */
export interface TLSClientCertificateInfo {
  /** End of the validity. */
  readonly notAfter?: boolean;
  /** Begin of the validity. */
  readonly notBefore?: boolean;
  /** Subject alternative names. */
  readonly sans?: boolean;
  /** Serial number of the certificate. */
  readonly serialNumber?: boolean;
  /** Parts of the subject's name. */
  readonly subject?: TLSClientCertificateSubject;
  /** Parts of the issuer's name. */
  readonly issuer?: DistinguishedNameParts;
}

/** Parts of a distinguished name; each is sent where it is true. */
export interface DistinguishedNameParts {
  /** C. */
  readonly country?: boolean;
  /** ST. */
  readonly province?: boolean;
  /** L. */
  readonly locality?: boolean;
  /** O. */
  readonly organization?: boolean;
  /** CN. */
  readonly commonName?: boolean;
  /** SERIALNUMBER. */
  readonly serialNumber?: boolean;
  /** DC. */
  readonly domainComponent?: boolean;
}

/** Parts of the subject's name. */
export interface TLSClientCertificateSubject extends DistinguishedNameParts {
  /** OU. */
  readonly organizationalUnit?: boolean;
}
