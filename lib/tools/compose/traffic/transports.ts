import { isPlainMap } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { ComposedProvider } from '../../../traefik/model';
import { type Piece, differs, means, place } from './piece';
import { saidOf } from './said';
import type { Scene } from './scene';

type Plain = Readonly<Record<string, unknown>>;

/** How Traefik connects to servers, and how it speaks TLS with clients, of files: labels cannot say either. */
export function* mapTls(scene: Scene): Iterable<Piece> {
  for (const { provider, configuration } of scene.configured) {
    for (const written of configuration.serversTransports.keys())
      yield* mapTransport(scene, 'http', written, provider);
    for (const written of configuration.tcpServersTransports.keys())
      yield* mapTransport(scene, 'tcp', written, provider);
    for (const written of configuration.tlsOptions.keys()) yield* mapOptions(scene, written, provider);
  }
  yield* mapCertificates(scene);
}

function* mapTransport(
  scene: Scene,
  protocol: 'http' | 'tcp',
  written: string,
  provider: ComposedProvider,
): Iterable<Piece> {
  const kind = protocol === 'http' ? 'serversTransports' : 'tcpServersTransports';
  const name = scene.nameOf(kind, written, provider);
  const at = [provider, protocol, 'serversTransports', written];
  const said = saidOf(scene, provider, [protocol, 'serversTransports', written]) ?? {};
  const pieces: Piece[] = [];
  const { tls } = said;
  const spec =
    protocol === 'http'
      ? clientTls(said, name, at, pieces)
      : { ...said, ...(isPlainMap(tls) && { tls: clientTls(tls, name, [...at, 'tls'], pieces) }) };
  yield place([kind, name], spec);
  yield means(at, [kind, name]);
  yield* pieces;
}

/** Authorities and certificates are Secrets on Kubernetes. */
function clientTls(
  { rootCAs, certificates, ...rest }: Plain,
  name: string,
  at: FieldPath,
  pieces: Piece[],
): Plain {
  const hasCertificates = Array.isArray(certificates) && certificates.length > 0;
  const secrets = { ca: `${name}-ca`, tls: `${name}-tls` };
  if (rootCAs !== undefined) pieces.push(...secretPieces(secrets.ca, [...at, 'rootCAs'], ['ca.crt']));
  if (hasCertificates)
    pieces.push(...secretPieces(secrets.tls, [...at, 'certificates'], ['tls.crt', 'tls.key']));
  return {
    ...rest,
    ...(rootCAs !== undefined && { rootCAs: [{ secret: secrets.ca }] }),
    ...(hasCertificates && { certificatesSecrets: [secrets.tls] }),
  };
}

function* mapOptions(scene: Scene, written: string, provider: ComposedProvider): Iterable<Piece> {
  const name = scene.nameOf('tlsOptions', written, provider);
  const at = [provider, 'tls', 'options', written];
  const { clientAuth, ...rest } = saidOf(scene, provider, ['tls', 'options', written]) ?? {};
  const { caFiles, ...auth } = isPlainMap(clientAuth) ? clientAuth : {};
  const secret = authoritiesOf(name);
  const hasAuthorities = Array.isArray(caFiles) && caFiles.length > 0;
  yield place(['tls', 'options', name], {
    ...rest,
    ...(clientAuth !== undefined && {
      clientAuth: { ...auth, ...(hasAuthorities && { secretNames: [secret] }) },
    }),
  });
  yield means(at, ['tls', 'options', name]);
  if (hasAuthorities) yield* secretPieces(secret, [...at, 'clientAuth', 'caFiles'], ['ca.crt']);
}

/** The Secret with the authorities of the certificates of clients. */
export function authoritiesOf(options: string): string {
  return `${options}-clients-ca`;
}

/** The Secret with a certificate that Traefik serves. */
export function certificateSecret(index: number | 'default'): string {
  return `traefik-certificate-${index === 'default' ? index : index + 1}`;
}

/** Certificates that files name, and the default one: all are of the one store that Traefik serves from. */
function* mapCertificates({ files }: Scene): Iterable<Piece> {
  for (const { said } of files) {
    const { certificates = [], stores = {} } = said?.tls ?? {};
    const { defaultCertificate, defaultGeneratedCert } = stores['default'] ?? {};
    const to = ['tls', 'stores', 'default'];
    if (certificates.length > 0) {
      const names = certificates.map((_, index) => certificateSecret(index));
      yield place(
        [...to, 'certificates'],
        names.map((secretName) => ({ secretName })),
      );
      for (const [index, name] of names.entries())
        yield* secretPieces(name, ['file', 'tls', 'certificates', index], ['tls.crt', 'tls.key']);
    }
    if (isPlainMap(defaultCertificate)) {
      const name = certificateSecret('default');
      const at = ['file', 'tls', 'stores', 'default', 'defaultCertificate'];
      yield place([...to, 'defaultCertificate'], { secretName: name });
      yield* secretPieces(name, at, ['tls.crt', 'tls.key']);
    }
    if (isPlainMap(defaultGeneratedCert)) {
      yield place([...to, 'defaultGeneratedCert'], defaultGeneratedCert);
      yield means(
        ['file', 'tls', 'stores', 'default', 'defaultGeneratedCert'],
        [...to, 'defaultGeneratedCert'],
      );
    }
  }
}

/** A Secret that has to exist, for what files of Traefik's container hold. */
export function* secretPieces(name: string, at: FieldPath, keys: readonly string[]): Iterable<Piece> {
  yield place(['existing', 'secrets', name], { keys });
  yield differs('CM516', at, {
    message: `What the files hold goes into the Secret ${name}, which has to exist, under the ${keys.length > 1 ? 'keys' : 'key'} ${keys.join(' and ')}.`,
  });
}
