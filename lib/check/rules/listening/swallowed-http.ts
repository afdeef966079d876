import { type TrafficModel, builtOf } from '../../../traefik/model';
import { matchersOf, parseRule, rulePriority } from '../../../traefik/rule';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { placeOf } from '../placing';
import { routeField, sourceOf } from '../routers';
import { hostsOf } from './shared-hosts';

type Runtime = ReturnType<typeof builtOf>['runtime'];
type TcpRouter = Runtime['tcpRouters'] extends ReadonlyMap<string, infer State> ? State : never;

/**
 * TCP routes without TLS on entry points of plain HTTP routes, and those with TLS that ask for no server name on entry points
 * of HTTPS routes without a host: Traefik asks them first.
 */
export const swallowedHttp: TrafficCheck = (inventory, model) =>
  [...builtOf(model).runtime.tcpRouters.values()].flatMap((router): ObjectFinding[] => {
    const { source, tls, rule } = router.config;
    const placed = sourceOf(inventory, source);
    if (!placed || router.status === 'disabled') return [];
    const [first] = hiddenBy(model, router);
    if (!first) return [];
    const { entryPoint, source: other } = first;
    const owner = sourceOf(inventory, other);
    const waiting = `${other.kind} ${other.namespace}/${other.name}`;
    return [
      {
        placed,
        rule: 'swallowed-http',
        ...(tls
          ? ofTls(rule, entryPoint, waiting)
          : {
              message: `The rule ${rule} takes the plain connections of the entry point ${entryPoint}, where ${waiting} waits for HTTP.`,
            }),
        field: routeField(placed, source),
        ...(owner && { related: [placeOf(owner, routeField(owner, other))] }),
      },
    ];
  });

/** Some connections may be meant for it, by the address of the client. */
function ofTls(
  rule: string,
  entryPoint: string,
  waiting: string,
): Pick<ObjectFinding, 'severity' | 'message' | 'consequence' | 'fix'> {
  return {
    severity: 'warning',
    message: `The rule ${rule} asks for no server name: on the entry point ${entryPoint} it takes TLS connections that ${waiting} waits for, whose rule names no host.`,
    consequence:
      'Traefik asks HTTPS routers without a host after TCP routers with TLS: these requests go to the TCP route, whatever their path and priority.',
    fix: 'Name the hosts by Host in the HTTPS route, or make HostSNI(`*`) the whole rule of the TCP route, which is asked last.',
  };
}

/** The HTTP routers that get nothing of the connections that a TCP router takes. */
function hiddenBy(model: TrafficModel, { using, config: { tls, rule } }: TcpRouter) {
  const { routers, statics } = builtOf(model).runtime;
  if (tls && !takesAnyName(rule)) return [];
  return [...routers.values()].flatMap(({ using: theirs, config, status }) => {
    const entryPoint = theirs.find((name) => using.includes(name));
    if (entryPoint === undefined || !config.source || status === 'disabled') return [];
    if ((config.tls === undefined) !== (tls === undefined)) return [];
    if (tls && hostsOf(config.rule, statics.version).length > 0) return [];
    return [{ entryPoint, source: config.source }];
  });
}

/** Whether a rule takes connections for all names, and is not the one that is asked last. */
function takesAnyName(rule: string): boolean {
  try {
    const { tree } = parseRule(rule, { protocol: 'tcp' });
    const asksForName = matchersOf(tree).some(
      ({ matcher: { name, args }, negated }) =>
        !negated && name !== 'ClientIP' && !(name === 'HostSNI' && args[0] === '*'),
    );
    return !asksForName && rulePriority(rule, 'tcp') >= 0;
  } catch {
    return false;
  }
}
