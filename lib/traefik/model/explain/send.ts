import type { TrafficRequest } from '../../request';
import { hasControl, isHostHeader, isToken } from '../rules';

/**
 * A request as Go's HTTP client sends it to a server; undefined for one that it refuses to send (what
 * middlewares have set can be such, and names of trailers), which proxies answer with 500.
 */
export function asSendable(request: TrafficRequest): TrafficRequest | undefined {
  if (!isHostHeader(request.host) || !request.trailers.every(isToken)) return undefined;
  for (const [name, lines] of request.headers) {
    if (!isToken(name) || lines.some((line) => hasControl(line, true))) return undefined;
  }
  const headers = new Map(request.headers);
  // One line of it is sent.
  const agents = headers.get('User-Agent') ?? [];
  if (agents.length > 1) headers.set('User-Agent', agents.slice(0, 1));
  return { ...request, headers, host: withoutZone(request.host) };
}

/** An IPv6 zone means something on the client's machine alone. */
function withoutZone(host: string): string {
  const end = host.startsWith('[') ? host.lastIndexOf(']') : -1;
  const zone = host.lastIndexOf('%', end);
  return end < 0 || zone < 0 ? host : host.slice(0, zone) + host.slice(end);
}
