import type { RequestLine } from '../../../traefik/model';

/** What is typed of a request. */
export interface TypedRequest {
  readonly method: string;
  readonly url: string;
  /** A header a line. */
  readonly headers: string;
  readonly clientIp: string;
  readonly entryPoint: string;
  readonly sni: string;
  readonly alpn: string;
}

export const nothingTyped: TypedRequest = {
  method: '',
  url: '',
  headers: '',
  clientIp: '',
  entryPoint: '',
  sni: '',
  alpn: '',
};

/** The request that is meant, or what is wrong with it; undefined where nothing is typed yet. */
export function requestOf(typed: TypedRequest): RequestLine | { readonly error: string } | undefined {
  const url = typed.url.trim();
  if (url === '') return undefined;
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(url)?.[1];
  if (scheme === undefined)
    return { error: 'A URL begins with https://, http://, tls://, tcp:// or udp://.' };
  const headers = headersOf(typed.headers);
  if ('error' in headers) return headers;
  const [method, clientIp, entryPoint, sni, alpn] = (
    ['method', 'clientIp', 'entryPoint', 'sni', 'alpn'] as const
  ).map((field) => typed[field].trim());
  return {
    url,
    ...(method && { method }),
    ...(headers.size > 0 && { headers: Object.fromEntries(headers) }),
    ...(clientIp && { clientIp }),
    ...(entryPoint && { entryPoint }),
    // Two quotes are no server name at all, as on the command line.
    ...(sni && { sni: sni === "''" || sni === '""' ? '' : sni }),
    ...(alpn && { alpn: alpn.split(/[\s,]+/) }),
  };
}

/** A request as it would be typed. */
export function typedOf(request: RequestLine): TypedRequest {
  const { method = '', url, headers = {}, clientIp = '', entryPoint = '', sni, alpn = [] } = request;
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}: ${value}`),
  );
  return {
    method,
    url,
    headers: lines.join('\n'),
    clientIp,
    entryPoint,
    sni: sni === '' ? "''" : (sni ?? ''),
    alpn: alpn.join(' '),
  };
}

function headersOf(text: string): ReadonlyMap<string, string[]> | { readonly error: string } {
  const headers = new Map<string, string[]>();
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const colon = line.indexOf(':');
    if (colon <= 0) return { error: `A header is written Name: value, not “${line.trim()}”.` };
    const name = line.slice(0, colon).trim();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return headers;
}

/** The host of a URL as it is written. */
export function hostIn(url: string): string {
  return /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]*)/i.exec(url.trim())?.[1] ?? '';
}
