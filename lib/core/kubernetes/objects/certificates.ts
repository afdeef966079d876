import type { ApiObjectData } from '../../manifest';
import type { Tell } from './fault';
import { has, itemsOf, textAt } from './fields';
import { specOf } from './pods';

/** The lists of names that a Certificate may have. */
const lists = ['dnsNames', 'ipAddresses', 'uris', 'emailAddresses', 'otherNames'];

/** Certificates that cert-manager refuses. https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.Certificate */
export function certificates(object: ApiObjectData, tell: Tell): void {
  const spec = specOf(object);
  const commonName = textAt(spec, 'commonName') ?? '';
  const isNamed = commonName !== '' || has(spec, 'literalSubject');
  if (!isNamed && lists.every((list) => itemsOf(spec.value, list).length === 0)) {
    tell('certificate-without-names', ['spec', 'dnsNames'], {
      message: 'The certificate has no names.',
      consequence:
        'cert-manager refuses it, the Secret never comes, and Traefik serves its self-signed certificate.',
      fix: 'Write dnsNames, or use the certificate as the tls of routes with hosts.',
    });
  }
  if (commonName.length > 64) {
    tell('common-name-too-long', ['spec', 'commonName'], {
      message: `The common name has ${commonName.length} characters; X.509 allows 64.`,
      consequence: 'cert-manager refuses the certificate.',
      fix: 'Leave commonName out: nobody reads it.',
    });
  }
  if (!has(spec, 'renewBefore') || !has(spec, 'renewBeforePercentage')) return;
  tell('renewal-said-twice', ['spec', 'renewBefore'], {
    message: 'renewBefore and renewBeforePercentage are both given.',
    consequence: 'cert-manager refuses the certificate.',
    fix: 'Leave both out: a third of the real lifetime is right for any issuer.',
  });
}
