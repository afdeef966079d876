import { isPlainMap } from '../../../core/base';
import type { RequestLine } from '../rules';

/** A request line out of a file: what has the wrong type is left out, so that any JSON gives a result. */
export function readRequestLine(value: RequestLine): RequestLine {
  const { id, method, url, headers, clientIp, entryPoint, sni, alpn }: Record<keyof RequestLine, unknown> = {
    ...empty,
    ...value,
  };
  return {
    ...((typeof id === 'string' || typeof id === 'number') && { id }),
    ...(typeof method === 'string' && { method }),
    url: typeof url === 'string' ? url : '',
    ...(isPlainMap(headers) && { headers: readHeaders(headers) }),
    ...(typeof clientIp === 'string' && { clientIp }),
    ...(typeof entryPoint === 'string' && { entryPoint }),
    ...(typeof sni === 'string' && { sni }),
    ...(Array.isArray(alpn) && { alpn: alpn.filter((protocol) => typeof protocol === 'string') }),
  };
}

const empty: Record<keyof RequestLine, unknown> = {
  id: undefined,
  method: undefined,
  url: undefined,
  headers: undefined,
  clientIp: undefined,
  entryPoint: undefined,
  sni: undefined,
  alpn: undefined,
};

function readHeaders(headers: Readonly<Record<string, unknown>>): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().flatMap(readLine)] as const),
  );
}

function readLine(value: unknown): readonly string[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  return typeof value === 'string' ? [value] : [];
}
