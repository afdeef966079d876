import { isIP } from 'node:net';
import type { RequestLine } from '../../traefik/model';

/**
 * The request of a line of Traefik's access log in JSON; a sentence where it tells none. Headers are there where the log
 * keeps them (`accessLog.fields.headers`).
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/install-configuration/observability/logs-and-accesslogs/
 */
export function fromJsonLog(line: Readonly<Record<string, unknown>>): RequestLine | string {
  const text = (name: string): string | undefined => {
    const value = line[name];
    return typeof value === 'string' && value !== '' && value !== '-' ? value : undefined;
  };
  const [host, path] = [text('RequestHost'), text('RequestPath')];
  if (host === undefined || path === undefined)
    return 'an access log in JSON has RequestHost and RequestPath (accessLog.fields keeps them)';
  const scheme = text('RequestScheme') ?? (text('TLSVersion') === undefined ? 'http' : 'https');
  const address = text('ClientHost');
  const headers = Object.entries(line).flatMap(([name, value]) =>
    name.startsWith('request_') && typeof value === 'string' ? [[name.slice('request_'.length), value]] : [],
  );
  return {
    method: text('RequestMethod') ?? 'GET',
    url: `${scheme}://${isIP(host) === 6 ? `[${host}]` : host}${path}`,
    ...(address !== undefined && isIP(address) !== 0 && { clientIp: address }),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
  };
}

/** `address - user [time] "GET /path HTTP/1.1" status size "referrer" "agent" number "router" "server" time` */
const common =
  /^(?<address>\S+) - \S+ \[[^\]]*\] "(?<method>[A-Z]+) (?<path>\S+) HTTP\/[\d.]+" \d+ \S+(?: "[^"]*" "[^"]*" \d+ "(?<router>[^"]*)")?/;

/** The request of a line of Traefik's access log in the common format; a sentence where it tells none. */
export function fromCommonLog(
  line: string,
  hostOf: (router: string) => string | undefined,
): RequestLine | string {
  const { address = '', method, path, router = '-' } = common.exec(line)?.groups ?? {};
  if (method === undefined || path === undefined)
    return 'it is neither JSON nor of the common format of access logs';
  const host = hostOf(router);
  if (host === undefined)
    return `the common format tells no host, and the router ${JSON.stringify(router)} is for none: log as JSON (accessLog.format)`;
  // Traefik's own names of routers end in the provider; which scheme they serve is in their TLS.
  return { method, url: `${host}${path}`, ...(isIP(address) !== 0 && { clientIp: address }) };
}
