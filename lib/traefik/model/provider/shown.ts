import { asList, own } from '../../../core/base';
import type {
  LoadBalancer,
  Router,
  Server,
  Service,
  Source,
  StreamService,
  TcpRouter,
} from '../dynamic/configuration';
import { text } from './read';

/*
 * What labels and files say, in the words of /api/rawdata, as parts of the dynamic configuration.
 */

/** A part of a configuration as it was read. */
export type Plain = Readonly<Record<string, unknown>>;

/** A part of which is known that it is a map. */
export function plain(value: unknown): Plain {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what reads labels and files makes maps of it
  return (value ?? {}) as Plain;
}

/** An HTTP router. */
export function httpRouter(value: Plain, source: Source | undefined, parentRefs?: readonly string[]): Router {
  const observability = own(value, 'observability');
  const tls = own(value, 'tls');
  return {
    ...routerFields(value),
    parentRefs,
    tls: tls === undefined ? undefined : plain(tls),
    observability: observability === undefined ? undefined : plain(observability),
    deniedEncodedCharacters: undefined,
    resolvedOptions: '',
    isDefaultRule: own(value, 'isDefaultRule') === true,
    source,
  };
}

/** A TCP router. */
export function tcpRouter(value: Plain, source: Source | undefined): TcpRouter {
  const tls = own(value, 'tls');
  return {
    ...routerFields(value),
    tls: tls === undefined ? undefined : { passthrough: false, ...plain(tls) },
    source,
  };
}

function routerFields(
  value: Plain,
): Pick<TcpRouter, 'entryPoints' | 'middlewares' | 'service' | 'rule' | 'ruleSyntax' | 'priority'> {
  const priority = own(value, 'priority');
  return {
    entryPoints: textsOf(value, 'entryPoints'),
    middlewares: textsOf(value, 'middlewares'),
    service: text(own(value, 'service')),
    rule: text(own(value, 'rule')),
    ruleSyntax: text(own(value, 'ruleSyntax')),
    priority: typeof priority === 'number' || typeof priority === 'bigint' ? priority : 0,
  };
}

/** An HTTP service: a load balancer. */
export function httpService(value: Plain): Service {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was read by Traefik's own types
  const loadBalancer = own(value, 'loadBalancer') as LoadBalancer | undefined;
  const backend = soleBackend(loadBalancer?.servers);
  const middlewares = textsOf(value, 'middlewares');
  return {
    ...(middlewares.length > 0 && { middlewares }),
    ...(loadBalancer && { loadBalancer }),
    ...(backend && { backend }),
  };
}

/** A TCP or UDP service. */
export function streamService(value: Plain): StreamService {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was read by Traefik's own types
  const loadBalancer = own(value, 'loadBalancer') as StreamService['loadBalancer'];
  const backend = soleBackend(loadBalancer?.servers);
  return { ...(loadBalancer && { loadBalancer }), ...(backend && { backend }) };
}

/** What all servers of a service belong to. */
function soleBackend(servers: readonly Pick<Server, 'backend'>[] = []): Server['backend'] {
  const [first, ...others] = servers.map(({ backend }) => backend);
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}

/** A list of texts in a part. */
export function textsOf(value: Plain, field: string): readonly string[] {
  return asList(own(value, field)).map(text);
}
