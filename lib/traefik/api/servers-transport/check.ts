import { type SpecFault, knownWord, knownWords, refused } from '../check/fault';
import type { DecodedBy } from '../read';
import { rootCAFaults } from '../shared/root-cas';
import { cipherSuites, tlsVersions, tlsLevel } from '../shared/tls-words';
import type { decodeServersTransport } from './decode';

type Spec = DecodedBy<typeof decodeServersTransport>;

const lostTls = 'Traefik loses all TLS settings of the transport; requests to such servers fail with 500.';
const unfit = { rule: 'unfit-servers-transport', consequence: lostTls } as const;

/** What is wrong with the spec of a ServersTransport. */
export function serversTransportFaults(spec: Spec): readonly SpecFault[] {
  const { minVersion, maxVersion } = spec;
  const faults = [
    ...knownWord(minVersion, tlsVersions, ['minVersion'], unfit),
    ...knownWord(maxVersion, tlsVersions, ['maxVersion'], unfit),
    ...knownWords(spec.cipherSuites, cipherSuites, ['cipherSuites'], unfit),
    ...rootCAFaults(spec.rootCAs, ['rootCAs']),
  ];
  if (minVersion && (!maxVersion || tlsLevel(minVersion) >= tlsLevel(maxVersion))) {
    faults.push(
      refused('unfit-servers-transport', ['minVersion'], {
        message: maxVersion
          ? `The lowest version, ${minVersion}, is not below the highest, ${maxVersion}.`
          : `There is a lowest version, ${minVersion}, and no highest.`,
        consequence: lostTls,
        fix: 'Leave minVersion out, or give a maxVersion above it.',
      }),
    );
  }
  return faults;
}
