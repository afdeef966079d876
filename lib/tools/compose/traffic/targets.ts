import type { FieldPath } from '../../../core/finding';
import type { ComposedProvider, LoadBalancer, Service, StreamService } from '../../../traefik/model';
import { type Group, backendOf, groupsOf, schemeOf, withPort } from './backends';
import { type Piece, ends, means, place } from './piece';
import { type Named, named, referred } from './references';
import { type Protocol, type Scene, serviceKinds } from './scene';
import { httpSettings } from './settings';

/** A service of a route: a name alone is its port `http`. */
export type Target = string | object;

/** The services of a route, and what else follows from them. */
export interface Targets {
  readonly services: readonly Target[];
  readonly pieces: readonly Piece[];
}

/**
 * What the service of a router leads to, as the services of a route.
 *
 * @param from the provider of what names the service
 */
export function targetsOf(
  scene: Scene,
  protocol: Protocol,
  service: string,
  from: ComposedProvider,
): Targets {
  const [name = '', provider = from] = service.split('@');
  if (provider === 'internal') return { services: [{ name: service, kind: 'TraefikService' }], pieces: [] };
  const found = named(scene, serviceKinds[protocol], service, from);
  if (!found) {
    const message = `The service ${service} comes from a provider that is not read here.`;
    return { services: [], pieces: [ends('CM513', [provider, protocol, 'services', name], { message })] };
  }
  if (protocol !== 'http') return streamTargets(scene, protocol, found);
  const own = found.configuration.services.get(found.name) ?? {};
  const isComposed = own.weighted ?? own.mirroring ?? own.failover ?? own.highestRandomWeight;
  const targets = isComposed
    ? composedTargets(scene, found, own)
    : serverTargets(scene, found, own.loadBalancer);
  if ((own.middlewares ?? []).length === 0) return targets;
  const message = 'Middlewares of a service have no counterpart: they are those of its routes.';
  return {
    services: [],
    pieces: [...targets.pieces, ends('CM515', [...pathOf(found, protocol), 'middlewares'], { message })],
  };
}

function pathOf({ provider, name }: Named, protocol: Protocol): FieldPath {
  return [provider, protocol, 'services', name];
}

/** Services made of services are a TraefikService. */
function composedTargets(scene: Scene, found: Named, service: Service): Targets {
  const { weighted, mirroring, failover, highestRandomWeight } = service;
  const at = pathOf(found, 'http');
  const name = scene.nameOf('services', found.name, found.provider);
  const pieces: Piece[] = [];
  const child = (reference = ''): object => {
    const one = singleTarget(scene, reference, found.provider);
    pieces.push(...one.pieces);
    return one.target;
  };
  const shares = (all: readonly { readonly name?: string; readonly weight?: number }[] = []): object => ({
    services: all.map((each) => ({ ...child(each.name), weight: each.weight ?? 1 })),
  });
  const { mirrorBody, maxBodySize = -1, mirrors = [] } = mirroring ?? {};
  const spec = {
    ...(weighted && {
      weighted: { ...shares(weighted.services), ...(weighted.sticky && { sticky: weighted.sticky }) },
    }),
    ...(highestRandomWeight && { highestRandomWeight: shares(highestRandomWeight.services) }),
    ...(mirroring && {
      mirroring: {
        ...child(mirroring.service),
        ...(mirrorBody === false && { mirrorBody }),
        ...(maxBodySize !== -1 && { maxBodySize }),
        mirrors: mirrors.map(({ name: copy, percent = 0 }) => ({ ...child(copy), percent })),
      },
    }),
    ...(failover && {
      failover: {
        service: child(failover.service),
        fallback: child(failover.fallback),
        errors: failover.errors ?? {},
      },
    }),
  };
  if (failover && !failover.errors)
    pieces.push(
      ends('CM515', [...at, 'failover'], {
        message: 'Traefik checks no pods itself, so that nothing tells it when to take the fallback.',
        fix: 'Write errors.status for which the fallback answers, and accept the code.',
      }),
    );
  pieces.push(place(['traefikServices', name], spec));
  return { services: [{ name, kind: 'TraefikService' }], pieces };
}

/** What a service leads to as one reference: several Compose services are one TraefikService. */
export function singleTarget(
  scene: Scene,
  reference: string,
  from: ComposedProvider,
): { readonly target: object; readonly pieces: readonly Piece[] } {
  const { services, pieces } = targetsOf(scene, 'http', reference, from);
  const found = named(scene, 'services', reference, from);
  const all = services.map((each) => (typeof each === 'string' ? { name: each, port: 'http' } : each));
  const [only = {}] = all;
  if (!found) return { target: only, pieces };
  const noted = [...pieces, means(pathOf(found, 'http'))];
  if (all.length <= 1) return { target: only, pieces: noted };
  const name = scene.nameOf('services', found.name, found.provider);
  return {
    target: { name, kind: 'TraefikService' },
    pieces: [...noted, place(['traefikServices', name], { weighted: { services: all } })],
  };
}

function serverTargets(scene: Scene, service: Named, balancer: LoadBalancer | undefined): Targets {
  const at = pathOf(service, 'http');
  const { provider: from } = service;
  const pieces: Piece[] = [];
  const groups = groupsOf(balancer?.servers ?? []);
  const settings = httpSettings(scene, at, balancer, from, pieces);
  if (groups.length > 1 && balancer?.sticky) {
    pieces.push(
      ends('CM515', [...at, 'loadBalancer', 'sticky'], {
        message: 'Cookies that stick to one of several Compose services have no counterpart in one route.',
      }),
    );
  }
  if (groups.length > 0 && groups.every(({ weight }) => weight === 0))
    pieces.push(
      ends('CM515', [...at, 'loadBalancer', 'servers', 0, 'weight'], {
        message: 'All servers have the weight 0, so that none gets a request; a route has no word for that.',
      }),
    );
  const services = groups.flatMap(({ backend, weight }) => {
    const found = backendOf(scene, at, backend, pieces, 'TCP');
    if (!found) return [];
    const scheme = schemeOf(backend, found.port);
    const reference = {
      ...found.reference,
      ...(scheme !== undefined && { scheme }),
      ...(groups.length > 1 && { weight }),
      ...settings,
    };
    return [
      Object.keys(reference).length === 1 && found.port === 'http'
        ? found.reference.name
        : withPort(reference, found.port),
    ];
  });
  const preserving = groups.filter(({ server }) => keptPath(server) !== '');
  if (preserving.length > 0)
    pieces.push(
      ends('CM515', [...at, 'loadBalancer', 'servers', 0, 'preservePath'], {
        message:
          'A route has no word for the path of a server, which preservePath puts before that of requests.',
        fix: 'Write a middleware addPrefix with the path, and accept the code.',
      }),
    );
  return { services, pieces };
}

/** The path of a server's address where it stays before that of a request. */
function keptPath(server: Group['server']): string {
  if (!('preservePath' in server) || server.preservePath !== true) return '';
  const [, path = ''] = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(server.url ?? '') ?? [];
  return path.replace(/\/$/, '');
}

function streamTargets(scene: Scene, protocol: 'tcp' | 'udp', found: Named): Targets {
  const { loadBalancer: balancer, weighted } =
    found.configuration[serviceKinds[protocol]].get(found.name) ?? {};
  const at = pathOf(found, protocol);
  if (weighted) return weightedStreams(scene, protocol, found, weighted);
  const pieces: Piece[] = [];
  const transport =
    balancer?.serversTransport === undefined
      ? undefined
      : referred(scene, 'tcpServersTransports', balancer.serversTransport, found.provider, [
          ...at,
          'loadBalancer',
          'serversTransport',
        ]);
  pieces.push(...(transport?.pieces ?? []));
  const groups = groupsOf(balancer?.servers ?? []);
  const services = groups.flatMap(({ backend, weight, server }) => {
    const own = backendOf(scene, at, backend, pieces, protocol === 'udp' ? 'UDP' : 'TCP');
    if (!own) return [];
    const { proxyProtocol, terminationDelay } = balancer ?? {};
    return [
      withPort(
        {
          ...own.reference,
          ...(groups.length > 1 && { weight }),
          ...('tls' in server && server.tls === true && { tls: true }),
          ...(proxyProtocol && { proxyProtocol }),
          ...(terminationDelay !== undefined && { terminationDelay }),
          ...(transport && { serversTransport: transport.name }),
        },
        own.port,
      ),
    ];
  });
  return { services, pieces };
}

/** Streams have no services made of services: all are services of the route, with their parts of its weight. */
function weightedStreams(
  scene: Scene,
  protocol: 'tcp' | 'udp',
  found: Named,
  { services = [] }: NonNullable<StreamService['weighted']>,
): Targets {
  const pieces: Piece[] = [];
  const targets = services.flatMap(({ name = '', weight = 1 }) => {
    const child = targetsOf(scene, protocol, name, found.provider);
    const inner = named(scene, serviceKinds[protocol], name, found.provider);
    pieces.push(...child.pieces, ...(inner ? [means(pathOf(inner, protocol))] : []));
    if (child.services.length > 1)
      pieces.push(
        ends('CM515', pathOf(found, protocol), {
          message: `A weighted service of ${name}, which has several Compose services, has no counterpart.`,
        }),
      );
    return child.services.map((each) =>
      typeof each === 'string' ? { name: each, weight } : { ...each, weight },
    );
  });
  return { services: targets, pieces };
}
