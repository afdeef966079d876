import { type TrafficModel, builtOf, regions } from '../../../traefik/model';
import type { Budget, Formula } from '../../../traefik/regions';
import { matchersOf } from '../../../traefik/rule';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { placeOf } from '../placing';
import { routeField, sourceOf } from '../routers';
import { hostsOf, mayShareHost } from './shared-hosts';

type Built = ReturnType<typeof builtOf>;
type Muxers = Built['tcp'] extends ReadonlyMap<string, infer Of> ? Of : never;
type TcpRoute = Muxers['tls']['routes'][number];
type HostRoute = Muxers['hosts']['routes'][number];

/** What all questions together may cost. */
const work = { states: 100_000, decisions: 200_000 };

/** TCP routes with TLS that take connections for hosts which an HTTPS route of the entry point has: that comes first. */
export const hiddenPassthrough: TrafficCheck = (inventory, model) => {
  const built = builtOf(model);
  // Regions are code of their own, and the hosts of HTTPS routes are found out when they are asked for.
  if ([...built.tcp.values()].every(({ tls }) => tls.routes.length === 0)) return [];
  const left = regions().budget(work.states, work.decisions);
  const told = new Set<string>();
  return [...built.tcp].flatMap(([entryPoint, { tls, hosts }]) =>
    tls.routes.flatMap((route): ObjectFinding[] => {
      const router = built.runtime.tcpRouters.get(route.router);
      const source = router?.config.source;
      const placed = sourceOf(inventory, source);
      if (!placed || router?.status === 'disabled' || told.has(route.router)) return [];
      const hidden = hiddenOf(route, hosts.routes, left);
      const other = hidden && httpsSource(model, entryPoint, hidden.host);
      if (!hidden || !other) return [];
      told.add(route.router);
      const owner = sourceOf(inventory, other);
      const waiting = `${other.kind} ${other.namespace}/${other.name}`;
      return [
        {
          placed,
          rule: 'hidden-passthrough',
          message: `${waiting} has the host ${hidden.host} on the entry point ${entryPoint} too.`,
          ...(!hidden.isMeant && onlyPart),
          field: routeField(placed, source),
          ...(owner && { related: [placeOf(owner, routeField(owner, other))] }),
        },
      ];
    }),
  );
};

/** Who passes all names of a domain through often means to serve some of them. */
const onlyPart: Pick<ObjectFinding, 'severity' | 'consequence' | 'fix'> = {
  severity: 'info',
  consequence:
    'Traefik asks HTTPS routers with a host first: of the names that the TCP route takes, those of this host do not come to it.',
  fix: 'Leave it where that is meant; else give one of them another host or entry point.',
};

interface Hidden {
  readonly host: string;
  /** Whether the route names it, or has no other names that are left to it. */
  readonly isMeant: boolean;
}

/** The first host of HTTPS routes whose connections a TCP route would take too; undefined where there is none. */
function hiddenOf(
  { rule, isCatchAll }: TcpRoute,
  hosts: readonly HostRoute[],
  left: Budget,
): Hidden | undefined {
  if (isCatchAll) return undefined;
  const asked = matchersOf(rule.tree).filter(({ matcher: { name }, negated }) => !negated && isOfName(name));
  const names = asked.flatMap(({ matcher: { name, args } }) =>
    name === 'HostSNI' ? args.map((arg) => arg.toLowerCase()) : [],
  );
  const isOpen = asked.some(({ matcher: { name } }) => name === 'HostSNIRegexp');
  const isNamed = (host: string): boolean => names.includes(host);
  const shared = hosts.filter(({ host, rule: itsOwn }) => {
    if (host === '*' || !(isOpen || (names.length > 0 && mayShareHost(names, [host])))) return false;
    const both: Formula = { kind: 'all', of: [rule.tree, itsOwn.tree] };
    const answer = regions().hasRequest(both, left);
    // What v2 says otherwise than by names is not computed.
    return answer === 'some' || (answer === 'unknown' && isNamed(host));
  });
  const named = shared.find(({ host }) => isNamed(host));
  if (named) return { host: named.host, isMeant: true };
  const [first] = shared;
  if (!first) return undefined;
  const theirs: Formula = { kind: 'any', of: shared.map((each) => each.rule.tree) };
  const others: Formula = { kind: 'all', of: [rule.tree, { kind: 'none', of: theirs }] };
  return { host: first.host, isMeant: regions().hasRequest(others, left) === 'none' };
}

function isOfName(matcher: string): boolean {
  return matcher === 'HostSNI' || matcher === 'HostSNIRegexp';
}

/** The route that has HTTPS serve a host on an entry point. */
function httpsSource(model: TrafficModel, entryPoint: string, host: string) {
  const { routers, statics } = builtOf(model).runtime;
  return [...routers.values()].find(
    ({ config, using, status }) =>
      config.tls &&
      config.source &&
      status !== 'disabled' &&
      using.includes(entryPoint) &&
      hostsOf(config.rule, statics.version).includes(host),
  )?.config.source;
}
