import type { RequestLine } from '../../traefik/model';

/** A request as a user would send it. */
export function shownRequest({ method = 'GET', url, headers = {}, clientIp }: RequestLine): string {
  if (!url.startsWith('http')) return url;
  const options = Object.entries(headers).map(([name, value]) => ` -H '${name}: ${String(value)}'`);
  return `${method} ${url}${options.join('')}${clientIp === undefined ? '' : ` from ${clientIp}`}`;
}
