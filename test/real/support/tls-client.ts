import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { type TLSSocket, connect } from 'node:tls';
import type { KeyPair } from './box';

export interface TlsOptions {
  /** The server name to ask for; empty for none. */
  readonly sni?: string;
  readonly alpn?: readonly string[];
  readonly clientCertificate?: KeyPair;
  readonly minVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  readonly maxVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  readonly ciphers?: string;
}

/** What a TLS handshake came to. */
export interface TlsFacts {
  readonly certificate: X509Certificate;
  readonly alpn: string | undefined;
  readonly version: string | null;
  readonly cipher: string;
}

/** Takes a TLS handshake. Rejects when the server does. Certificates are looked at by the tests, not verified here. */
export function handshake(socket: Socket, options: TlsOptions): Promise<TLSSocket> {
  const { sni, alpn, clientCertificate, minVersion, maxVersion, ciphers } = options;
  return new Promise((resolve, reject) => {
    const secure = connect({
      socket,
      rejectUnauthorized: false,
      ...(sni && { servername: sni }),
      ...(alpn && { ALPNProtocols: [...alpn] }),
      ...(clientCertificate && { cert: clientCertificate.certificate, key: clientCertificate.key }),
      ...(minVersion && { minVersion }),
      ...(maxVersion && { maxVersion }),
      ...(ciphers && { ciphers }),
    });
    secure.once('secureConnect', () => resolve(secure));
    secure.once('error', reject);
    secure.once('end', () => reject(new Error('The connection was closed during the TLS handshake.')));
  });
}

export function factsOf(secure: TLSSocket): TlsFacts {
  const certificate = secure.getPeerX509Certificate();
  if (!certificate) throw new Error('The server showed no certificate.');
  return {
    certificate,
    alpn: secure.alpnProtocol || undefined,
    version: secure.getProtocol(),
    cipher: secure.getCipher().name,
  };
}
