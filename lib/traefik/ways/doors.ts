import { oncePer } from '../../core/base';
import {
  type Built,
  type EntryPoint,
  type TcpMuxers,
  builtOf,
  resolveName,
  providerOf,
  spread,
} from '../model/built';
import type { TrafficModel } from '../model';
import { Door, type Scheme } from './door';
import { type FrontDoor, frontsOf } from './fronts';
import { type Lane, Lanes } from './lane';
import { Layout } from './lay-out';
import { closed, streamEnd, tcpLanes, tcpLanesBeforeHttp, waitsForHttp } from './tcp';
import type { Way } from './way';

const notFound: Way = { steps: [], end: { kind: 'answered', status: 404 } };

/**
 * All doors of a Traefik: entry point by entry point, with the requests of each scheme. A step of a release is held
 * against the one before it and the one behind it.
 */
export const doorsOf = oncePer((model: TrafficModel): readonly Door[] => {
  const built = builtOf(model);
  const shared = new Lanes(built, new Layout(built.runtime));
  return [...built.runtime.statics.entryPoints.values()].flatMap((entryPoint) => {
    if (entryPoint.protocol === 'udp') return [udpDoor(built, entryPoint)];
    const muxers = built.tcp.get(entryPoint.name);
    return muxers ? tcpDoors(built, shared, entryPoint, muxers) : [];
  });
});

function tcpDoors(built: Built, shared: Lanes, entryPoint: EntryPoint, muxers: TcpMuxers): readonly Door[] {
  const { plain, tls, hosts } = muxers;
  const before = tcpLanesBeforeHttp(built, plain.routes);
  const http = (scheme: 'http' | 'https', handshake?: string): readonly Lane[] => {
    const muxer = (scheme === 'http' ? built.http.plain : built.http.tls).get(entryPoint.name);
    return shared.of(muxer?.routes ?? [], handshake);
  };
  // Where nothing asks for TLS, routers without it take such connections too.
  const isOnlyPlain = tls.routes.length === 0 && hosts.routes.length === 0;
  const fronts = frontsOf(built, entryPoint.name, muxers);
  let like: Door | undefined;
  const behind = (scheme: 'https' | 'tls', { front, connections }: FrontDoor): Door => {
    const parts = { entryPoint, scheme, connections, tls: front.tls };
    const first = !isOnlyPlain ? [] : scheme === 'tls' ? tcpLanes(built, plain.routes) : before;
    if (front.kind === 'way') return new Door({ ...parts, lanes: first, rest: front.way });
    const lanes = scheme === 'tls' ? first : [...first, ...http('https', front.tls.options)];
    const rest = scheme === 'tls' ? waitsForHttp : notFound;
    const door = new Door({ ...parts, lanes, rest, like });
    // Hundreds of TLS options make as many doors to the same routes.
    if (scheme === 'https') like ??= door;
    return door;
  };
  return [
    new Door({ entryPoint, scheme: 'http', lanes: [...before, ...http('http')], rest: notFound }),
    new Door({ entryPoint, scheme: 'tcp', lanes: tcpLanes(built, plain.routes), rest: waitsForHttp }),
    ...(['https', 'tls'] as const).flatMap((scheme) => fronts.map((front) => behind(scheme, front))),
  ];
}

function udpDoor(built: Built, entryPoint: EntryPoint): Door {
  const { runtime, udp } = built;
  const router = udp.get(entryPoint.name);
  const config = router === undefined ? undefined : runtime.udpRouters.get(router)?.config;
  const service = resolveName(providerOf(router ?? ''), config?.service ?? '');
  const scheme: Scheme = 'udp';
  const rest: Way = config
    ? { steps: [], end: streamEnd(spread(runtime.udpServices, service), service) }
    : closed('no UDP router takes it');
  return new Door({ entryPoint, scheme, lanes: [], rest });
}
