import type { Construct } from 'constructs';
import type { Finding } from '../../core/finding';
import type { Referrer } from './referrer';
import type { RuleUse } from '../../traefik/check';
import type { RouterTLS, RouterTLSTCP } from '../../traefik/api';
import { type SecretTarget, resolveSecret } from './secret-reference';
import { type ObjectTarget, resolveReference } from './target';

/** The routes that a certificate is wanted for. */
export interface CertificateUser {
  /** Scope in which the routes' object is made, and its id there. */
  readonly scope: Construct;
  readonly id: string;
  /** Name and namespace of the routes' object. */
  readonly name: string;
  readonly namespace: string | undefined;
  /** The rules whose hosts the certificate must cover. */
  readonly rules: readonly RuleUse[];
}

/** What a certificate is for the routes that use it. */
export interface CertificateUse {
  /** Secret that holds the certificate. */
  readonly secretName: string;
  /** What is wrong between these routes and the certificate, once the whole tree stands. */
  readonly check: () => readonly Finding[];
}

/** Something that provides the certificate of routes: a `Certificate`, or what makes one for them. */
export interface CertificateProvider {
  /** Makes the certificate known to these routes, and these routes to the certificate. */
  certificateFor(user: CertificateUser): CertificateUse;
}

/** TLS of HTTP routes. `{}` turns it on with the default certificate. */
export interface RouteTlsOptions extends Omit<RouterTLS, 'options' | 'secretName' | 'store'> {
  /**
   * The Secret of the certificate in the routes' namespace: its name, or its construct.
   *
   * @default none: `certResolver` or Traefik's default certificate
   */
  readonly secretName?: SecretTarget;

  /**
   * Where the certificate comes from, where options are wanted beside it.
   *
   * @default none: `secretName`, `certResolver` or Traefik's default certificate
   */
  readonly certificate?: CertificateProvider;

  /**
   * A `TLSOption`, for mTLS for example. All routes of a host on an entry point must have the same.
   *
   * @default the TLSOption called default
   */
  readonly options?: ObjectTarget;

  /** A TLSStore. Traefik v3.7 never reads it. */
  readonly store?: ObjectTarget;
}

/** TLS of TCP routes. */
export interface RouteTlsTCPOptions extends RouteTlsOptions, Pick<RouterTLSTCP, 'passthrough'> {}

/** TLS of HTTP routes: a certificate, or the fields of `spec.tls`. */
export type RouteTls = CertificateProvider | RouteTlsOptions;

/** TLS of TCP routes: a certificate, or the fields of `spec.tls`. */
export type RouteTlsTCP = CertificateProvider | RouteTlsTCPOptions;

/** Spells the TLS of routes and asks for their certificate. */
export function resolveTls(
  referrer: Referrer,
  tls: RouteTls | RouteTlsTCP | undefined,
  user: Omit<CertificateUser, 'scope' | 'namespace'>,
): RouterTLSTCP | undefined {
  if (tls === undefined) return undefined;
  const given = tlsOptionsOf(tls);
  const { certificate, options, store, secretName, ...rest } = given;
  return {
    ...rest,
    ...(secretName && { secretName: resolveSecret(referrer, secretName, ['tls', 'secretName']) }),
    ...(certificate && { secretName: resolveCertificate(referrer, certificate, given, user) }),
    ...(options && { options: resolveReference(referrer, 'TLSOption', options, ['tls', 'options']) }),
    ...(store && { store: resolveReference(referrer, 'TLSStore', store, ['tls', 'store']) }),
  };
}

function tlsOptionsOf(tls: RouteTls | RouteTlsTCP): RouteTlsTCPOptions {
  return 'certificateFor' in tls ? { certificate: tls } : tls;
}

function resolveCertificate(
  referrer: Referrer,
  certificate: CertificateProvider,
  { secretName, certResolver, passthrough }: RouteTlsTCPOptions,
  user: Omit<CertificateUser, 'scope' | 'namespace'>,
): string {
  const { scope, namespace } = referrer;
  const use = certificate.certificateFor({ scope, namespace, ...user });
  referrer.checkAtSynth(use.check);
  const rival = [
    secretName && 'secretName',
    certResolver && 'certResolver',
    passthrough && 'passthrough',
  ].find(Boolean);
  if (rival) {
    referrer.report({
      rule: 'two-certificates',
      severity: 'error',
      field: ['tls', rival],
      message: `The routes have a certificate and ${rival} as well.`,
      consequence: 'Which certificate a client sees would not follow from what is written here.',
      fix: `Leave ${rival} or the certificate out.`,
    });
  }
  return use.secretName;
}
