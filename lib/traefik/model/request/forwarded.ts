import {
  type Headers,
  type TrafficRequest,
  getHeader,
  hasToken,
  setHeader,
  splitHostPort,
} from '../../request';
import { addressSet, canonicalHeaderKey, parseAddress } from '../rules';
import type { EntryPoint } from '../static';

/** Headers that Traefik writes itself: from clients it does not trust they are removed. */
const managed: ReadonlySet<string> = new Set([
  'X-Forwarded-Proto',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Port',
  'X-Forwarded-Server',
  'X-Forwarded-Uri',
  'X-Forwarded-Method',
  'X-Forwarded-Prefix',
  'X-Forwarded-Tls-Client-Cert',
  'X-Forwarded-Tls-Client-Cert-Info',
  'X-Real-Ip',
]);

/** Whether Traefik writes a header itself, by its canonical name. */
export function isManagedHeader(key: string): boolean {
  if (managed.has(key)) return true;
  return (
    key.startsWith('X') && key.includes('_') && managed.has(canonicalHeaderKey(key.replaceAll('_', '-')))
  );
}

/** Whether an entry point believes the forwarding headers of a client. */
export function trustsClient({ file }: EntryPoint, clientIp: string): boolean {
  const { insecure = false, trustedIPs = [] } = file.forwardedHeaders ?? {};
  return insecure || isTrusted(clientIp, trustedIPs);
}

/** Whether an entry point believes no client. */
export function trustsNobody({ file }: EntryPoint): boolean {
  const { insecure = false, trustedIPs = [] } = file.forwardedHeaders ?? {};
  return !insecure && trustedIPs.length === 0;
}

/** Removes untrusted forwarding headers, writes Traefik's own, and drops headers that `Connection` names. */
export function forwardHeaders(request: TrafficRequest, entryPoint: EntryPoint): void {
  const { connection = [] } = entryPoint.file.forwardedHeaders ?? {};
  const { headers } = request;
  if (!trustsClient(entryPoint, request.clientIp)) removeManaged(headers);
  writeOwn(request);
  removeConnectionHeaders(headers, new Set(connection.map(canonicalHeaderKey)));
}

/** Removes every forwarding header, in any spelling. */
function removeManaged(headers: Headers): void {
  for (const key of headers.keys()) if (isManagedHeader(key)) headers.delete(key);
}

function isTrusted(clientIp: string, trustedIPs: readonly string[]): boolean {
  if (trustedIPs.length === 0) return false;
  const address = parseAddress(clientIp);
  return address !== undefined && addressSet(trustedIPs)(address.address);
}

function writeOwn(request: TrafficRequest): void {
  const { headers, host, tlsOptions, clientIp } = request;
  const isTls = tlsOptions !== undefined;
  if (getHeader(headers, 'X-Real-Ip') === '') setHeader(headers, 'X-Real-Ip', clientIp.split('%')[0] ?? '');
  if (getHeader(headers, 'X-Forwarded-Proto') === '') {
    const scheme = isWebSocket(headers) ? 'ws' : 'http';
    setHeader(headers, 'X-Forwarded-Proto', isTls ? `${scheme}s` : scheme);
  }
  if (getHeader(headers, 'X-Forwarded-Port') === '')
    setHeader(headers, 'X-Forwarded-Port', forwardedPort(request));
  if (getHeader(headers, 'X-Forwarded-Host') === '' && host !== '')
    setHeader(headers, 'X-Forwarded-Host', host);
  const addresses = headers.get('X-Forwarded-For') ?? [];
  if (addresses.length > 0) setHeader(headers, 'X-Forwarded-For', addresses.join(', '));
}

function forwardedPort({ host, headers, tlsOptions }: TrafficRequest): string {
  const port = splitHostPort(host)?.port ?? '';
  if (port !== '') return port;
  const isSecure = ['https', 'wss'].includes(getHeader(headers, 'X-Forwarded-Proto'));
  return isSecure || tlsOptions !== undefined ? '443' : '80';
}

/** Whether the first `Connection` and `Upgrade` lines ask for a WebSocket. */
function isWebSocket(headers: Headers): boolean {
  const holds = (name: string, token: string): boolean =>
    getHeader(headers, name)
      .split(',')
      .some((value) => value.trim().toLowerCase() === token);
  return holds('Connection', 'upgrade') && holds('Upgrade', 'websocket');
}

function removeConnectionHeaders(headers: Headers, allowed: ReadonlySet<string>): void {
  const upgrade = hasToken(headers, 'Connection', 'upgrade') ? getHeader(headers, 'Upgrade') : '';
  const kept: string[] = [];
  for (const line of headers.get('Connection') ?? []) {
    for (const name of line.split(',')) {
      const key = canonicalHeaderKey(name.trim());
      if (key === '' || isManagedHeader(key)) continue;
      if (allowed.has(key)) kept.push(key);
      else headers.delete(key);
    }
  }
  if (upgrade !== '') {
    kept.push('Upgrade');
    headers.set('Upgrade', [upgrade]);
  }
  if (kept.length > 0) headers.set('Connection', [kept.join(',')]);
  else headers.delete('Connection');
}
