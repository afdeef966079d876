import { type Bytes, toBytes, toLower, trimSpace } from './bytes';
import { DEFAULT_CLIENT_IP, type RequestLine, serverNameOf, splitUrl } from './request-line';

/** A connection as Traefik's TCP multiplexer sees it. All strings are bytes. */
export interface TcpConnection {
  readonly kind: 'tcp';
  /** The TLS server name in lower case; empty for plain TCP and for TLS without one. */
  readonly serverName: Bytes;
  /** The protocols that the TLS client offers. */
  readonly alpn: readonly Bytes[];
  /** The address of the connection's other end. */
  readonly clientIp: string;
}

/** The connection that a request opens; undefined where it opens none over TCP. */
export function openTcp(line: RequestLine): TcpConnection | undefined {
  const url = splitUrl(line.url);
  if (!url || !['http', 'https', 'tcp', 'tls'].includes(url.scheme)) return undefined;
  const clientIp = line.clientIp ?? DEFAULT_CLIENT_IP;
  const tls = url.scheme === 'https' || url.scheme === 'tls';
  if (!tls) return { kind: 'tcp', serverName: '', alpn: [], clientIp };
  const name = line.sni === undefined ? serverNameOf(url.authority) : toBytes(line.sni);
  return {
    kind: 'tcp',
    serverName: toLower(trimSpace(name)),
    alpn: (line.alpn ?? []).map(toBytes),
    clientIp,
  };
}
