import { isDeepStrictEqual } from 'node:util';
import { setTimeout } from 'node:timers/promises';
import { type TrafficModel, builtOf } from '../../../lib/traefik/model';
import type { Answer, Traefik } from '../support';
import type { AuthServers } from './auth-servers';
import type { RandomRequest } from './rules';

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How often, and in milliseconds how long apart, a Traefik is asked that does not say yet what it will. */
const patience = { times: 20, between: 250 };

/**
 * What a Traefik runs, and ways in which the model's routes are not that. Providers other than kubernetescrd take in what
 * was applied at a time of their own, so that they are waited for while something differs.
 */
export async function settledRoutes(
  traefik: Traefik,
  model: TrafficModel,
): Promise<{ readonly rawdata: Json; readonly problems: readonly string[] }> {
  for (let asked = 1; ; asked++) {
    const rawdata: Json = { ...(await traefik.rawdata()) };
    const problems = compareRoutes(rawdata, model);
    if (problems.length === 0 || asked >= patience.times || !hasOthers(model)) return { rawdata, problems };
    await setTimeout(patience.between);
  }
}

function hasOthers(model: TrafficModel): boolean {
  const { kubernetesIngress, kubernetesIngressNGINX, kubernetesGateway } =
    builtOf(model).runtime.statics.file.providers ?? {};
  return (kubernetesIngress ?? kubernetesIngressNGINX ?? kubernetesGateway) !== undefined;
}

/** Ways in which the model's routes are not those of the real Traefik. */
export function compareRoutes(expected: Json, model: TrafficModel): string[] {
  const text = JSON.stringify(model.routes(), (_key, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  );
  const actual: unknown = JSON.parse(text);
  if (!isJson(actual)) return ['the model gives no routes'];
  const shuffled = new Set([
    ...(hasBrokenParent(actual['services']) ? ['services'] : []),
    ...(hasBrokenTcpRouter(actual['tcpRouters'], actual['tcpServices']) ? ['tcpServices'] : []),
  ]);
  const sections = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  sections.delete('dropped');
  return [...sections].flatMap((section) => {
    const [there, here] = [expected[section], actual[section]];
    const isTolerant = shuffled.has(section);
    return compareSection(section, isJson(there) ? there : {}, isJson(here) ? here : {}, isTolerant);
  });
}

function compareSection(section: string, expected: Json, actual: Json, isTolerant: boolean): string[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...names].flatMap((name) => {
    const [there, here] = [comparable(expected[name], isTolerant), comparable(actual[name], isTolerant)];
    if (isDeepStrictEqual(there, here)) return [];
    return [`${section} ${name}\n  Traefik: ${JSON.stringify(there)}\n  model:   ${JSON.stringify(here)}`];
  });
}

/**
 * Whether a service fails that has several children: Traefik builds children in random order up to the first that
 * fails, so it is chance which of the others are found out.
 */
function hasBrokenParent(services: unknown): boolean {
  return Object.values(isJson(services) ? services : {}).some((service) => {
    if (!isJson(service) || service['status'] !== 'disabled') return false;
    const parent = service['weighted'] ?? service['highestRandomWeight'];
    const children = isJson(parent) ? parent['services'] : undefined;
    return Array.isArray(children) && children.length > 1;
  });
}

/** The same for TCP, where it is the router that fails. */
function hasBrokenTcpRouter(routers: unknown, services: unknown): boolean {
  return Object.values(isJson(routers) ? routers : {}).some((router) => {
    if (!isJson(router) || router['status'] !== 'disabled' || !isJson(services)) return false;
    const name = String(router['service']);
    const parent = Object.entries(services).find(([key]) => key === name || key.startsWith(`${name}@`))?.[1];
    const weighted = isJson(parent) ? parent['weighted'] : undefined;
    const children = isJson(weighted) ? weighted['services'] : undefined;
    return Array.isArray(children) && children.length > 1;
  });
}

/** Wording of errors, the state of servers and the order of endpoints and of entry points may differ. */
function comparable(item: unknown, isTolerant: boolean): unknown {
  if (!isJson(item)) return item;
  const { serverStatus: _state, error, status, entryPoints, using, ...others } = item;
  const rest = { ...others, entryPoints: inOrder(entryPoints), using: inOrder(using) };
  const hasError = Array.isArray(error) && error.length > 0;
  return sorted(isTolerant ? withoutGiven(rest) : { ...rest, status, hasError });
}

/** The provider kubernetesIngressNGINX lists entry points in no order. */
function inOrder(names: unknown): unknown {
  return Array.isArray(names) ? names.map(String).toSorted() : names;
}

/** A service that was not built has no name of a sticky cookie and no full name of its transport either. */
function withoutGiven(service: object): unknown {
  const given = /^_[0-9a-f]{5}$/;
  return JSON.parse(
    JSON.stringify(service, (key, value: unknown) => {
      if (typeof value !== 'string') return value;
      if (key === 'name' && given.test(value)) return undefined;
      return key === 'serversTransport' ? value.replace(/@.*/, '') : value;
    }),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/** What the real Traefik did with a request; undefined where it closed the connection. */
export type Observed =
  Pick<Answer, 'status' | 'headers' | 'router' | 'service' | 'serviceUrl' | 'seen'> | undefined;

/** Ways in which the model's explanation is not what happened. */
export function compareRequest(
  observed: Observed,
  model: TrafficModel,
  request: RandomRequest,
  auth?: AuthServers,
): string[] {
  const explained = model.explain({
    method: request.method,
    url: `${request.scheme}://${request.host}${request.target}`,
    headers: request.headers,
    clientIp: request.clientIp,
    entryPoint: request.entryPoint,
    ...(request.sni !== undefined && { sni: request.sni }),
    alpn: ['http/1.1'],
  });
  const problems: string[] = [];
  const differ = (what: string, there: unknown, here: unknown): void => {
    if (!isDeepStrictEqual(there, here))
      problems.push(`${what}: Traefik ${JSON.stringify(there)}, model ${JSON.stringify(here)}`);
  };
  if (explained.notes.some((note) => note.startsWith('chance decides'))) return [];
  const isTcp = explained.router !== null && model.routes().tcpRouters?.[explained.router] !== undefined;
  // Whatever stands behind the others may be there or not.
  if (isTcp && explained.ambiguous.length > 0) return [];
  const wasRejected = observed === undefined;
  differ('rejected', wasRejected, explained.outcome === 'rejected');
  if (wasRejected || explained.outcome === 'rejected' || problems.length > 0) return problems;
  if (isTcp) {
    // A TCP router passes HTTP on as it came, and writes no access log.
    differ('router', observed.router ?? null, null);
    differ('backend target', observed.seen?.target, observed.seen && request.target);
    return problems;
  }
  const router = observed.router?.split(' -> ').at(-1);
  // Where chance decides, any of those that the model names will do, and nothing more can be said.
  if (router !== explained.router && router !== undefined && explained.ambiguous.includes(router)) return [];
  if (explained.ambiguous.length > 0 && router !== explained.router) return [];
  // Of a router that asks for no access log it says nothing.
  const observability = model.routes().routers?.[explained.router ?? '']?.['observability'];
  const isLogged = !(isJson(observability) && observability['accessLogs'] === false);
  if (isLogged && (router !== undefined || explained.router !== null)) {
    // Refused requests are not in the access log.
    if (observed.router !== undefined || explained.outcome === 'forwarded')
      differ('router', router ?? null, explained.router);
  }
  if (explained.outcome === 'answered') {
    differ('status', observed.status, explained.response?.status);
    const there = observed.headers['location'];
    if (there !== undefined || explained.response?.headers['Location'] !== undefined) {
      differ('location', there, explained.response?.headers['Location']);
    }
    for (const name of [
      'Access-Control-Allow-Origin',
      'Access-Control-Allow-Methods',
      'X-Out',
      'Strict-Transport-Security',
      'X-Frame-Options',
    ]) {
      differ(name, observed.headers[name.toLowerCase()], explained.response?.headers[name]);
    }
  }
  const isPartlyDown = explained.notes.some((note) => note.includes('find no server'));
  const stub = explained.notes
    .map((note) => /for a backend that is not to be had: (\d+)$/.exec(note)?.[1])
    .find(Boolean);
  if (stub !== undefined && String(observed.status) === stub) return problems;
  const hasErrorPages = explained.middlewares.some(({ type }) => type === 'errors');
  if (isPartlyDown && (observed.status === 503 || hasErrorPages)) return problems;
  if (explained.outcome === 'unknown' && auth) {
    const asks = (server: string): boolean =>
      explained.notes.some((note) => note.includes(`${server} decides`));
    if (asks(auth.refuses)) {
      const isReplaced = explained.middlewares.some(({ type }) => type === 'errors');
      if (!isReplaced) differ('status of the auth server', observed.status, 401);
      return problems;
    }
    if (!asks(auth.passes)) return problems;
  }
  // Which of several services a request gets, and what that does with it, no model can tell.
  const isOneOfSeveral = explained.notes.some((note) => note.includes('have middlewares of their own'));
  if (!isOneOfSeveral && (explained.outcome === 'forwarded' || explained.forwarded)) {
    if (isLogged && observed.serviceUrl === undefined)
      problems.push(`forwarded: Traefik answered ${observed.status}`);
    if (observed.seen) compareSeen(observed.seen, explained.forwarded, differ, request);
  }
  return problems;
}

function compareSeen(
  seen: NonNullable<Answer['seen']>,
  forwarded: ReturnType<TrafficModel['explain']>['forwarded'],
  differ: (what: string, there: unknown, here: unknown) => void,
  request: RandomRequest,
): void {
  differ('backend method', seen.method, forwarded?.method);
  differ('backend target', seen.target, forwarded?.url);
  if (forwarded?.headers['Host'] !== undefined) differ('backend host', seen.host, forwarded.headers['Host']);
  const sent = new Map(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of [
    'X-Forwarded-For',
    'X-Forwarded-Proto',
    'X-Forwarded-Port',
    'X-Forwarded-Host',
    'X-Forwarded-Prefix',
    'X-Replaced-Path',
    'X-Real-Ip',
    'X-Test',
    'X-User',
    'x-user',
    'X-Lower',
    'Ssl-Client-Verify',
    'X-Code',
    'X-Original-Uri',
    'X-Ingress-Name',
  ]) {
    const there = (seen.headers ?? [])
      .filter(([key]) => key.toLowerCase() === name.toLowerCase())
      .map(([, value]) => value);
    const changed = Object.entries(forwarded?.headers ?? {}).filter(
      ([key]) => key.toLowerCase() === name.toLowerCase(),
    );
    if (changed.length > 0)
      differ(
        name,
        there,
        changed.flatMap(([, value]) => value),
      );
    else if (there.length > 0) differ(name, there, [sent.get(name.toLowerCase())]);
  }
}
