import { X509Certificate, createPrivateKey } from 'node:crypto';
import { type Attempt, failed, isFailed, made, own } from '../../../../core/base';
import type { FieldPath } from '../../../../core/finding';
import type { Certificate } from '../../dynamic/configuration';
import type { ClusterObject } from '../cluster';
import { textOf } from '../kubernetes';
import { text, textOr } from '../read';
import type { GatewayContext } from './context';
import { grantError } from './grants';
import { type Condition, fault } from './status';

/** The certificates that a listener names, or what is wrong with its references. */
export function certificatesOf(
  context: GatewayContext,
  gateway: ClusterObject,
  references: readonly unknown[],
  path: FieldPath,
): { readonly found: ReadonlyMap<string, Certificate>; readonly faults: readonly Condition[] } {
  const found = new Map<string, Certificate>();
  const faults: Condition[] = [];
  for (const [index, reference] of references.entries()) {
    const wrong = (reason: string, message: string): void => {
      faults.push(fault('ResolvedRefs', reason, message, [...path, index]));
    };
    const [group, kind] = [text(own(reference, 'group')), textOr(own(reference, 'kind'), 'Secret')];
    if (kind !== 'Secret' || !['', 'core'].includes(group)) {
      wrong('InvalidCertificateRef', `Unsupported TLS CertificateRef group/kind: ${group}/${kind}`);
      continue;
    }
    const name = text(own(reference, 'name'));
    const namespace = textOr(own(reference, 'namespace'), gateway.namespace);
    const refused = grantError(context, {
      fromKind: 'Gateway',
      fromNamespace: gateway.namespace,
      group: 'core',
      kind,
      name,
      namespace,
    });
    const secret = `${namespace}/${name}`;
    if (refused !== undefined) {
      wrong('RefNotPermitted', `Cannot reference CertificateRef ${secret}: ${refused}`);
      continue;
    }
    const pem = certificateIn(context, namespace, name);
    if (isFailed(pem)) {
      wrong('InvalidCertificateRef', `Cannot load CertificateRef ${secret}: ${pem.reason}`);
    } else found.set(secret, { secret, pem: pem.value, inDefaultStore: true });
  }
  return { found, faults };
}

function certificateIn({ view }: GatewayContext, namespace: string, name: string): Attempt<string> {
  const secret = view.secret(namespace, name);
  if (isFailed(secret)) {
    return failed(
      view.isWatched(namespace)
        ? `getting secret: secret ${JSON.stringify(name)} not found`
        : `getting secret: failed to get secret ${namespace}/${name}: namespace is not within watched namespaces`,
    );
  }
  const { data } = secret.value;
  const entries = ['tls.crt', 'tls.key'];
  const missing = entries.filter((entry) => !data.has(entry));
  if (missing.length > 0) {
    return failed(
      `getting certificate blocks: secret ${namespace}/${name} is missing the following TLS data entries: ${missing.join(', ')}`,
    );
  }
  const empty = entries.filter((entry) => data.get(entry)?.length === 0);
  if (empty.length > 0) {
    return failed(
      `getting certificate blocks: secret ${namespace}/${name} contains the following empty TLS data entries: ${empty.join(', ')}`,
    );
  }
  const [certificate = '', key = ''] = entries.map((entry) => textOf(data.get(entry) ?? new Uint8Array()));
  const wrong = pairError(certificate, key);
  return wrong === undefined ? made(certificate) : failed(`validating certificate: ${wrong}`);
}

/** Why a certificate and a key are no pair with which TLS could be spoken; in our own words. */
function pairError(certificate: string, key: string): string | undefined {
  try {
    const isPair = new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
    return isPair ? undefined : 'unable to generate TLS certificate : the key is not that of the certificate';
  } catch {
    return 'unable to generate TLS certificate : the certificate or its key cannot be read';
  }
}
