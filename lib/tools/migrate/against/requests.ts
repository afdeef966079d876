import type { ApiObjectData } from '../../../core/manifest';
import { nginxPrefix, nginxSettingsOf } from '../../../traefik/model';
import { canaryHeaders } from './canary';
import type { AskedRequest } from './nginx';
import { rangesOf } from './read';
import { hostsOf, placesOf } from './servers';

/**
 * Of each host its paths and their surroundings, from addresses of each list and from others, in each way that decides something.
 *
 * @param most how many requests there may be: those that come first
 */
export function requestsOf(ingresses: readonly ApiObjectData[], most: number): readonly AskedRequest[] {
  const seen = new Map<string, AskedRequest>();
  const addresses = [...new Set(['192.0.2.1', ...ingresses.flatMap(addressesOf)])];
  const settings = ingresses.map(({ metadata }) => nginxSettingsOf(metadata.annotations));
  const headers = settings.flatMap((one) => (one.canary ? canaryHeaders(one) : []));
  const wantsName = ingresses.some(
    ({ metadata }) => `${nginxPrefix}auth-tls-match-cn` in (metadata.annotations ?? {}),
  );
  for (const { host, path } of ingresses.flatMap(askedPlaces)) {
    for (const clientIp of addresses) {
      const plain = {
        scheme: 'https',
        host,
        path,
        clientIp,
        length: 0,
        headers: {},
        hasCertificate: false,
      } as const;
      const all: readonly AskedRequest[] = [
        plain,
        { ...plain, scheme: 'http' },
        { ...plain, length: 2 * 1024 ** 2 },
        { ...plain, scheme: 'http', length: 2 * 1024 ** 2 },
        ...headers.map((one) => ({ ...plain, headers: one })),
        ...(wantsName ? [{ ...plain, hasCertificate: true }] : []),
      ];
      for (const request of all) {
        if (seen.size === most) return [...seen.values()];
        seen.set(JSON.stringify(request), request);
      }
    }
  }
  return [...seen.values()];
}

/** An address of each range that an Ingress names. */
function addressesOf({ metadata: { annotations = {} } }: ApiObjectData): readonly string[] {
  return [
    'denylist-source-range',
    'whitelist-source-range',
    'allowlist-source-range',
    'limit-whitelist',
    'limit-allowlist',
  ].flatMap((name) => rangesOf(annotations[nginxPrefix + name]).map((range) => range.split('/', 1)[0] ?? ''));
}

function askedPlaces(ingress: ApiObjectData): readonly Pick<AskedRequest, 'host' | 'path'>[] {
  const settings = nginxSettingsOf(ingress.metadata.annotations);
  const places = [
    ...placesOf(ingress),
    ...hostsOf(ingress).map((host) => ({ host, path: '/' })),
    ...(settings['server-alias'] ?? []).flatMap((host) =>
      placesOf(ingress).map(({ path }) => ({ host: host.toLowerCase(), path })),
    ),
    ...(settings['from-to-www-redirect'] ? hostsOf(ingress) : []).map((host) => ({
      host: host.startsWith('www.') ? host.slice('www.'.length) : `www.${host}`,
      path: '/',
    })),
  ];
  return places.flatMap(({ host, path }) =>
    around(path).map((asked) => ({ host: spelled(host), path: asked })),
  );
}

function spelled(host: string): string {
  return host === '_' ? 'other.example' : host.replace(/^\*/, 'any');
}

/** Paths that a path may take or not: itself, below it, beside it, and in capitals. */
function around(path: string): readonly string[] {
  const plain = path.replace(/[(|\\[{^$*+?.].*$/, '') || '/';
  const bare = plain.replace(/\/$/, '');
  const all = [plain, `${bare}/x`, `${bare}x`, plain.toUpperCase()];
  return [...new Set(all.map((one) => (one.startsWith('/') ? one : `/${one}`)))];
}
