import { nginxPrefix } from '../../../traefik/model';
import { bytesOf, isIn, rangesOf } from './read';
import type { AskedRequest, NginxFate } from './nginx';
import type { Location, NginxServer } from './servers';

/** What keeps a request from its backend: sizes and certificates first, then redirections, then who may ask. */
export function refusal(
  { hasTls }: NginxServer,
  location: Location,
  request: AskedRequest,
): NginxFate | undefined {
  const { settings } = location;
  const { scheme, path, length } = request;
  const isRedirected =
    settings['force-ssl-redirect'] === true || (hasTls && (settings['ssl-redirect'] ?? true));
  if (scheme === 'http' && isRedirected) return answered(308, 'ssl-redirect');
  const limit = bytesOf(settings['proxy-body-size'] ?? '1m');
  if (limit > 0 && length > limit) return answered(413, 'proxy-body-size, which is 1m unless it is set');
  return (
    certificateRefusal(location, request) ??
    redirection(location, path) ??
    addressOrLoginRefusal(location, request)
  );
}

function answered(status: number, why: string): NginxFate {
  return { kind: 'answered', status, why };
}

/** Without a Secret none of these annotations counts. */
function certificateRefusal(
  { settings, annotations }: Location,
  { scheme, hasCertificate }: AskedRequest,
): NginxFate | undefined {
  if (settings['auth-tls-secret'] === undefined || scheme === 'http') return undefined;
  const isWanted = (settings['auth-tls-verify-client'] ?? 'on') === 'on';
  if (isWanted && !hasCertificate) return answered(400, 'auth-tls-verify-client: no certificate is shown');
  return annotations[`${nginxPrefix}auth-tls-match-cn`] === undefined
    ? undefined
    : answered(403, 'auth-tls-match-cn: no certificate of that name is shown');
}

/** nginx redirects before it asks who the client is. */
function redirection({ settings }: Location, path: string): NginxFate | undefined {
  if (settings['temporal-redirect'] !== undefined) {
    return answered(settings['temporal-redirect-code'] ?? 302, 'temporal-redirect');
  }
  if (settings['permanent-redirect'] !== undefined) {
    return answered(settings['permanent-redirect-code'] ?? 301, 'permanent-redirect');
  }
  return settings['app-root']?.startsWith('/') && path === '/' ? answered(302, 'app-root') : undefined;
}

function addressOrLoginRefusal(
  { settings, annotations }: Location,
  { clientIp }: AskedRequest,
): NginxFate | undefined {
  const denied = rangesOf(annotations[`${nginxPrefix}denylist-source-range`]);
  const allowed = rangesOf(settings['allowlist-source-range'] ?? settings['whitelist-source-range']);
  const isDenied = denied.length > 0 && isIn(denied, clientIp);
  const isRefused = isDenied || (allowed.length > 0 && !isIn(allowed, clientIp));
  const asks = settings['auth-type'] ?? settings['auth-url'];
  const isAnyEnough = annotations[`${nginxPrefix}satisfy`] === 'any' && asks !== undefined;
  if (isRefused && !isAnyEnough)
    return answered(403, isDenied ? 'denylist-source-range' : 'whitelist-source-range');
  if (asks === undefined || (isAnyEnough && !isRefused)) return undefined;
  return settings['auth-url'] === undefined
    ? answered(401, 'auth-type')
    : { kind: 'unknown', why: 'auth-url' };
}
