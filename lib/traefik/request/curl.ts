import { shellWord } from '../../core/base';
import { splitUrl, type RequestLine } from '../rule';

/** A request as a line that people run in a shell; what no line can say stands behind it as a comment. */
export function curlLine(line: RequestLine): string {
  const { clientIp, entryPoint } = line;
  const remarks = [
    ...(entryPoint === undefined ? [] : [`at the entry point ${entryPoint}`]),
    ...(clientIp === undefined ? [] : [`from ${clientIp}`]),
  ];
  return `${commandOf(line)}${remarks.length === 0 ? '' : `  # ${remarks.join(', ')}`}`;
}

function commandOf(line: RequestLine): string {
  const { scheme = '', authority = '' } = splitUrl(line.url) ?? {};
  const host = shellWord(authority === '' ? 'localhost' : authority);
  switch (scheme) {
    case 'tcp':
      return `nc ${host} PORT`;
    case 'udp':
      return `nc -u ${host} PORT`;
    case 'tls': {
      const name =
        line.sni === undefined
          ? ''
          : line.sni === ''
            ? ' -noservername'
            : ` -servername ${shellWord(line.sni)}`;
      const alpn = (line.alpn ?? []).length === 0 ? '' : ` -alpn ${shellWord((line.alpn ?? []).join(','))}`;
      return `openssl s_client -connect ${host}:PORT${name}${alpn}`;
    }
    default:
      return curl(line, authority);
  }
}

function curl({ method = 'GET', url, headers = {}, sni }: RequestLine, authority: string): string {
  // curl takes the server name from the URL, and the host from a header where there is one.
  const isOther = sni !== undefined && sni !== '' && sni !== authority;
  const target = isOther ? url.replace(authority, sni) : url;
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}: ${value}`),
  );
  const options = [
    ...(method === 'GET' ? [] : [`-X ${shellWord(method)}`]),
    ...[...(isOther ? [`Host: ${authority}`] : []), ...lines].map((text) => `-H ${shellWord(text)}`),
  ];
  return ['curl --path-as-is', ...options, shellWord(target)].join(' ');
}
