import { oncePer } from '../../../core/base';
import { cipherSuites, clientAuthTypes, curves, tlsVersions } from '../../api';
import type { TlsOptions } from '../dynamic/configuration';
import { holdsCertificate } from './certificates';

const knownCiphers: ReadonlySet<string> = new Set(cipherSuites);
const knownCurves: ReadonlySet<string> = new Set(curves);
const knownAuthTypes: ReadonlySet<string> = new Set(clientAuthTypes);
const verifying: ReadonlySet<string> = new Set(['VerifyClientCertIfGiven', 'RequireAndVerifyClientCert']);

/** Why options of this name cannot be used; undefined where they can. */
export function tlsOptionsError(options: ReadonlyMap<string, TlsOptions>, name: string): string | undefined {
  const found = options.get(name);
  if (!found) return `unknown TLS options: ${name}`;
  const reason = brokenReason(found);
  return reason === undefined ? undefined : `building TLS config: ${reason}`;
}

/** Many routers have the same options, and certificates are long to read. */
const brokenReason = oncePer(readBroken);

function readBroken(options: TlsOptions): string | undefined {
  const { clientCAs, clientAuthType = '', cipherSuites: ciphers = [], curvePreferences = [] } = options;
  if (!clientCAs.every(holdsCertificate)) return 'invalid certificate(s) content';
  if (clientCAs.length === 0 && verifying.has(clientAuthType)) {
    return `invalid clientAuthType: ${clientAuthType}, CAFiles is required`;
  }
  if (clientAuthType !== '' && !knownAuthTypes.has(clientAuthType)) {
    return `unknown client auth type "${clientAuthType}"`;
  }
  const cipher = ciphers.find((candidate) => !knownCiphers.has(candidate));
  if (cipher !== undefined) return `invalid CipherSuite: ${cipher}`;
  const curve = curvePreferences.find((candidate) => !knownCurves.has(candidate));
  return curve === undefined ? undefined : `invalid CurveID in curvePreferences: ${curve}`;
}

/** How a client must identify itself: a CA alone means that it is required and verified. */
export function clientAuthOf({ clientAuthType = '', clientCAs }: TlsOptions): string {
  if (clientAuthType !== '') return clientAuthType;
  return clientCAs.length > 0 ? 'RequireAndVerifyClientCert' : 'NoClientCert';
}

/** Whether no version is left between the lowest and the highest that the options allow. */
export function leavesNoVersion({ minVersion = '', maxVersion = '' }: TlsOptions): boolean {
  return versionOr(minVersion, 'VersionTLS12') > versionOr(maxVersion, 'VersionTLS13');
}

/** A version as a number that compares; words that Traefik does not know count for nothing. */
function versionOr(word: string, otherwise: (typeof tlsVersions)[number]): number {
  const known = tlsVersions.findIndex((version) => version === word);
  return known < 0 ? tlsVersions.indexOf(otherwise) : known;
}
