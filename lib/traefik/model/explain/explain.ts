import { handleConnection, tcpKindOf } from '../../api/tcp-middlewares';
import { type Outcome, type Share, answer } from '../../request';
import { providerOf, resolveName } from '../dynamic/names';
import { rivalryNotes } from '../dynamic/rivals';
import { type RequestLine, openTcp, splitUrl } from '../rules';
import type { Built } from '../runtime/build';
import type { TcpRoute } from '../runtime/build-tcp';
import { percent, spread } from '../service/shares';
import type { EntryPoint, StaticConfiguration } from '../static';
import { arrive } from './arrive';
import { handshakeError, takeConnection } from './connection';
import { findEntryPoint } from './entry-point';
import { forwardedBy } from './forwarded';
import { route } from './http';
import type { Match } from './match';
import { type Trace, type Journal, makeJournal } from './result';
import { type Walk, stepBudget } from './serve';

/** Follows a request from the entry point to the backend. */
export function traceRequest(built: Built, line: RequestLine): Trace {
  const journal = makeJournal();
  const scheme = splitUrl(line.url)?.scheme ?? '';
  const entryPoint = findEntryPoint(built.runtime.statics, line);
  const finish = ({ outcome, ...fields }: Fields): Trace => ({
    ...(line.id !== undefined && { id: line.id }),
    entryPoint: entryPoint?.name ?? null,
    router: null,
    source: null,
    rule: null,
    priority: null,
    middlewares: journal.middlewares,
    service: null,
    backends: [],
    outcome,
    response: null,
    forwarded: null,
    tls: null,
    ambiguous: journal.ambiguous,
    shadowed: journal.shadowed,
    notes: journal.notes,
    decidedBy: journal.decidedBy ?? null,
    passed: journal.passed,
    changes: journal.changes,
    ...fields,
  });
  if (!entryPoint) {
    journal.notes.push(whyNoEntryPoint(built.runtime.statics, line, scheme));
    return finish({ outcome: 'rejected' });
  }
  if (scheme === 'udp') return finish(explainUdp(built, entryPoint, journal));
  return finish(explainConnection(built, entryPoint, line, scheme, journal));
}

function whyNoEntryPoint(
  statics: StaticConfiguration,
  { url, entryPoint }: RequestLine,
  scheme: string,
): string {
  if (!schemes.has(scheme)) return noSuchUrl(url);
  if (entryPoint !== undefined) return `there is no entry point "${entryPoint}"`;
  const protocol = scheme === 'udp' ? 'udp' : 'tcp';
  const others = [...statics.entryPoints.values()].filter((other) => other.protocol === protocol);
  const ports = others.map(({ name, port }) => `${name} (:${port})`).join(', ');
  const none = `no entry point takes ${scheme} connections at the port of ${url}`;
  return ports === ''
    ? none
    : `${none}: name one of ${ports} with --entry-point, or say with --exposed-port where a load balancer maps its port`;
}

const schemes: ReadonlySet<string> = new Set(['http', 'https', 'tcp', 'tls', 'udp']);

function noSuchUrl(url: string): string {
  return `"${url}" is no URL of http, https, tcp, tls or udp`;
}

type Fields = Partial<Trace> & Pick<Trace, 'outcome'>;

function explainUdp(built: Built, { name }: EntryPoint, journal: Journal): Fields {
  const router = built.udp.get(name);
  const config = router === undefined ? undefined : built.runtime.udpRouters.get(router)?.config;
  if (router === undefined || !config) return { outcome: 'rejected' };
  const service = resolveName(providerOf(router), config.service);
  journal.notes.push(...rivalryNotes(config));
  const found = spread(built.runtime.udpServices, service);
  const base = { router, source: config.source ?? null, service };
  return { ...base, ...streamOutcome(found, journal) };
}

function streamOutcome(found: ReturnType<typeof spread>, journal: Journal): Fields {
  journal.notes.push(...found.notes);
  if (found.shares.length === 0 || found.unavailable >= 1) {
    journal.notes.push('the service has no server: the connection is closed');
    return { outcome: 'rejected' };
  }
  if (found.unavailable > 0) {
    const part = percent(found.unavailable);
    journal.notes.push(`chance decides: ${part} of connections find no server and are closed`);
  }
  return { outcome: 'forwarded', backends: found.shares };
}

function explainConnection(
  built: Built,
  entryPoint: EntryPoint,
  line: RequestLine,
  scheme: string,
  journal: Journal,
): Fields {
  const connection = openTcp(line);
  if (!connection) {
    journal.notes.push(noSuchUrl(line.url));
    return { outcome: 'rejected' };
  }
  const isTls = scheme === 'https' || scheme === 'tls';
  const isHttp = scheme === 'http' || scheme === 'https';
  const taker = takeConnection(built, entryPoint.name, connection, isTls);
  if (taker.kind !== 'tcp' && taker.kind !== 'http' && taker.chance !== undefined) {
    journal.notes.push(taker.chance);
  }
  if (taker.kind === 'closed') {
    journal.notes.push(taker.reason);
    return { outcome: 'rejected' };
  }
  if (taker.kind === 'tcp') return explainTcp(built, taker.route, taker.match, line, journal);
  const options = taker.kind === 'https' ? taker.options : undefined;
  const tls = options === undefined ? null : { options, passthrough: false };
  const error = options === undefined ? undefined : handshakeError(built, options, connection);
  if (error !== undefined) {
    journal.notes.push(error);
    // Of a host that no router knows nothing is guarded.
    const isKnown = (built.tcp.get(entryPoint.name)?.hosts.matches(connection).length ?? 0) > 0;
    if (isKnown) journal.decidedBy = options;
    return { outcome: 'rejected', tls };
  }
  if (!isHttp) {
    journal.notes.push('no TCP router takes the connection: Traefik waits for an HTTP request on it');
    return { outcome: 'rejected', tls };
  }
  return { ...explainHttp(built, entryPoint, line, options, journal), tls };
}

function explainTcp(
  built: Built,
  taken: TcpRoute,
  { ambiguous, shadowed }: Match<TcpRoute>,
  line: RequestLine,
  journal: Journal,
): Fields {
  const { runtime } = built;
  const { router, kind, options } = taken;
  const state = runtime.tcpRouters.get(router);
  journal.ambiguous.push(...ambiguous.map((other) => other.router));
  journal.shadowed.push(...shadowed.map((other) => other.router));
  const service = resolveName(providerOf(router), state?.config.service ?? '');
  if (state) journal.notes.push(...rivalryNotes(state.config));
  const base: Partial<Trace> = {
    router,
    source: state?.config.source ?? null,
    rule: taken.rule.text,
    priority: taken.priority,
    tls: kind === 'plain' ? null : { options: options ?? 'default', passthrough: kind === 'passthrough' },
  };
  const close = (note: string): Fields => {
    journal.notes.push(note);
    return { ...base, outcome: 'rejected' };
  };
  if (kind === 'broken') return close('the TLS options of this router are broken');
  const connection = openTcp(line);
  const error = options === undefined || !connection ? undefined : handshakeError(built, options, connection);
  if (error !== undefined) {
    journal.decidedBy = options;
    return close(error);
  }
  for (const name of state?.middlewares ?? []) {
    const config = runtime.tcpMiddlewares.get(name)?.config ?? {};
    journal.middlewares.push({ name, type: tcpKindOf(config) ?? 'unknown' });
    const { closes, note } = handleConnection(config, connection?.clientIp ?? '', name);
    if (closes !== undefined) {
      journal.decidedBy = name;
      return { ...close(closes), service };
    }
    journal.passed.push({ name, type: tcpKindOf(config) ?? 'unknown' });
    if (note !== undefined) journal.notes.push(note);
  }
  return { ...base, service, ...streamOutcome(spread(runtime.tcpServices, service), journal) };
}

function explainHttp(
  built: Built,
  entryPoint: EntryPoint,
  line: RequestLine,
  handshake: string | undefined,
  journal: Journal,
): Fields {
  const arrived = arrive(entryPoint, line, handshake);
  if ('status' in arrived) return refused(arrived.status, journal, arrived.reason);
  const walk: Walk = { built, journal, budget: stepBudget };
  const muxer = (handshake === undefined ? built.http.plain : built.http.tls).get(entryPoint.name);
  const outcome = muxer ? route(walk, muxer, arrived.request, handshake) : answer(404);
  return { ...fieldsOf(built, outcome), ...forwardedFields(built, outcome, arrived.sent, entryPoint) };
}

function refused(status: number | undefined, journal: Journal, note: string): Fields {
  journal.notes.push(note);
  if (status === undefined) return { outcome: 'unknown' };
  return { outcome: 'answered', response: { status, headers: {} } };
}

function fieldsOf(built: Built, { kind, router, response }: Outcome): Fields {
  const state = router === undefined ? undefined : built.runtime.routers.get(router);
  return {
    outcome: kind,
    router: router ?? null,
    source: state?.config.source ?? null,
    rule: state?.config.rule ?? null,
    priority: state ? state.priority : null,
    service: state ? serviceOf(state.name, state.config.service) : null,
    response:
      kind === 'answered' && response
        ? { status: response.status, headers: Object.fromEntries(response.headers) }
        : null,
  };
}

function serviceOf(router: string, service: string): string | null {
  return service === '' ? null : resolveName(providerOf(router), service);
}

function forwardedFields(
  { runtime }: Built,
  { kind, request, backends = [] }: Outcome,
  sent: Parameters<typeof forwardedBy>[1],
  entryPoint: EntryPoint,
): { readonly backends: readonly Share[]; readonly forwarded: Trace['forwarded'] } {
  const goesOn = kind !== 'answered' && request !== undefined;
  return {
    backends: kind === 'answered' ? [] : backends,
    forwarded: goesOn ? forwardedBy(request, sent, entryPoint, runtime.statics.version) : null,
  };
}
