import type { ApiObjectData } from '../../../core/manifest';
import { own } from '../../../core/base';
import { curlLine } from '../../../traefik/request';
import { type TrafficModel, nginxPrefix } from '../../../traefik/model';
import { textAt } from './read';
import { type AskedRequest, type NginxFate, nginxFate, nginxServers } from './nginx';

/** A request that fares otherwise behind Traefik than behind ingress-nginx. */
export interface FateChange {
  /** `fails-open`: it is refused or redirected there, and reaches a backend here. */
  readonly kind: 'fails-open' | 'moved' | 'refused' | 'answered-differently';
  readonly request: {
    readonly url: string;
    readonly clientIp: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly curl: string;
  /** What ingress-nginx does, and why. Not proven: from its documentation. */
  readonly nginx: string;
  readonly traefik: string;
}

const kinds: readonly FateChange['kind'][] = ['fails-open', 'moved', 'refused', 'answered-differently'];

/** How many requests are asked. */
const most = 4_000;

/**
 * Requests whose fate changes by moving from ingress-nginx to Traefik, what fails open first. They are those that Ingresses speak
 * of: of each host its paths and their surroundings, from addresses of each list and from others, small and large.
 *
 * @param ingresses those that both read
 */
export function againstNginx(
  ingresses: readonly ApiObjectData[],
  model: TrafficModel,
): readonly FateChange[] {
  const servers = nginxServers(ingresses);
  const found = new Map<string, FateChange>();
  for (const request of requestsOf(ingresses).slice(0, most)) {
    const change = changeOf(request, nginxFate(servers, request), model);
    if (!change) continue;
    // One request of each kind is enough for a host, a reason and an outcome.
    const key = JSON.stringify([change.kind, request.host, change.nginx, change.traefik]);
    if (!found.has(key)) found.set(key, change);
  }
  return [...found.values()].toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

function changeOf(request: AskedRequest, nginx: NginxFate, model: TrafficModel): FateChange | undefined {
  const { scheme, host, path, clientIp, length } = request;
  const headers: Record<string, string> = length > 0 ? { 'Content-Length': String(length) } : {};
  const line = { method: length > 0 ? 'POST' : 'GET', url: `${scheme}://${host}${path}`, headers, clientIp };
  const { outcome, response, backends } = model.trace(line);
  // Where another server decides, what it lets through gets there.
  const isForwarded = outcome === 'forwarded' || outcome === 'unknown';
  const services = backends.map(({ service }) => service);
  const kind = kindOf(nginx, isForwarded, services, response?.status);
  if (!kind) return undefined;
  return {
    kind,
    request: { url: line.url, clientIp, headers },
    curl: length > 0 ? withBody(curlLine({ ...line, headers: {} }), length) : curlLine(line),
    nginx: toldOf(nginx),
    traefik: isForwarded
      ? `forwards it to ${services.join(' and ')}${outcome === 'unknown' ? ', where another server allows it' : ''}`
      : `answers ${response?.status ?? 'by closing the connection'}`,
  };
}

function toldOf(nginx: NginxFate): string {
  if (nginx.kind === 'unknown') return `lets ${nginx.why} decide`;
  return nginx.kind === 'forwarded'
    ? `forwards it to ${nginx.service}: ${nginx.why}`
    : `answers ${nginx.status}: ${nginx.why}`;
}

function withBody(curl: string, length: number): string {
  return `head -c ${length} /dev/zero | ${curl.replace('curl --path-as-is', 'curl --path-as-is --data-binary @-')}`;
}

function kindOf(
  nginx: NginxFate,
  isForwarded: boolean,
  services: readonly string[],
  status: number | undefined,
): FateChange['kind'] | undefined {
  // What a snippet or another server decides there is not known, but that Traefik has no route at all is.
  if (nginx.kind === 'unknown') return !isForwarded && status === 404 ? 'refused' : undefined;
  if (nginx.kind === 'forwarded') {
    if (!isForwarded) return status === 503 ? undefined : 'refused';
    return services.includes(nginx.service) ? undefined : 'moved';
  }
  if (isForwarded) return 'fails-open';
  return nginx.status === status ? undefined : 'answered-differently';
}

function requestsOf(ingresses: readonly ApiObjectData[]): readonly AskedRequest[] {
  const seen = new Map<string, AskedRequest>();
  const addresses = [...new Set(['192.0.2.1', ...ingresses.flatMap(addressesOf)])];
  for (const ingress of ingresses) {
    for (const { host, path } of placesOf(ingress)) {
      for (const asked of around(path)) {
        for (const scheme of ['https', 'http'] as const) {
          for (const clientIp of addresses) {
            for (const length of [0, 2 * 1024 ** 2]) {
              const request = { scheme, host, path: asked, clientIp, length };
              seen.set(JSON.stringify(request), request);
            }
          }
        }
      }
    }
  }
  return [...seen.values()];
}

/** An address of each range that an Ingress names. */
function addressesOf({ metadata: { annotations = {} } }: ApiObjectData): readonly string[] {
  return ['denylist-source-range', 'whitelist-source-range', 'allowlist-source-range'].flatMap((name) =>
    (annotations[nginxPrefix + name] ?? '')
      .split(',')
      .map((range) => range.trim().split('/', 1)[0] ?? '')
      .filter((address) => address !== ''),
  );
}

function placesOf(ingress: ApiObjectData): readonly { readonly host: string; readonly path: string }[] {
  const rules = own(ingress['spec'], 'rules');
  return (Array.isArray(rules) ? rules : []).flatMap((rule: unknown) => {
    const host = textAt(rule, 'host', 'other.example').replace(/^\*/, 'any');
    const paths = own(own(rule, 'http'), 'paths');
    return (Array.isArray(paths) ? paths : []).map((item: unknown) => ({
      host,
      path: textAt(item, 'path', '/'),
    }));
  });
}

/** Paths that a path may take or not: itself, below it, beside it, and in capitals. */
function around(path: string): readonly string[] {
  const plain = path.replace(/[(|\\[{^$*+?.].*$/, '') || '/';
  const bare = plain.replace(/\/$/, '');
  const all = [plain, `${bare}/x`, `${bare}x`, plain.toUpperCase()];
  return [...new Set(all.map((one) => (one.startsWith('/') ? one : `/${one}`)))];
}
