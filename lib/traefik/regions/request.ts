import { type Address, type Bytes, type RequestLine, fromBytes, toBytes } from '../rule';
import { formatAddress } from './addresses';

/** What a request must say for the atoms that were decided; what is left out does not matter. */
export interface Draft {
  readonly host?: string;
  readonly path?: string;
  readonly method?: string;
  readonly serverName?: string;
  readonly address?: Address;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly alpn: readonly string[];
}

/** The host of requests where any other would do as well. */
export const USUAL_HOST = 'example.com';

/** A request as people write it, for an HTTP or a TCP scheme. */
export function requestLineOf(draft: Draft, scheme: string): RequestLine {
  const isStream = scheme !== 'http' && scheme !== 'https';
  const host = (isStream ? draft.serverName : draft.host) ?? USUAL_HOST;
  const query = draft.query.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&');
  const headers = new Map<string, string[]>();
  for (const [name, value] of draft.headers) headers.set(name, [...(headers.get(name) ?? []), value]);
  return {
    method: draft.method ?? 'GET',
    url: `${scheme}://${host}${isStream ? '' : pathOf(draft.path ?? '/')}${query === '' ? '' : `?${query}`}`,
    ...(headers.size > 0 && {
      headers: Object.fromEntries(
        [...headers].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
      ),
    }),
    ...(draft.address && { clientIp: formatAddress(draft.address) }),
    // Of requests over TLS the server name is the host's, unless something asks for one.
    ...(isStream
      ? { sni: draft.serverName ?? '' }
      : draft.serverName !== undefined && draft.serverName !== host && { sni: draft.serverName }),
    ...(draft.alpn.length > 0 && { alpn: draft.alpn }),
  };
}

/** A path as rules see it, written so that they see it: what would end the path or be refused is escaped. */
function pathOf(path: string): string {
  return fromBytes(
    toBytes(path).replace(/[^\w\-.~!$&'()*+,;=:@/[\]%]/g, (byte) =>
      // Only in small letters is the escape of `?` decoded.
      byte === '?' ? '%3f' : percent(byte),
    ),
  );
}

function escaped(text: string): string {
  return toBytes(text).replace(/[^\w\-.~/]/g, percent);
}

function percent(byte: Bytes): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
