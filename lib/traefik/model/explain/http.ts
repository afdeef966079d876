import { deniedCharacter } from '../../api/middlewares';
import { type Outcome, type TrafficRequest, answer, getHeader, setHeader } from '../../request';
import { providerOf, resolveName } from '../dynamic/names';
import { rivalryNotes } from '../dynamic/rivals';
import type { Route } from '../runtime/muxer';
import type { RouteIndex } from '../runtime/route-index';
import { asRulesSee, matchRoutes } from './match';
import { type Walk, listMiddlewares, runChain, serve } from './serve';

/** Sends a request through a multiplexer: to the best router, or to its 404. */
export function route(
  walk: Walk,
  routes: RouteIndex<Route>,
  request: TrafficRequest,
  handshake: string | undefined,
): Outcome {
  const { winner, ambiguous, shadowed } = matchRoutes(routes, asRulesSee(request));
  if (!winner) return answer(404);
  walk.journal.ambiguous.push(...ambiguous.map(({ router }) => router));
  walk.journal.shadowed.push(...shadowed.map(({ router }) => router));
  const outcome = handle(walk, winner.router, request, handshake);
  return { ...outcome, router: outcome.router ?? winner.router };
}

/** The header by which Traefik knows what a router of a default rule has let pass; it goes on to the backend. */
const passedRouter = 'X-Traefik-Router';

function isOnItsWayAgain(router: string, request: TrafficRequest): boolean {
  const mark = fnv(router).toString(16);
  if (getHeader(request.headers, passedRouter) === mark) return true;
  setHeader(request.headers, passedRouter, mark);
  return false;
}

/** FNV-1 in 64 bits. */
function fnv(text: string): bigint {
  return Buffer.from(text).reduce(
    (hash, byte) => BigInt.asUintN(64, hash * 0x100000001b3n) ^ BigInt(byte),
    0xcbf29ce484222325n,
  );
}

function handle(walk: Walk, name: string, request: TrafficRequest, handshake: string | undefined): Outcome {
  const state = walk.built.runtime.routers.get(name);
  if (!state) return { kind: 'unknown' };
  const { config, middlewares } = state;
  walk.journal.notes.push(...rivalryNotes(config));
  listMiddlewares(walk, middlewares);
  if (config.deniedEncodedCharacters) {
    const denied = deniedCharacter(request, config.deniedEncodedCharacters);
    if (denied !== undefined) {
      walk.journal.changes.push({
        middleware: name,
        change: `the entry point refuses ${denied} in the path`,
      });
      return answer(400);
    }
  }
  if (config.tls && handshake !== undefined && handshake !== config.resolvedOptions) {
    const change = `the handshake used the TLS options ${handshake}, the router wants ${config.resolvedOptions}`;
    walk.journal.changes.push({ middleware: name, change });
    return answer(421);
  }
  if (config.isDefaultRule && isOnItsWayAgain(name, request)) {
    walk.journal.changes.push({
      middleware: name,
      change: 'the request has come through this router before',
    });
    return answer(400);
  }
  const children = walk.built.http.children.get(name);
  return runChain(walk, middlewares, request, () =>
    children
      ? route(walk, children, request, handshake)
      : serve(walk, resolveName(providerOf(name), config.service), request),
  );
}
