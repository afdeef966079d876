import type { RuleId } from '../../../core/finding';
import type { ListedRouter, TrafficModel } from '../../../traefik/model';
import { isRedirected } from './asking';
import type { CrossFinding } from './cross-finding';
import type { TellAt } from './places';

/** Kinds of middlewares that ask, limit or harden something. */
const guarding: ReadonlySet<string> = new Set([
  'basicAuth',
  'digestAuth',
  'forwardAuth',
  'headers',
  'inFlightReq',
  'ipAllowList',
  'ipWhiteList',
  'plugin',
  'rateLimit',
]);

const redirecting: ReadonlySet<string> = new Set(['redirectScheme', 'redirectRegex']);

/** What Traefik does with requests by routers of objects: in the clear, unguarded, or by buffers that gRPC cannot have. */
export function routeFindings(
  model: TrafficModel,
  routers: readonly ListedRouter[],
  tellAt: TellAt,
): readonly CrossFinding[] {
  return routers.flatMap((router) => {
    return faultsOf(model, router).flatMap(([rule, message]) => tellAt(router, rule, message));
  });
}

type Fault = readonly [rule: RuleId, message: string];

function faultsOf(model: TrafficModel, router: ListedRouter): readonly Fault[] {
  const { isTls, passed, backends, entryPoints, service } = router;
  const kinds = passed.map(({ type }) => type ?? '');
  if (kinds.some((kind) => redirecting.has(kind)) || service === 'noop@internal') return [];
  const isGrpc = backends.some(({ scheme }) => scheme === 'h2c');
  return [
    ...(isTls || backends.length === 0 || isRedirected(model, router)
      ? []
      : [
          [
            'plain-http-route',
            `It is served in the clear${entryPoints.length > 0 ? ` on ${entryPoints.join(', ')}` : ''}.`,
          ] as const,
        ]),
    ...(isTls && !kinds.some((kind) => guarding.has(kind))
      ? [['unguarded-route', 'Nothing stands between clients and the service.'] as const]
      : []),
    ...(isGrpc && kinds.includes('buffering')
      ? [
          [
            'buffered-grpc',
            'Its service speaks gRPC, and the middleware buffering holds requests back.',
          ] as const,
        ]
      : []),
  ];
}
