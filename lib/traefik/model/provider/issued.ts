import { own } from '../../../core/base';
import type { Cluster } from './cluster';
import { selfSigned } from './self-signed';

/**
 * The Secrets that cert-manager writes for the Certificates among the objects, where they are not there yet: a
 * manifest is applied before its certificates are issued, and what Traefik does after that is what is asked for.
 */
export function issuedSecrets(cluster: Cluster): readonly unknown[] {
  return cluster.list('cert-manager.io/v1', 'Certificate').flatMap(({ namespace, value }) => {
    const spec = own(value, 'spec');
    const name = own(spec, 'secretName');
    if (typeof name !== 'string' || cluster.get('v1', 'Secret', namespace, name)) return [];
    const { certificate, key } = selfSigned(textsOf(own(spec, 'dnsNames')));
    return [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { namespace, name },
        type: 'kubernetes.io/tls',
        data: { 'tls.crt': base64(certificate), 'tls.key': base64(key) },
      },
    ];
  });
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
