import { X509Certificate } from 'node:crypto';
import type { Certificate } from '../dynamic/configuration';
import { namesOfSelfSigned } from '../provider/self-signed';

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Whether a PEM text holds a certificate that can be read. */
export function holdsCertificate(pem: string): boolean {
  return namesOfSelfSigned(pem) !== undefined || certificatesIn(pem).length > 0;
}

/** The certificates of a PEM text; blocks that are none are left out. */
function certificatesIn(pem: string): readonly X509Certificate[] {
  return (pem.match(block) ?? []).flatMap((text) => readCertificate(text) ?? []);
}

function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** Reading one takes a millisecond, and one cluster is asked about in many states. */
const known = new Map<string, readonly string[]>();
const mostKnown = 2000;

/** Names by which Traefik finds a certificate, sorted: the alternative names, and the common one. */
export function namesOf(pem: string): readonly string[] {
  const names = known.get(pem) ?? readNames(pem);
  if (known.size >= mostKnown) known.clear();
  known.set(pem, names);
  return names;
}

function readNames(pem: string): readonly string[] {
  const names = namesOfSelfSigned(pem) ?? writtenNames(pem);
  return [...new Set(names.map((name) => name.toLowerCase()))].toSorted();
}

function writtenNames(pem: string): readonly string[] {
  const [certificate] = certificatesIn(pem);
  if (!certificate) return [];
  const commonName = /(?:^|\n)CN=(.*)/.exec(certificate.subject)?.[1];
  return [...alternativeNames(certificate), ...(commonName === undefined ? [] : [commonName])];
}

function alternativeNames({ subjectAltName = '' }: X509Certificate): readonly string[] {
  return subjectAltName.split(', ').flatMap((entry) => /^(?:DNS|IP Address):(.*)$/.exec(entry)?.[1] ?? []);
}

/** The names of all certificates of the default store, each once. */
export function certificateNames({
  runtime,
}: {
  readonly runtime: { readonly configuration: { readonly certificates: ReadonlyMap<string, Certificate> } };
}): ReadonlySet<string> {
  const served = [...runtime.configuration.certificates.values()].filter(
    ({ inDefaultStore }) => inDefaultStore,
  );
  return new Set(served.flatMap(({ pem }) => namesOf(pem)));
}

/**
 * The certificate of the default store that Traefik serves for a server name: of several the last by their names.
 * Undefined where none is for it.
 */
export function certificateFor(
  certificates: Iterable<Certificate>,
  serverName: string,
): Certificate | undefined {
  const keyed = [...certificates]
    .filter(({ inDefaultStore }) => inDefaultStore)
    .map((certificate) => ({ certificate, names: namesOf(certificate.pem) }))
    .filter(({ names }) => names.some((name) => isFor(serverName, name)));
  const [best] = keyed.toSorted((a, b) => (a.names.join(',') < b.names.join(',') ? 1 : -1));
  return best?.certificate;
}

/** Traefik lets any number of labels at the front be wildcards. */
function isFor(serverName: string, name: string): boolean {
  if (serverName === name) return true;
  const bare = name.replace(/\.+$/, '');
  const labels = serverName.split('.');
  return labels.some((_, index) => labels.map((label, at) => (at <= index ? '*' : label)).join('.') === bare);
}

/** Whether clients take one of these names for a host: a wildcard stands for one label (RFC 6125). */
export function covers(names: readonly string[], host: string): boolean {
  return names.some(
    (name) => name === host || (name.startsWith('*.') && name === host.replace(/^[^.]+/, '*')),
  );
}
