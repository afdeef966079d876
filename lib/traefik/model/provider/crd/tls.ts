import { type Attempt, isFailed, made } from '../../../../core/base';
import type { RouterTlsSpec, TLSStoreSpec } from '../../../api';
import type { DefaultCertificate, TlsOptions } from '../../dynamic/configuration';
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
    if (isDefault && isElsewhere(context, object)) continue;
    if (isDefault) defaults.push(object);
    const { clientAuth, alpnProtocols, sniStrict = false, ...rest } = spec;
    const options: TlsOptions = {
      ...rest,
      ...(clientAuth?.clientAuthType !== undefined && { clientAuthType: clientAuth.clientAuthType }),
      clientCAs: readClientCAs(context, object, clientAuth?.secretNames),
      sniStrict,
      alpnProtocols: alpnProtocols ?? defaultAlpn,
    };
    tlsOptions.set(isDefault ? defaultName : context.naming.tls(object.namespace, object.name), options);
  }
  if (defaults.length > 1) {
    tlsOptions.delete(defaultName);
    for (const object of defaults) {
      drop(context, object, [], 'Default TLS Options defined in multiple namespaces');
    }
  }
}

/** Whether a `default` is outside of the one namespace whose `default` counts. */
function isElsewhere(context: CrdContext, object: ClusterObject): boolean {
  const { defaultTLSResourcesNamespace: wanted = '' } = context.options;
  if (wanted === '' || object.namespace === wanted) return false;
  drop(context, object, [], `it can only be defined in the "${wanted}" namespace`);
  return true;
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
  const { defaultCertificates } = context.configuration;
  const defaults: ClusterObject[] = [];
  for (const { object, spec } of context.objects('TLSStore')) {
    const isDefault = object.name === defaultName;
    if (isDefault && isElsewhere(context, object)) continue;
    if (isDefault) defaults.push(object);
    const { defaultCertificate, defaultGeneratedCert, certificates = [] } = spec;
    const found = readDefault(
      context,
      object.namespace,
      defaultCertificate?.secretName,
      defaultGeneratedCert,
    );
    if (found && isFailed(found)) {
      drop(context, object, ['spec', 'defaultCertificate'], found.reason);
      continue;
    }
    if (found && isDefault) defaultCertificates.set(defaultName, found.value);
    for (const [index, { secretName = '' }] of certificates.entries()) {
      const reason = addCertificate(context, object.namespace, secretName, isDefault);
      if (reason !== undefined) drop(context, object, ['spec', 'certificates', index], reason);
    }
  }
  if (defaults.length > 1) {
    defaultCertificates.clear();
    for (const object of defaults) {
      drop(context, object, [], 'Default TLS Stores defined in multiple namespaces');
    }
  }
}

/** What a store serves by default: the certificate of a Secret goes before one that a resolver gets. */
function readDefault(
  { view }: CrdContext,
  namespace: string,
  secretName: string | undefined,
  generated: TLSStoreSpec['defaultGeneratedCert'],
): Attempt<DefaultCertificate> | undefined {
  if (secretName !== undefined) {
    const pair = keyPairOf(view, namespace, secretName);
    if (isFailed(pair)) return pair;
    return made({ kind: 'secret', secret: `${namespace}/${secretName}`, pem: pair.value.certificate });
  }
  const { resolver = '', domain } = generated ?? {};
  if (resolver === '' || !domain) return undefined;
  return made({ kind: 'generated', resolver, names: [domain.main ?? '', ...(domain.sans ?? [])] });
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
  certificates.set(key, { secret: key, pem: pair.value.certificate, inDefaultStore });
  return undefined;
}
