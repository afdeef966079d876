import { type SpecFault, knownWord, knownWords, refused } from '../check/fault';
import type { DecodedBy } from '../read';
import { cipherSuites, curves, tlsVersions, tlsLevel } from '../shared/tls-words';
import type { decodeTlsOption } from './decode';

type Spec = DecodedBy<typeof decodeTlsOption>;

const brokenTls =
  'Traefik disables the routers that name these options, and closes TLS connections to their hosts.';
const ignoredVersion = {
  rule: 'unknown-tls-version',
  consequence: 'Traefik ignores the word without saying so: the limit does not hold.',
} as const;
const unbuildable = { rule: 'unbuildable-tls-option', consequence: brokenTls } as const;

/** What is wrong with the spec of a TLSOption. */
export function tlsOptionFaults(spec: Spec): readonly SpecFault[] {
  const { minVersion, maxVersion } = spec;
  const faults = [
    ...knownWord(minVersion, tlsVersions, ['minVersion'], ignoredVersion),
    ...knownWord(maxVersion, tlsVersions, ['maxVersion'], ignoredVersion),
    ...knownWords(spec.cipherSuites, cipherSuites, ['cipherSuites'], unbuildable),
    ...knownWords(spec.curvePreferences, curves, ['curvePreferences'], unbuildable),
    ...clientAuthFaults(spec),
  ];
  if (minVersion && maxVersion && tlsLevel(minVersion) > tlsLevel(maxVersion)) {
    const message = `The lowest version, ${minVersion}, is above the highest, ${maxVersion}.`;
    const consequence = 'No TLS handshake succeeds.';
    faults.push(
      refused('empty-range', ['maxVersion'], { message, consequence, fix: 'Leave maxVersion out.' }),
    );
  }
  return faults;
}

function clientAuthFaults({ clientAuth }: Spec): readonly SpecFault[] {
  const { clientAuthType, secretNames = [] } = clientAuth ?? {};
  const verifies =
    clientAuthType === 'VerifyClientCertIfGiven' || clientAuthType === 'RequireAndVerifyClientCert';
  if (verifies && secretNames.length === 0) {
    const message = `${clientAuthType} needs the authorities that certificates are checked against.`;
    const field = ['clientAuth', 'secretNames'];
    return [
      refused('unbuildable-tls-option', field, {
        message,
        consequence: brokenTls,
        fix: 'Give "secretNames".',
      }),
    ];
  }
  if (clientAuthType !== undefined || secretNames.length === 0) return [];
  return [
    {
      rule: 'optional-client-auth',
      severity: 'warning',
      field: ['clientAuth'],
      message: 'The client authentication names its secrets and no type.',
      consequence:
        'While a secret is missing, Traefik asks clients for no certificate and lets everybody in.',
      fix: 'Add clientAuthType: RequireAndVerifyClientCert.',
    },
  ];
}
