import { type RequestLine, splitUrl } from './request-line';

/**
 * The command that sends a request as it is written; what curl cannot say (where it comes from, by which entry point)
 * stands behind it as a comment.
 */
export function curlCommand(line: RequestLine): string {
  const { method = 'GET', url, headers = {}, clientIp, entryPoint, sni, alpn = [] } = line;
  const { scheme = '', authority = '', target = '/' } = splitUrl(url) ?? {};
  const isOtherName = scheme === 'https' && sni !== undefined && sni !== '' && sni !== authority;
  const sent = isOtherName ? { Host: authority, ...headers } : headers;
  const parts = [
    'curl --path-as-is -i',
    ...(method === 'GET' ? [] : [`-X ${quoted(method)}`]),
    ...Object.entries(sent).flatMap(([name, values]) =>
      // A header without a value is sent by a semicolon in the colon's place.
      [values].flat().map((value) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ),
    quoted(isOtherName ? `${scheme}://${sni}${target}` : url),
  ];
  const notes = [
    ...(clientIp === undefined ? [] : [`from ${clientIp}`]),
    ...(entryPoint === undefined ? [] : [`by the entry point ${entryPoint}`]),
    ...(sni === '' ? ['without a server name'] : []),
    ...(alpn.length > 0 ? [`offering ${alpn.join(', ')}`] : []),
  ];
  return notes.length === 0 ? parts.join(' ') : `${parts.join(' ')}  # ${notes.join(', ')}`;
}

/** A text as one word of a shell. */
function quoted(text: string): string {
  return /^[\w./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
