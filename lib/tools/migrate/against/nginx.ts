import { refusal } from './access';
import { sharesOf } from './canary';
import { type NginxLimit, isSpared, limitsOf } from './limits';
import { expressionOf, isRewritten, locationOf, serverOf } from './location';
import type { Location, NginxServers } from './servers';
import type { Share } from './share';

/*
 * What ingress-nginx itself does with a request, from its documentation and its published tests: the server of a host, the location
 * of a path, and the annotations that decide access, redirections, limits, canaries and rewrites. It was never held against that
 * program.
 */

/** A request, as far as it matters here. */
export interface AskedRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  readonly clientIp: string;
  /** Bytes of the body. */
  readonly length: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the client shows a certificate of the authority, in a name that nobody expects. */
  readonly hasCertificate: boolean;
}

/** What becomes of it. */
export type NginxFate =
  | { readonly kind: 'answered'; readonly status: number; readonly why: string }
  | NginxForwarded
  /** Credentials, snippets or another server decide. */
  | { readonly kind: 'unknown'; readonly why: string };

/** A request that gets to a backend. */
export interface NginxForwarded {
  readonly kind: 'forwarded';
  readonly shares: readonly Share[];
  /** Path and query at the backend; undefined where variables decide. */
  readonly target: string | undefined;
  readonly limits: readonly NginxLimit[];
  /** Whether the limits are none for this client. */
  readonly isSpared: boolean;
  readonly why: string;
}

/** What ingress-nginx does with a request. */
export function nginxFate(servers: NginxServers, request: AskedRequest): NginxFate {
  if (servers.redirected.has(request.host)) {
    return { kind: 'answered', status: 308, why: 'from-to-www-redirect' };
  }
  const server = serverOf(servers, request.host);
  const location = server && locationOf(server.locations, request.path);
  if (!server || !location)
    return { kind: 'answered', status: 404, why: 'no location of its server takes the path' };
  return refusal(server, location, request) ?? destination(servers, location, request);
}

function destination(servers: NginxServers, location: Location, request: AskedRequest): NginxFate {
  const { settings, path, ingress } = location;
  if (Object.keys(settings).some((name) => name.endsWith('snippet')))
    return { kind: 'unknown', why: 'a snippet' };
  if (isRewritten(location) && /^(https?|\$scheme):\/\//.test(settings['rewrite-target'] ?? ''))
    return { kind: 'answered', status: 302, why: 'rewrite-target, which is a URL' };
  return {
    kind: 'forwarded',
    shares: sharesOf(servers, location, request),
    target: targetOf(location, request.path),
    limits: limitsOf(location),
    isSpared: isSpared(location, request),
    why: `the location ${path} of ${ingress}`,
  };
}

/** The whole path is replaced, what stands behind a dollar sign by what the expression captured. */
function targetOf(location: Location, path: string): string | undefined {
  if (!isRewritten(location)) return path;
  const captured = expressionOf(location.path)?.exec(path);
  if (!captured) return undefined;
  const target = (location.settings['rewrite-target'] ?? '').replace(
    /\$([1-9])/g,
    (_, digit: string) => captured[Number(digit)] ?? '',
  );
  return target.includes('$') || !target.startsWith('/') ? undefined : target;
}
