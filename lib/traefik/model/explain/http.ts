import { deniedCharacter } from '../../api/middlewares';
import { type Outcome, type TrafficRequest, answer } from '../../request';
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
  const children = walk.built.http.children.get(name);
  return runChain(walk, middlewares, request, () =>
    children
      ? route(walk, children, request, handshake)
      : serve(walk, resolveName(providerOf(name), config.service), request),
  );
}
