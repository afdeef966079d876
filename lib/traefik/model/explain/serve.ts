import { cut } from '../../../core/finding';
import { handleMiddleware, kindsOf } from '../../api/middlewares';
import { inRanges, readStatusRanges } from '../../api/read';
import {
  type Outcome,
  type MiddlewareSurroundings,
  TooLarge,
  type TrafficRequest,
  answer,
  copyRequest,
  headSize,
  maximalHead,
} from '../../request';
import type { Service } from '../dynamic/configuration';
import { providerOf, resolveName } from '../dynamic/names';
import { serveInternal } from './internal';
import type { Built } from '../runtime/build';
import { percent, spread } from '../service/shares';
import { onlyChild } from '../service/only-child';
import { replacedNotes } from '../service/replaced';
import { stickyNotes } from '../service/sticky';
import type { Journal } from './result';
import { asSendable } from './send';

/** What the walk of one request needs. */
export interface Walk {
  readonly built: Built;
  readonly journal: Journal;
  /** Steps that are left: chains of chains can be longer than anyone waits for. */
  budget: number;
}

/** Most middlewares that one request is walked through. */
export const stepBudget = 1_000;

/** Runs a request through middlewares, by qualified names, and then on. */
export function runChain(
  walk: Walk,
  names: readonly string[],
  request: TrafficRequest,
  next: () => Outcome,
): Outcome {
  const run = (index: number): Outcome => {
    const name = names[index];
    return name === undefined ? next() : runMiddleware(walk, name, request, () => run(index + 1));
  };
  return run(0);
}

function runMiddleware(walk: Walk, name: string, request: TrafficRequest, next: () => Outcome): Outcome {
  walk.budget -= 1;
  if (walk.budget < 0) {
    walk.journal.notes.push(`more than ${stepBudget} middlewares: what lies behind them is not computed`);
    return { kind: 'unknown' };
  }
  const config = walk.built.runtime.middlewares.get(name)?.config;
  if (!config) return next();
  if (config.chain) {
    const items = (config.chain.middlewares ?? []).map((item) => resolveName(providerOf(name), item));
    return runChain(walk, items, request, next);
  }
  let passes = false;
  const onward = (): Outcome => {
    if (!passes) walk.journal.passed.push({ name, type: kindsOf(config)[0] ?? 'unknown' });
    passes = true;
    // Asked after each that may have made it grow, so that none gets a request that it could make immense.
    return headSize(request) > maximalHead ? tooLarge(walk) : next();
  };
  try {
    const outcome = handleMiddleware(config, request, onward, surroundingsOf(walk, name));
    if (!passes && outcome.kind === 'answered') walk.journal.decidedBy ??= name;
    return outcome;
  } catch (error) {
    if (error instanceof TooLarge) return tooLarge(walk);
    throw error;
  }
}

function tooLarge({ journal }: Walk): Outcome {
  journal.notes.push(
    'the request grows beyond 1 MiB, which no server admits: what comes of it is not computed',
  );
  return { kind: 'unknown' };
}

function surroundingsOf(walk: Walk, name: string): MiddlewareSurroundings {
  const { journal } = walk;
  return {
    version: walk.built.runtime.statics.version,
    note: (text) => {
      if (!journal.notes.includes(text)) journal.notes.push(text);
    },
    change: (change) => journal.changes.push({ middleware: name, change: cut(change, 4_000) }),
    serve: (service, request) => serve(walk, resolveName(providerOf(name), service), request),
  };
}

/** Lists middlewares as what the request passes. */
export function listMiddlewares(walk: Walk, names: readonly string[]): void {
  for (const name of names) {
    const config = walk.built.runtime.middlewares.get(name)?.config;
    const [kind = 'unknown'] = config ? kindsOf(config) : [];
    walk.journal.middlewares.push({ name, type: kind });
  }
}

/** Whether Traefik can speak to a server: of a URL with another scheme its client makes no request. */
function isSpoken(url: string | undefined): boolean {
  return url !== undefined && /^(?:https?|h2c):/i.test(url);
}

/** Runs a request through a service. */
export function serve(walk: Walk, name: string, request: TrafficRequest): Outcome {
  if (name.endsWith('@internal')) return serveInternal(walk.built.runtime, name, request, walk.journal);
  walk.budget -= 1;
  const service = walk.built.runtime.services.get(name)?.config;
  if (!service || walk.budget < 0) return { kind: 'unknown' };
  if (service.stub) return { ...answer(service.stub.status, service.stub.headers), service: name };
  const names = (service.middlewares ?? []).map((item) => resolveName(providerOf(name), item));
  listMiddlewares(walk, names);
  return runChain(walk, names, request, () => serveBalancer(walk, name, service, request));
}

function serveBalancer(walk: Walk, name: string, service: Service, request: TrafficRequest): Outcome {
  const { runtime } = walk.built;
  noteOnce(walk, [...stickyNotes(runtime.services, name), ...replacedNotes(runtime.services, name)]);
  const next = onlyChild(service);
  if (next !== undefined) {
    noteTree(walk, name);
    return serve(walk, resolveName(providerOf(name), next), request);
  }
  if (service.failover) return serveFailover(walk, name, service.failover, request);
  const servers = service.loadBalancer?.servers ?? [];
  if (servers.length > 0 && !servers.some(({ url }) => isSpoken(url)))
    return { ...answer(500), service: name };
  const { shares, unavailable, stubs } = noteTree(walk, name);
  const [stub] = stubs.keys();
  if (unavailable >= 1 || shares.length === 0) {
    return { ...answer(unavailable > 0 ? 503 : (stub ?? 503)), service: name };
  }
  if (unavailable > 0) {
    walk.journal.notes.push(`${percent(unavailable)} of requests find no server: 503`);
  }
  for (const [status, part] of stubs) {
    walk.journal.notes.push(
      `${percent(part)} of requests are for a backend that is not to be had: ${status}`,
    );
  }
  if (hasOwnMiddlewares(walk, name)) {
    walk.journal.notes.push('services below have middlewares of their own, which are not computed');
  }
  const sent = copyRequest(request);
  // A proxy that has no host to pass sends that of the server.
  if (service.loadBalancer?.passHostHeader === false || sent.host === '') {
    const [server] = runtime.services.get(name)?.config.loadBalancer?.servers ?? [];
    sent.host = server?.url?.replace(/^[a-z0-9]+:\/\//, '') ?? sent.host;
  }
  if (sent.method === 'CONNECT') return { ...answer(501), service: name };
  const sendable = asSendable(sent);
  if (!sendable) return { ...answer(500), service: name };
  return { kind: 'forwarded', request: sendable, service: name, backends: shares };
}

function serveFailover(
  walk: Walk,
  name: string,
  { service = '', fallback = '', errors }: NonNullable<Service['failover']>,
  request: TrafficRequest,
): Outcome {
  noteTree(walk, name);
  const outcome = serve(walk, resolveName(providerOf(name), service), copyRequest(request));
  const ranges = readStatusRanges(errors?.status);
  const status = outcome.response?.status;
  const isFailed = typeof ranges !== 'string' && status !== undefined && inRanges(ranges, status);
  return isFailed ? serve(walk, resolveName(providerOf(name), fallback), request) : outcome;
}

function noteTree(walk: Walk, name: string): ReturnType<typeof spread> {
  const found = spread(walk.built.runtime.services, name);
  noteOnce(walk, found.notes);
  return found;
}

function noteOnce({ journal }: Walk, notes: readonly string[]): void {
  for (const note of notes) if (!journal.notes.includes(note)) journal.notes.push(note);
}

function hasOwnMiddlewares({ built }: Walk, name: string): boolean {
  const { weighted, highestRandomWeight } = built.runtime.services.get(name)?.config ?? {};
  return ((weighted ?? highestRandomWeight)?.services ?? []).some(({ name: child = '' }) => {
    const config = built.runtime.services.get(resolveName(providerOf(name), child))?.config;
    return (config?.middlewares ?? []).length > 0;
  });
}
