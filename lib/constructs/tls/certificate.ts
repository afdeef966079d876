import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { itemAt } from '../../core/base';
import { factsOf } from '../../traefik/check';
import { isCertificateName } from '../../core/kubernetes';
import { addCheck, checkFinite, checkMadeObjects, renderedObject } from '../construct';
import {
  type CertificateProvider,
  type CertificateUse,
  type CertificateUser,
  type ObjectProps,
  metadataOf,
  specOf,
} from '../routing';
import { checkUse } from './certificate-checks';
import { certificateSchemaFindings } from './certificate-schema';
import type { CertificatePrivateKey, CertificateSpec, IssuerReference } from './certificate-spec';
import { minimalNames, normalizeHost } from './dns-names';

/** Props of a Certificate: the fields of its spec. */
export interface CertificateProps extends ObjectProps, Omit<CertificateSpec, 'issuerRef'> {
  /** Who signs the certificate. */
  readonly issuer: IssuerReference;

  /**
   * Whether the hosts of the routes that use the certificate are added to its names.
   *
   * @default true
   */
  readonly hostsOfRoutes?: boolean;
}

/** How the certificates of `Certificate.forHosts` are asked for. */
export interface CertificateForHostsOptions extends Omit<CertificateProps, 'namespace' | 'hostsOfRoutes'> {
  /**
   * Name of the Certificate.
   *
   * @default the name of the object whose routes use it
   */
  readonly name?: string;
}

/**
 * A certificate that cert-manager asks for and keeps in a Secret. Its names are the hosts of the routes that use
 * it, so that they are written once; it may be the `tls` of several objects of one namespace.
 *
 * The key is ECDSA P-256 and renewed with the certificate; when to renew is left to cert-manager, which goes by
 * the real lifetime.
 *
 * @see https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.Certificate
 */
export class Certificate extends ApiObject implements CertificateProvider {
  /** A certificate of its own for every object whose `tls` this is, made in the scope of that object. */
  static forHosts(options: CertificateForHostsOptions): CertificateProvider {
    return {
      certificateFor: (user) => {
        const { scope, id, name, namespace } = user;
        return new Certificate(scope, `${id}-certificate`, { name, ...options, namespace }).certificateFor(
          user,
        );
      },
    };
  }

  /** Secret that cert-manager writes. */
  readonly secretName: string;
  private readonly users: CertificateUser[] = [];
  /** The names as of so many users; a certificate may have thousands, each of which asks for the names. */
  private names: { readonly users: number; readonly dnsNames: readonly string[] } = {
    users: -1,
    dnsNames: [],
  };

  constructor(
    scope: Construct,
    id: string,
    private readonly request: CertificateProps,
  ) {
    checkFinite(scope, id, request);
    const metadata = metadataOf(id, request);
    const { issuer, hostsOfRoutes: _, secretName = `${metadata.name}-tls`, ...spec } = specOf(request);
    const names: { current: () => readonly string[] } = { current: () => request.dnsNames ?? [] };
    super(scope, id, {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata,
      spec: {
        ...spec,
        issuerRef: issuer,
        secretName,
        privateKey: privateKeyOf(request.privateKey),
        dnsNames: Lazy.any({ produce: () => nonEmpty(names.current()) }),
      },
    });
    names.current = () => this.dnsNames;
    this.secretName = secretName;
    addCheck(this, () => {
      const rendered = renderedObject(this);
      return rendered ? certificateSchemaFindings(rendered['spec']) : [];
    });
    checkMadeObjects(this, (object, [, ...field]) => {
      // The names of the object are sorted, and those of its routes among them.
      const index = (request.dnsNames ?? []).indexOf(String(itemAt(object, ['spec', ...field])));
      return field[0] === 'dnsNames' && index >= 0 ? ['dnsNames', index] : field;
    });
  }

  /** The names of the certificate as they stand: those it was given, and the hosts of the routes that use it. */
  get dnsNames(): readonly string[] {
    const { dnsNames = [], hostsOfRoutes = true } = this.request;
    if (this.names.users !== this.users.length) {
      const names = minimalNames([...dnsNames, ...(hostsOfRoutes ? this.hostsOfUsers() : [])]);
      this.names = { users: this.users.length, dnsNames: names };
    }
    return this.names.dnsNames;
  }

  /** Makes these routes users of the certificate. */
  certificateFor(user: CertificateUser): CertificateUse {
    this.users.push(user);
    return { secretName: this.secretName, check: () => checkUse(this, this.request, user) };
  }

  private hostsOfUsers(): readonly string[] {
    return this.users
      .flatMap(({ rules }) => rules)
      .flatMap((rule) => factsOf(rule).hosts)
      .map(normalizeHost)
      .filter(isCertificateName);
  }
}

function privateKeyOf(given: CertificatePrivateKey = {}): CertificatePrivateKey {
  const { algorithm = 'ECDSA', size = algorithm === 'ECDSA' ? 256 : undefined } = given;
  return { rotationPolicy: 'Always', ...given, algorithm, size };
}

/** An empty list of names would be refused where none is not. */
function nonEmpty(names: readonly string[]): readonly string[] | undefined {
  return names.length > 0 ? names : undefined;
}
