import type { Construct } from 'constructs';
import { checkFinite } from '../construct';
import { type CertificateSecret, type TLSStoreSpec } from '../../traefik/api';
import {
  type ObjectProps,
  Referrer,
  TraefikObject,
  metadataOf,
  specOf,
  type SecretTarget,
  resolveSecret,
} from '../routing';

/** A certificate by its Secret: `{ secretName }`, a `Certificate`, or the construct of the Secret. */
export type StoredCertificate = CertificateSecret | Construct;

/** Props of a TLSStore: the fields of its spec. */
export interface TLSStoreProps
  extends ObjectProps, Omit<TLSStoreSpec, 'defaultCertificate' | 'certificates'> {
  /**
   * Name of the store. Traefik serves from the one called `default` only.
   *
   * @default "default"
   */
  readonly name?: string;

  /**
   * Certificate for clients whose server name no other certificate has.
   *
   * @default a self-signed one
   */
  readonly defaultCertificate?: StoredCertificate;

  /**
   * Further certificates, chosen by server name.
   *
   * @default none
   */
  readonly certificates?: readonly StoredCertificate[];
}

/**
 * The certificates that Traefik has beside those of routes. There may be only one store in the cluster.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tls/tlsstore/
 */
export class TLSStore extends TraefikObject {
  constructor(scope: Construct, id: string, props: TLSStoreProps = {}) {
    checkFinite(scope, id, props);
    const { defaultCertificate, certificates, ...rest } = specOf(props);
    const referrer = new Referrer(scope, props.namespace);
    const secretOf = (
      certificate: StoredCertificate,
      field: readonly (string | number)[],
    ): CertificateSecret => ({
      secretName: resolveSecret(referrer, targetOf(certificate), field),
    });
    const metadata = metadataOf('default', props);
    const spec: TLSStoreSpec = {
      ...rest,
      defaultCertificate: defaultCertificate && secretOf(defaultCertificate, ['defaultCertificate']),
      certificates: certificates?.map((certificate, index) => secretOf(certificate, ['certificates', index])),
    };
    super(scope, id, { kind: 'TLSStore', metadata, spec });
    referrer.attach(this);
  }
}

function targetOf(certificate: StoredCertificate): SecretTarget {
  return 'node' in certificate ? certificate : certificate.secretName;
}
