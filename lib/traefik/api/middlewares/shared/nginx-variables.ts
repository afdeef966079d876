import { type TrafficRequest, getHeader, queryEscape, requestUri, splitHostPort } from '../../../request';
import { parseQuery } from '../../../rule';

/** `$name`, `${name}`, or a group of a regular expression. */
const variable = /\$\{?([a-zA-Z_][a-zA-Z0-9_]*|[1-9])\}?/g;

/**
 * Puts values in the place of nginx's variables, as the middlewares of the provider kubernetesIngressNGINX do; what they
 * do not know stays as it is written.
 *
 * @param own variables that the provider itself knows, with their `$`
 * @see pkg/middlewares/ingressnginx/interpolation.go
 */
export function withVariables(
  text: string,
  request: TrafficRequest,
  own: Readonly<Record<string, string>> = {},
): string {
  return text.replace(
    variable,
    (written, name: string) => valueOf(name, request) ?? own[`$${name}`] ?? written,
  );
}

function valueOf(name: string, request: TrafficRequest): string | undefined {
  const { headers, url } = request;
  const rest = (prefix: string): string | undefined =>
    name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
  // There is no response yet.
  if (name.startsWith('upstream_http_')) return '';
  const header = rest('http_');
  if (header !== undefined) return headerLines(request, header.replaceAll('_', '-')).join(',');
  const arg = rest('arg_');
  if (arg !== undefined) return parseQuery(url.rawQuery).get(arg)?.[0] ?? '';
  const cookie = rest('cookie_');
  if (cookie !== undefined) return cookieOf(request, cookie);
  const host = splitHostPort(request.host);
  const isTls = request.tlsOptions !== undefined;
  switch (name) {
    case 'host':
      return (host?.host ?? request.host).toLowerCase();
    case 'best_http_host':
      return request.host;
    case 'request_uri':
      return requestUri(url);
    case 'escaped_request_uri':
      return queryEscape(requestUri(url));
    case 'scheme':
      return isTls ? 'https' : 'http';
    case 'args':
    case 'query_string':
      return url.rawQuery;
    case 'remote_addr':
      return request.clientIp;
    case 'proxy_add_x_forwarded_for':
      return [getHeader(headers, 'X-Forwarded-For'), request.clientIp].filter((one) => one !== '').join(', ');
    case 'request_method':
      return request.method;
    case 'uri':
    case 'document_uri':
      return url.path;
    case 'server_name':
      return host?.host ?? request.host;
    case 'server_port':
      return host?.port ?? (isTls ? '443' : '80');
    case 'content_type':
      return getHeader(headers, 'Content-Type');
    case 'content_length':
      return getHeader(headers, 'Content-Length');
    case 'is_args':
      return url.rawQuery === '' ? '' : '?';
    default:
      return undefined;
  }
}

function headerLines({ headers }: TrafficRequest, name: string): readonly string[] {
  for (const [key, lines] of headers) if (key.toLowerCase() === name.toLowerCase()) return lines;
  return [];
}

function cookieOf(request: TrafficRequest, name: string): string {
  for (const pair of headerLines(request, 'cookie').flatMap((line) => line.split(';'))) {
    const [key = '', ...value] = pair.trim().split('=');
    if (key === name && value.length > 0) return value.join('=').replace(/^"(.*)"$/, '$1');
  }
  return '';
}
