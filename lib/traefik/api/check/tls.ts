import { type FieldPath, type Finding } from '../../../core/finding';
import { cipherSuites, curves, tlsVersions } from '../tls-words';
import type { RootCA, ServersTransportSpec, ServersTransportTCPSpec, TLSOptionSpec } from '../spec';
import { knownWord, refused } from './finding';
import type { PartialSpec } from './partial-spec';

const brokenTls =
  'Traefik disables the routers that name these options, and closes TLS connections to their hosts.';
const ignoredVersion = 'Traefik ignores the word without saying so: the limit does not hold.';
const lostTls = 'Traefik loses all TLS settings of the transport; requests to such servers fail with 500.';

/** What is wrong with the spec of a TLSOption. */
export function tlsOptionFindings(spec: PartialSpec<TLSOptionSpec>): readonly Finding[] {
  const { minVersion, maxVersion } = spec;
  const findings = [
    ...knownWord(minVersion, tlsVersions, ['minVersion'], ignoredVersion),
    ...knownWord(maxVersion, tlsVersions, ['maxVersion'], ignoredVersion),
    ...knownWords(spec.cipherSuites, cipherSuites, ['cipherSuites'], brokenTls),
    ...knownWords(spec.curvePreferences, curves, ['curvePreferences'], brokenTls),
    ...clientAuthFindings(spec),
  ];
  if (minVersion && maxVersion && tlsVersions.indexOf(minVersion) > tlsVersions.indexOf(maxVersion)) {
    const message = `The lowest version, ${minVersion}, is above the highest, ${maxVersion}.`;
    const consequence = 'No TLS handshake succeeds.';
    findings.push(
      refused('empty-range', ['maxVersion'], { message, consequence, fix: 'Leave maxVersion out.' }),
    );
  }
  return findings;
}

function clientAuthFindings({ clientAuth }: PartialSpec<TLSOptionSpec>): readonly Finding[] {
  const { clientAuthType, secretNames = [] } = clientAuth ?? {};
  const verifies =
    clientAuthType === 'VerifyClientCertIfGiven' || clientAuthType === 'RequireAndVerifyClientCert';
  if (verifies && secretNames.length === 0) {
    const message = `${clientAuthType} needs the authorities that certificates are checked against.`;
    const field = ['clientAuth', 'secretNames'];
    return [refused('missing-field', field, { message, consequence: brokenTls, fix: 'Give "secretNames".' })];
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

/** What is wrong with the spec of a ServersTransport. */
export function serversTransportFindings(spec: PartialSpec<ServersTransportSpec>): readonly Finding[] {
  const { minVersion, maxVersion } = spec;
  const findings = [
    ...knownWord(minVersion, tlsVersions, ['minVersion'], lostTls),
    ...knownWord(maxVersion, tlsVersions, ['maxVersion'], lostTls),
    ...knownWords(spec.cipherSuites, cipherSuites, ['cipherSuites'], lostTls),
    ...rootCAFindings(spec.rootCAs, ['rootCAs']),
  ];
  if (minVersion && (!maxVersion || tlsVersions.indexOf(minVersion) >= tlsVersions.indexOf(maxVersion))) {
    findings.push(
      refused('empty-range', ['minVersion'], {
        message: maxVersion
          ? `The lowest version, ${minVersion}, is not below the highest, ${maxVersion}.`
          : `There is a lowest version, ${minVersion}, and no highest.`,
        consequence: lostTls,
        fix: 'Leave minVersion out, or give a maxVersion above it.',
      }),
    );
  }
  return findings;
}

/** What is wrong with the spec of a ServersTransportTCP. */
export function serversTransportTCPFindings(spec: PartialSpec<ServersTransportTCPSpec>): readonly Finding[] {
  return rootCAFindings(spec.tls?.rootCAs, ['tls', 'rootCAs']);
}

function rootCAFindings(
  rootCAs: readonly PartialSpec<RootCA>[] | undefined,
  field: FieldPath,
): readonly Finding[] {
  return (rootCAs ?? []).flatMap((rootCA, index): readonly Finding[] => {
    const sources = Object.keys(rootCA);
    if (sources.length === 1) return [];
    const [message, consequence] =
      sources.length === 0
        ? ['The authority names neither a Secret nor a ConfigMap.', 'Traefik does not trust it.']
        : ['The authority names a Secret and a ConfigMap.', 'The API server refuses the object.'];
    const fix = 'Give either "secret" or "configMap".';
    return [refused('not-one-kind', [...field, index], { message, consequence, fix })];
  });
}

function knownWords(
  values: readonly string[] | undefined,
  words: readonly string[],
  field: FieldPath,
  consequence: string,
): readonly Finding[] {
  return (values ?? []).flatMap((value, index) => knownWord(value, words, [...field, index], consequence));
}
