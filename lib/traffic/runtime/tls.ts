import { X509Certificate } from 'node:crypto';
import type { Certificate, TlsOptions } from '../dynamic/configuration';

/** Versions of TLS as numbers that compare. */
const versions: ReadonlyMap<string, number> = new Map([
  ['VersionTLS10', 10],
  ['VersionTLS11', 11],
  ['VersionTLS12', 12],
  ['VersionTLS13', 13],
]);

const curves: ReadonlySet<string> = new Set([
  'secp256r1',
  'CurveP256',
  'secp384r1',
  'CurveP384',
  'secp521r1',
  'CurveP521',
  'x25519',
  'X25519',
  'x25519mlkem768',
  'X25519MLKEM768',
  'secp256r1mlkem768',
  'SecP256r1MLKEM768',
  'secp384r1mlkem1024',
  'SecP384r1MLKEM1024',
]);

const cipherSuites: ReadonlySet<string> = new Set([
  'TLS_RSA_WITH_RC4_128_SHA',
  'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
  'TLS_RSA_WITH_AES_128_CBC_SHA',
  'TLS_RSA_WITH_AES_256_CBC_SHA',
  'TLS_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_RC4_128_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_RC4_128_SHA',
  'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_FALLBACK_SCSV',
]);

const clientAuthTypes: ReadonlySet<string> = new Set([
  'NoClientCert',
  'RequestClientCert',
  'RequireAnyClientCert',
  'VerifyClientCertIfGiven',
  'RequireAndVerifyClientCert',
]);

const verifying: ReadonlySet<string> = new Set(['VerifyClientCertIfGiven', 'RequireAndVerifyClientCert']);

/** Why options of this name cannot be used; undefined where they can. */
export function tlsOptionsError(options: ReadonlyMap<string, TlsOptions>, name: string): string | undefined {
  const found = options.get(name);
  if (!found) return `unknown TLS options: ${name}`;
  const reason = brokenReason(found);
  return reason === undefined ? undefined : `building TLS config: ${reason}`;
}

function brokenReason(options: TlsOptions): string | undefined {
  const { clientCAs, clientAuthType = '', cipherSuites: ciphers = [], curvePreferences = [] } = options;
  if (!clientCAs.every(holdsCertificate)) return 'invalid certificate(s) content';
  if (clientCAs.length === 0 && verifying.has(clientAuthType)) {
    return `invalid clientAuthType: ${clientAuthType}, CAFiles is required`;
  }
  if (clientAuthType !== '' && !clientAuthTypes.has(clientAuthType)) {
    return `unknown client auth type "${clientAuthType}"`;
  }
  const cipher = ciphers.find((candidate) => !cipherSuites.has(candidate));
  if (cipher !== undefined) return `invalid CipherSuite: ${cipher}`;
  const curve = curvePreferences.find((candidate) => !curves.has(candidate));
  return curve === undefined ? undefined : `invalid CurveID in curvePreferences: ${curve}`;
}

/** How a client must identify itself: a CA alone means that it is required and verified. */
export function clientAuthOf({ clientAuthType = '', clientCAs }: TlsOptions): string {
  if (clientAuthType !== '') return clientAuthType;
  return clientCAs.length > 0 ? 'RequireAndVerifyClientCert' : 'NoClientCert';
}

/** Whether no version is left between the lowest and the highest that the options allow. */
export function leavesNoVersion({ minVersion = '', maxVersion = '' }: TlsOptions): boolean {
  return (versions.get(minVersion) ?? 12) > (versions.get(maxVersion) ?? 13);
}

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function holdsCertificate(pem: string): boolean {
  return (pem.match(block) ?? []).some((text) => readCertificate(text) !== undefined);
}

function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** Whether the default store holds a certificate for a server name; names are compared label by label. */
export function hasCertificateFor(certificates: Iterable<Certificate>, serverName: string): boolean {
  return [...certificates]
    .filter(({ inDefaultStore }) => inDefaultStore)
    .flatMap(({ pem }) => namesOf(pem))
    .some((name) => matchesName(serverName, name));
}

function namesOf(pem: string): readonly string[] {
  const certificate = readCertificate(block.exec(pem)?.[0] ?? pem);
  block.lastIndex = 0;
  if (!certificate) return [];
  const names = (certificate.subjectAltName ?? '')
    .split(', ')
    .flatMap((entry) => /^(?:DNS|IP Address):(.*)$/.exec(entry)?.[1] ?? []);
  const commonName = /(?:^|\n)CN=(.*)/.exec(certificate.subject)?.[1];
  return [...names, ...(commonName === undefined ? [] : [commonName])].map((name) => name.toLowerCase());
}

function matchesName(serverName: string, name: string): boolean {
  if (serverName === name) return true;
  const bare = name.replace(/\.+$/, '');
  const labels = serverName.split('.');
  return labels.some((_, index) => labels.map((label, at) => (at <= index ? '*' : label)).join('.') === bare);
}
