import type { ApiObjectData } from '../../../core/manifest';
import { curlLine } from '../../../traefik/request';
import type { TrafficModel } from '../../../traefik/model';
import { type FateKind, differenceOf } from './difference';
import { type AskedRequest, type NginxFate, nginxFate } from './nginx';
import { requestsOf } from './requests';
import { nginxServers } from './servers';
import { traefikFate } from './traefik';

/** A request that fares otherwise behind Traefik than behind ingress-nginx. */
export interface FateChange {
  readonly kind: FateKind;
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

const kinds: readonly FateKind[] = ['fails-open', 'moved', 'refused', 'answered-differently'];

/** How many requests are asked. */
const most = 4_000;

/**
 * Requests whose fate changes by moving from ingress-nginx to Traefik, what fails open first. They are those that Ingresses speak
 * of: of each host its paths and their surroundings, from addresses of each list and from others, small and large, with the headers
 * and cookies of canaries.
 *
 * @param ingresses those that both read
 */
export function againstNginx(
  ingresses: readonly ApiObjectData[],
  model: TrafficModel,
): readonly FateChange[] {
  const servers = nginxServers(ingresses);
  const found = new Map<string, FateChange>();
  for (const request of requestsOf(ingresses, most)) {
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
  const headers: Record<string, string> = {
    ...request.headers,
    ...(length > 0 && { 'Content-Length': String(length) }),
  };
  const line = { method: length > 0 ? 'POST' : 'GET', url: `${scheme}://${host}${path}`, headers, clientIp };
  const difference = differenceOf(nginx, traefikFate(model.trace(line), request));
  if (!difference) return undefined;
  const { count = 1, ...told } = difference;
  return {
    ...told,
    request: { url: line.url, clientIp, headers },
    curl: tried(curlLine({ ...line, headers: request.headers }), request, count),
  };
}

/** A line that shows it, in as many requests at once as it takes. */
function tried(curl: string, { length, hasCertificate }: AskedRequest, count: number): string {
  const certificate = hasCertificate ? ' --cert other.crt --key other.key' : '';
  const plain = `curl --path-as-is${certificate}`;
  const first =
    length > 0
      ? `head -c ${length} /dev/zero | ${plain} --data-binary @-`
      : count > 1
        ? `seq ${count} | xargs -P ${count} -I {} ${plain} -s -o /dev/null -w '%{http_code}\\n'`
        : plain;
  return curl.replace('curl --path-as-is', () => first);
}
