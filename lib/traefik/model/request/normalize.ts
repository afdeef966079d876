import type { EntryPoint } from '../static';
import { toBytes } from '../rules';
import { type GoUrl, type TrafficRequest, cleaned, setUrl } from '../../request';

/** Changes a request as an entry point does before any router sees it; gives a status where it refuses. */
export function normalizeRequest(request: TrafficRequest, { file }: EntryPoint): number | undefined {
  const { sanitizePath = true, encodeQuerySemicolons = false } = file.http ?? {};
  const { names, strategy } = headerStrategy(file.http);
  const twins = [...request.headers.keys()].filter((key) => names.test(key));
  if (strategy === 'reject' && twins.length > 0) return 400;
  if (strategy === 'delete') for (const key of twins) request.headers.delete(key);

  if (request.url.rawPath.includes('#')) return 400;
  const normalized = normalizeEncoding(request.url);
  if (normalized !== request.url) setUrl(request, normalized);
  if (sanitizePath) setUrl(request, cleaned(request.url));
  if (request.url.rawQuery.includes(';')) {
    const semicolon = encodeQuerySemicolons ? '%3B' : '&';
    const url = { ...request.url, rawQuery: request.url.rawQuery.replaceAll(';', semicolon) };
    // Only the encoding rewrites the request line; the other is seen by rules alone.
    if (encodeQuerySemicolons) setUrl(request, url);
    else request.url = url;
  }
  return undefined;
}

/** What an entry point does with headers that programs behind it may take for others, and which these are. */
function headerStrategy({
  aliasHeadersStrategy = '',
  underscoreHeadersStrategy = '',
}: NonNullable<EntryPoint['file']['http']> = {}): { readonly names: RegExp; readonly strategy: string } {
  return aliasHeadersStrategy === ''
    ? { names: /_/, strategy: underscoreHeadersStrategy || 'keep' }
    : { names: /[^A-Za-z0-9-]/, strategy: aliasHeadersStrategy };
}

/**
 * Decodes what need not be encoded (letters, digits, `-._~`) and writes the rest in capitals. Traefik takes each byte
 * beyond ASCII for a character of its own, so the path as written no longer fits the decoded one.
 */
function normalizeEncoding(url: GoUrl): GoUrl {
  const rawPath = url.rawPath.replace(/%[0-9a-fA-F]{2}|[\x80-\xff]/g, (encoded) => {
    if (!encoded.startsWith('%')) return toBytes(encoded);
    const char = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(char) ? char : encoded.toUpperCase();
  });
  return rawPath === url.rawPath ? url : { ...url, rawPath };
}
