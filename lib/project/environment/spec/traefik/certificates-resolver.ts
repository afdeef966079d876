import type { StaticDuration } from './scalars';

/**
 * Where Traefik gets certificates on its own. Such a resolver works for one Traefik instance only; with
 * several, use cert-manager (`certificates`). Source: Traefik docs,
 * reference/install-configuration/tls/certificate-resolvers.
 */
export interface CertificatesResolver {
  /** An ACME authority such as Let's Encrypt. */
  readonly acme?: AcmeResolver;
  /** Tailscale; `{}` turns it on. */
  readonly tailscale?: Record<string, never>;
}

/** An ACME authority and how Traefik proves that it owns a name. */
export interface AcmeResolver {
  /** Address for the account. */
  readonly email?: string;
  /** Directory URL of the authority. @default https://acme-v02.api.letsencrypt.org/directory */
  readonly caServer?: string;
  /** File that keeps account and certificates; needs a volume. @default acme.json */
  readonly storage?: string;
  /** Key of the certificates. @default RSA4096 */
  readonly keyType?: 'EC256' | 'EC384' | 'RSA2048' | 'RSA4096' | 'RSA8192';
  /**
   * Life of the certificates in hours; decides when they are renewed.
   * @default 2160
   * @minimum 1
   * @asType integer
   */
  readonly certificatesDuration?: number;
  /** Common name of the preferred issuer, where the authority offers several chains. */
  readonly preferredChain?: string;
  /** Certificate profile of the authority, for example `shortlived`. */
  readonly profile?: string;
  /** E-mail addresses in the certificate request. */
  readonly emailAddresses?: readonly string[];
  /** Leaves the common name out of the certificate request. @default false */
  readonly disableCommonName?: boolean;
  /** External account binding. */
  readonly eab?: {
    /** Key identifier. */
    readonly kid?: string;
    /** HMAC key in base64. Write `${env:NAME}` rather than the key itself. */
    readonly hmacEncoded?: string;
  };
  /** Time for one exchange with the authority. @default 2m */
  readonly clientTimeout?: StaticDuration;
  /** Time for the authority's response headers. @default 30s */
  readonly clientResponseHeaderTimeout?: StaticDuration;
  /** Time for the certificate after the order was finalized. @default 30s */
  readonly certificateTimeout?: StaticDuration;
  /** Files with CA certificates that the authority's own certificate is checked against. */
  readonly caCertificates?: readonly string[];
  /** Adds the system's CA certificates to them. @default false */
  readonly caSystemCertPool?: boolean;
  /** Name that the authority's own certificate must bear. */
  readonly caServerName?: string;
  /** DNS-01, the only challenge that gives wildcards. */
  readonly dnsChallenge?: {
    /** Code of the DNS provider, for example `route53`. */
    readonly provider: string;
    /** DNS servers that find the zone of a name. */
    readonly resolvers?: readonly string[];
    /** Checks that the record can be seen before the authority is asked. */
    readonly propagation?: {
      /** Skips all checks. @default false */
      readonly disableChecks?: boolean;
      /** Skips the authoritative servers. @default false */
      readonly disableANSChecks?: boolean;
      /** Wants the record on every recursive server. @default false */
      readonly requireAllRNS?: boolean;
      /** Time to wait first. @default 0 */
      readonly delayBeforeChecks?: StaticDuration;
    };
    /** Time to wait first. @deprecated use `propagation.delayBeforeChecks` */
    readonly delayBeforeCheck?: StaticDuration;
    /** Skips all checks. @deprecated use `propagation.disableChecks` */
    readonly disablePropagationCheck?: boolean;
  };
  /** HTTP-01 on an entry point that port 80 reaches. */
  readonly httpChallenge?: {
    /** Name of the entry point. */
    readonly entryPoint?: string;
    /** Time between making the challenge and asking for its check. @default 0 */
    readonly delay?: StaticDuration;
  };
  /** TLS-ALPN-01 on port 443; `{}` turns it on. */
  readonly tlsChallenge?: {
    /** Time between making the challenge and asking for its check. @default 0 */
    readonly delay?: StaticDuration;
  };
}
