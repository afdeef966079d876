import type { HeaderList, RawRequest } from './http1';

/** Headers by name, or as a list, which keeps order and spelling. */
export type HeadersOption = Readonly<Record<string, string>> | HeaderList;

/** What a request line like `GET https://host:8443/path` asks for. */
export interface RequestPlan {
  readonly scheme: string;
  readonly authority: string;
  /** Without the port. */
  readonly host: string;
  readonly port: string | undefined;
  readonly request: RawRequest;
}

const requestLine = /^(?:(\S+) )?(https?):\/\/([^/?#]*)(.*)$/s;

/** The target stays as written; `Host` stands first among the headers unless they have one. */
export function planOf(
  line: string,
  headers: HeadersOption = [],
  body: string | Buffer | undefined,
): RequestPlan {
  const [, method = 'GET', scheme, authority = '', rest = ''] = requestLine.exec(line) ?? [];
  if (!scheme) throw new Error(`Not a request: ${line}. Write: GET http://host/path`);
  const [, host = authority, port] = /^(.*?)(?::(\d+))?$/.exec(authority) ?? [];
  const given = listOf(headers);
  const withHost = has(given, /^host$/i) ? given : ([['Host', authority], ...given] as const);
  return {
    scheme,
    authority,
    host,
    port,
    request: {
      method,
      target: rest.startsWith('/') ? rest : `/${rest}`,
      headers: withLength(withHost, method, body),
      ...(body !== undefined && { body }),
    },
  };
}

export function listOf(headers: HeadersOption = []): HeaderList {
  return isList(headers) ? headers : Object.entries(headers);
}

function isList(headers: HeadersOption): headers is HeaderList {
  return Array.isArray(headers);
}

function has(headers: HeaderList, name: RegExp): boolean {
  return headers.some(([key]) => name.test(key));
}

function withLength(headers: HeaderList, method: string, body: string | Buffer | undefined): HeaderList {
  if (has(headers, /^(content-length|transfer-encoding)$/i)) return headers;
  if (body === undefined && !['POST', 'PUT', 'PATCH'].includes(method)) return headers;
  return [...headers, ['Content-Length', String(Buffer.byteLength(body ?? ''))]];
}
