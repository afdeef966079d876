import type { Construct } from 'constructs';
import { checkFinite } from '../construct';
import { type ClientAuth, type TLSOptionSpec } from '../../traefik/api';
import {
  type ObjectProps,
  Referrer,
  TraefikObject,
  metadataOf,
  specOf,
  type SecretTarget,
  resolveSecret,
} from '../routing';

/** What Traefik asks of clients. */
export interface ClientAuthOptions extends Omit<ClientAuth, 'secretNames'> {
  /**
   * Secrets with the certificates of the authorities that sign client certificates, under `tls.ca` or `ca.crt`, in
   * the namespace of the TLSOption.
   *
   * @default none
   */
  readonly secretNames?: readonly SecretTarget[];
}

/** Props of a TLSOption: the fields of its spec. */
export interface TLSOptionProps extends ObjectProps, Omit<TLSOptionSpec, 'clientAuth'> {
  /**
   * Client certificates (mTLS).
   *
   * @default none are asked for
   */
  readonly clientAuth?: ClientAuthOptions;
}

/**
 * TLS versions, ciphers and client certificates of routes. The one called `default` is for all routes that name
 * none; there may be only one such in the cluster.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/tls/tlsoption/
 */
export class TLSOption extends TraefikObject {
  constructor(scope: Construct, id: string, props: TLSOptionProps = {}) {
    checkFinite(scope, id, props);
    const { clientAuth, ...rest } = specOf(props);
    const referrer = new Referrer(scope, props.namespace);
    const secretNames = clientAuth?.secretNames?.map((secret, index) =>
      resolveSecret(referrer, secret, ['clientAuth', 'secretNames', index]),
    );
    const spec: TLSOptionSpec = {
      ...rest,
      ...(clientAuth && { clientAuth: { ...clientAuth, secretNames } }),
    };
    const metadata = metadataOf(id, props);
    super(scope, id, { kind: 'TLSOption', metadata, spec });
    referrer.attach(this);
  }
}
