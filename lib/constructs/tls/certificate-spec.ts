/** Who signs a certificate. */
export interface IssuerReference {
  /** Name of the issuer. */
  readonly name: string;

  /**
   * Kind of the issuer: a `ClusterIssuer` serves every namespace, an `Issuer` its own. Issuers outside of
   * cert-manager have kinds of their own.
   *
   * @default "Issuer" (cert-manager's own default)
   */
  readonly kind?: string;

  /**
   * API group of the issuer.
   *
   * @default "cert-manager.io"
   */
  readonly group?: string;
}

/** The private key of a certificate. CRD field `Certificate.spec.privateKey`. */
export interface CertificatePrivateKey {
  /**
   * Algorithm of the key.
   *
   * @default "ECDSA"; cert-manager's own default is RSA, whose handshakes cost a server several times as much
   */
  readonly algorithm?: 'RSA' | 'ECDSA' | 'Ed25519';

  /**
   * Size of the key in bits: 2048, 4096 or 8192 for RSA; 256, 384 or 521 for ECDSA; none for Ed25519.
   *
   * @default 256 for ECDSA, 2048 for RSA
   */
  readonly size?: number;

  /**
   * How the key is encoded in the Secret.
   *
   * @default "PKCS1" (cert-manager)
   */
  readonly encoding?: 'PKCS1' | 'PKCS8';

  /**
   * Whether every renewal makes a new key. Written out because cert-manager before 1.18 kept the old one.
   *
   * @default "Always"
   */
  readonly rotationPolicy?: 'Never' | 'Always';
}

/** Labels and annotations of the Secret that cert-manager makes. CRD field `Certificate.spec.secretTemplate`. */
export interface CertificateSecretTemplate {
  /** Annotations of the Secret. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Labels of the Secret. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** X.509 subject of a certificate. CRD field `Certificate.spec.subject`. */
export interface CertificateSubject {
  /** Organizations (O). */
  readonly organizations?: readonly string[];
  /** Organizational units (OU). */
  readonly organizationalUnits?: readonly string[];
  /** Countries (C), two letters each. */
  readonly countries?: readonly string[];
  /** Towns (L). */
  readonly localities?: readonly string[];
  /** States or provinces (ST). */
  readonly provinces?: readonly string[];
  /** Postal codes. */
  readonly postalCodes?: readonly string[];
  /** Streets and house numbers. */
  readonly streetAddresses?: readonly string[];
  /** Serial number of the subject, not of the certificate. */
  readonly serialNumber?: string;
}

/** What a certificate may be used for. CRD field `Certificate.spec.usages`. */
export type CertificateUsage =
  | 'signing'
  | 'digital signature'
  | 'content commitment'
  | 'key encipherment'
  | 'key agreement'
  | 'data encipherment'
  | 'cert sign'
  | 'crl sign'
  | 'encipher only'
  | 'decipher only'
  | 'any'
  | 'server auth'
  | 'client auth'
  | 'code signing'
  | 'email protection'
  | 's/mime'
  | 'ipsec end system'
  | 'ipsec tunnel'
  | 'ipsec user'
  | 'timestamping'
  | 'ocsp signing'
  | 'microsoft sgc'
  | 'netscape sgc';

/**
 * What a cert-manager Certificate asks for, in the words of `cert-manager.io/v1`. `secretName` and the key have
 * defaults, so that `issuerRef` is all that must be said.
 */
export interface CertificateSpec {
  /** Who signs the certificate. */
  readonly issuerRef: IssuerReference;

  /**
   * Secret that cert-manager writes: `tls.crt`, `tls.key`, and `ca.crt` where the issuer has one. Traefik reads
   * it from the namespace of the route.
   *
   * @default "<name>-tls"
   */
  readonly secretName?: string;

  /**
   * Domains of the certificate, beside those of the routes that use it. A wildcard covers exactly one label.
   *
   * @default none
   */
  readonly dnsNames?: readonly string[];

  /**
   * IP addresses of the certificate.
   *
   * @default none
   */
  readonly ipAddresses?: readonly string[];

  /**
   * URIs of the certificate, SPIFFE ids for example.
   *
   * @default none
   */
  readonly uris?: readonly string[];

  /**
   * Common name. At most 64 characters; browsers and Go ignore it, and an ACME issuer refuses one that is not
   * among the dnsNames.
   *
   * @default none
   */
  readonly commonName?: string;

  /**
   * Lifetime asked for, as a Go duration (`2160h`). ACME issuers decide by themselves.
   *
   * @default 2160h (cert-manager), or what the issuer gives
   */
  readonly duration?: string;

  /**
   * How long before the end to renew, as a Go duration. Left out on purpose: a fixed time outlives a shorter
   * lifetime, and then the certificate is renewed without end.
   *
   * @default a third of the real lifetime (cert-manager)
   */
  readonly renewBefore?: string;

  /**
   * How long before the end to renew, in percent of the lifetime. Not together with `renewBefore`.
   *
   * @default 33 (cert-manager)
   */
  readonly renewBeforePercentage?: number;

  /** The private key. */
  readonly privateKey?: CertificatePrivateKey;

  /**
   * What the certificate may be used for.
   *
   * @default digital signature, key encipherment (cert-manager)
   */
  readonly usages?: readonly CertificateUsage[];

  /**
   * X.509 subject. Public issuers ignore it.
   *
   * @default none
   */
  readonly subject?: CertificateSubject;

  /**
   * Whether the certificate may sign others.
   *
   * @default false
   */
  readonly isCA?: boolean;

  /**
   * How many CertificateRequests of the past are kept.
   *
   * @default 1 (cert-manager)
   */
  readonly revisionHistoryLimit?: number;

  /**
   * Labels and annotations of the Secret.
   *
   * @default none
   */
  readonly secretTemplate?: CertificateSecretTemplate;
}
