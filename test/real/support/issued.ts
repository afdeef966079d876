import type { ApiObjectData } from '../../../lib/core/manifest';
import type { CertificateRequest, KeyPair } from './box';

interface CertificateObject extends ApiObjectData {
  readonly spec: {
    readonly secretName: string;
    readonly dnsNames?: readonly string[];
    readonly commonName?: string;
  };
}

function isCertificate(object: ApiObjectData): object is CertificateObject {
  return object.apiVersion === 'cert-manager.io/v1' && object.kind === 'Certificate';
}

/** The Secrets that cert-manager would fill for the Certificates among the objects: the box has no cert-manager. */
export function issuedSecrets(
  objects: readonly ApiObjectData[],
  namespace: string,
  issue: (request: CertificateRequest) => Promise<KeyPair>,
): Promise<readonly ApiObjectData[]> {
  const secrets = objects.filter(isCertificate).map(async ({ metadata, spec }): Promise<ApiObjectData> => {
    const { certificate, key } = await issue({ dnsNames: spec.dnsNames, commonName: spec.commonName });
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: spec.secretName, namespace: metadata.namespace ?? namespace },
      type: 'kubernetes.io/tls',
      stringData: { 'tls.crt': certificate, 'tls.key': key },
    };
  });
  return Promise.all(secrets);
}
