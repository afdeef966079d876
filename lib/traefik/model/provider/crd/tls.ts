import { isFailed } from '../../../../core/base';
import type { RouterTlsSpec } from '../../../api';
import type { TlsOptions } from '../../dynamic/configuration';
import { makeId } from '../../dynamic/names';
import type { ClusterObject } from '../cluster';
import { caOf, keyPairOf } from '../secrets';
import { type CrdContext, drop } from './context';

/** The name of the options and of the store that are used where nothing is named. */
const defaultName = 'default';

/** What TLS options offer where they name no protocols. */
export const defaultAlpn: readonly string[] = ['h2', 'http/1.1', 'acme-tls/1'];

/** TLSOptions; `default` in one namespace stands for all, in several for none. */
export function loadTlsOptions(context: CrdContext): void {
  const { tlsOptions } = context.configuration;
  const defaults: ClusterObject[] = [];
  for (const { object, spec } of context.objects('TLSOption')) {
    const isDefault = object.name === defaultName;
    if (isDefault) defaults.push(object);
    const { clientAuth, alpnProtocols, sniStrict = false, ...rest } = spec;
    const options: TlsOptions = {
      ...rest,
      ...(clientAuth?.clientAuthType !== undefined && { clientAuthType: clientAuth.clientAuthType }),
      clientCAs: readClientCAs(context, object, clientAuth?.secretNames),
      sniStrict,
      alpnProtocols: alpnProtocols ?? defaultAlpn,
    };
    tlsOptions.set(isDefault ? defaultName : makeId(object.namespace, object.name), options);
  }
  if (defaults.length > 1) {
    tlsOptions.delete(defaultName);
    for (const object of defaults) {
      drop(context, object, [], 'Default TLS Options defined in multiple namespaces');
    }
  }
}

function readClientCAs(
  context: CrdContext,
  object: ClusterObject,
  names: readonly string[] = [],
): readonly string[] {
  return names.flatMap((name, index) => {
    const ca = caOf(context.view, object.namespace, name, false);
    if (!isFailed(ca)) return [ca.value];
    drop(context, object, ['spec', 'clientAuth', 'secretNames', index], ca.reason);
    return [];
  });
}

/** TLSStores: their certificates; only those of the store `default` are ever served. */
export function loadTlsStores(context: CrdContext): void {
  const defaults: ClusterObject[] = [];
  for (const { object, spec } of context.objects('TLSStore')) {
    const isDefault = object.name === defaultName;
    if (isDefault) defaults.push(object);
    const { defaultCertificate, certificates = [] } = spec;
    if (defaultCertificate) {
      const pair = keyPairOf(context.view, object.namespace, defaultCertificate.secretName ?? '');
      if (isFailed(pair)) {
        drop(context, object, ['spec', 'defaultCertificate'], pair.reason);
        continue;
      }
    }
    for (const [index, { secretName = '' }] of certificates.entries()) {
      const reason = addCertificate(context, object.namespace, secretName, isDefault);
      if (reason !== undefined) drop(context, object, ['spec', 'certificates', index], reason);
    }
  }
  if (defaults.length > 1) {
    for (const object of defaults) {
      drop(context, object, [], 'Default TLS Stores defined in multiple namespaces');
    }
  }
}

/** The certificate of an IngressRoute (TCP); where it cannot be read the router stays, with another one. */
export function loadCertificate(
  context: CrdContext,
  object: ClusterObject,
  tls: RouterTlsSpec | undefined,
): void {
  if (tls?.secretName === undefined) return;
  const reason = addCertificate(context, object.namespace, tls.secretName, true);
  if (reason !== undefined) drop(context, object, ['spec', 'tls', 'secretName'], reason);
}

function addCertificate(
  context: CrdContext,
  namespace: string,
  name: string,
  inDefaultStore: boolean,
): string | undefined {
  const { certificates } = context.configuration;
  const key = `${namespace}/${name}`;
  if (certificates.has(key)) return undefined;
  const pair = keyPairOf(context.view, namespace, name);
  if (isFailed(pair)) return pair.reason;
  certificates.set(key, { pem: pair.value.certificate, inDefaultStore });
  return undefined;
}
