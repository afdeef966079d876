import { type TrafficModel, builtOf } from '../../../traefik/model';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { placeOf } from '../placing';
import { routeField, sourceOf } from '../routers';

type TcpRouter =
  ReturnType<typeof builtOf>['runtime']['tcpRouters'] extends ReadonlyMap<string, infer State>
    ? State
    : never;

/** TCP routes without TLS on entry points of plain HTTP routes: Traefik asks them first. */
export const swallowedHttp: TrafficCheck = (inventory, model) =>
  [...builtOf(model).runtime.tcpRouters.values()].flatMap((router): ObjectFinding[] => {
    const { source, tls, rule } = router.config;
    const placed = sourceOf(inventory, source);
    if (!placed || tls || router.status === 'disabled') return [];
    const hidden = hiddenBy(model, router);
    const [first] = hidden;
    if (!first) return [];
    const { entryPoint, source: other } = first;
    const owner = sourceOf(inventory, other);
    return [
      {
        placed,
        rule: 'swallowed-http',
        message: `The rule ${rule} takes the plain connections of the entry point ${entryPoint}, where ${other.kind} ${other.namespace}/${other.name} waits for HTTP.`,
        field: routeField(placed, source),
        ...(owner && { related: [placeOf(owner, routeField(owner, other))] }),
      },
    ];
  });

/** The HTTP routers that get nothing. */
function hiddenBy(model: TrafficModel, { using }: TcpRouter) {
  return [...builtOf(model).runtime.routers.values()].flatMap(({ using: theirs, config, status }) => {
    const entryPoint = theirs.find((name) => using.includes(name));
    if (entryPoint === undefined || config.tls || !config.source || status === 'disabled') return [];
    return [{ entryPoint, source: config.source }];
  });
}
