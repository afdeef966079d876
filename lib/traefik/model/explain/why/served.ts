import { groupBy, oncePer } from '../../../../core/base';
import type { Router, Source, TcpRouter } from '../../dynamic/configuration';
import type { ClusterObject } from '../../provider/cluster';
import type { Built } from '../../runtime/build';
import type { Route } from '../../runtime/muxer';
import { type ObjectReference, type Scene, routePath } from './scene';
import type { WantedRoute } from './wanted';

/** Names of all routers that some multiplexer holds. */
export function servingRouters({ http, tcp }: Built): ReadonlySet<string> {
  const muxers: { readonly routes: readonly Route[] }[] = [
    ...http.plain.values(),
    ...http.tls.values(),
    ...http.children.values(),
    ...[...tcp.values()].flatMap(({ plain, tls }) => [plain, tls]),
  ];
  return new Set(muxers.flatMap(({ routes }) => routes.map(({ router }) => router)));
}

/** A rule by which a router takes requests, and the object that asks for it. */
interface ServedRule {
  readonly source: Source;
  readonly rule: string;
  readonly protocol: 'http' | 'tcp';
  readonly hasTls: boolean;
}

/** Rules that are served, by the object that asks for them: of some objects only a part is left out. */
const servedRules = oncePer(({ built }: Scene): ReadonlyMap<string, readonly ServedRule[]> => {
  const serving = servingRouters(built);
  const { routers, tcpRouters } = built.runtime;
  const ofRouters = (
    states: ReadonlyMap<string, { readonly config: Router | TcpRouter }>,
    protocol: 'http' | 'tcp',
  ): readonly ServedRule[] =>
    [...states].flatMap(([name, { config }]) => {
      const { source, rule, tls } = config;
      return source && serving.has(name) ? [{ source, rule, protocol, hasTls: tls !== undefined }] : [];
    });
  return groupBy([...ofRouters(routers, 'http'), ...ofRouters(tcpRouters, 'tcp')], ({ source }) =>
    idOf(source),
  );
});

function idOf({ kind, namespace, name }: ObjectReference): string {
  return JSON.stringify([kind, namespace, name]);
}

/** Whether a router serves a route all the same: what it lacks is told of the field, not of its requests. */
export function isServed(scene: Scene, object: ClusterObject, wanted: WantedRoute): boolean {
  const { rule, protocol, hasTls, path } = wanted;
  return (servedRules(scene).get(idOf(object)) ?? []).some((served) => {
    if (rule !== served.rule || protocol !== served.protocol || hasTls !== served.hasTls) return false;
    const place = routePath(object.value, served.source.route);
    return path.every((key, index) => key === place[index]);
  });
}
