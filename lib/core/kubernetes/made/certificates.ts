import type { ApiObjectData } from '../../manifest';
import { isCertificateName } from '../certificate-name';
import { itemsOf } from '../objects/fields';
import { specIf } from '../objects/pods';
import { type MadeFinding, faultIn } from './made-finding';

/** Names that public issuers do not sign; one of a company's own may. */
export function* certificateNames(objects: readonly ApiObjectData[]): Iterable<MadeFinding> {
  for (const object of objects) {
    const spec = specIf(object, 'cert-manager.io/v1 Certificate');
    for (const [index, name] of spec ? itemsOf(spec.value, 'dnsNames').entries() : []) {
      if (typeof name !== 'string' || isCertificateName(name)) continue;
      yield faultIn(object, 'invalid-dns-name', ['spec', 'dnsNames', index], {
        message: `${JSON.stringify(name)} is no name that a certificate can be issued for.`,
        consequence: 'The issuer refuses the whole certificate, and Traefik serves its self-signed one.',
        fix: 'Write a domain in lower case, its first label possibly `*`; addresses belong in ipAddresses.',
      });
    }
  }
}
