import type { Explanation } from '../../../traefik/model';
import type { Lit, Tone } from './filter';
import { type Column, type Item, type View, anyHost } from './view';

/** Everything that goes together with a thing: what the routers through it go through. */
export function litBy({ rows }: View, item: Item, visible: ReadonlySet<number>): Lit {
  const through = item.rows.filter((index) => visible.has(index) || item.column === 'routers');
  const lit = (column: Column): ReadonlyMap<string, Tone> => {
    const keys = through.flatMap((index) => rows[index]?.keys[column] ?? []);
    return new Map([...(column === item.column ? [item.key] : keys)].map((key) => [key, 'lit']));
  };
  return {
    entryPoints: lit('entryPoints'),
    hosts: lit('hosts'),
    routers: lit('routers'),
    middlewares: lit('middlewares'),
    services: lit('services'),
  };
}

/** The way of a request, and the routers that came near it. */
export function litByRequest({ rows }: View, explained: Explanation, host: string): Lit {
  const { entryPoint, router, service, backends, steps } = explained;
  const row = rows.find((candidate) => candidate.router.name === router);
  const isOnWay = (key: string): boolean =>
    steps.some(({ step, object }) => step === 'middleware' && `${object.namespace}/${object.name}` === key) ||
    explained.middlewares.some(({ name }) => name === key);
  const routers = new Map<string, Tone>([
    ...explained.shadowed.map((name) => [name, 'shadowed'] as const),
    ...explained.nearMisses.map((near) => [near.router, 'near'] as const),
    ...explained.leftOut.flatMap((left) => (left.router === null ? [] : [[left.router, 'leftOut'] as const])),
    ...explained.ambiguous.map((name) => [name, 'ambiguous'] as const),
    ...(router === null ? [] : [[router, 'lit'] as const]),
  ]);
  return {
    entryPoints: lit(entryPoint === null ? [] : [entryPoint]),
    hosts: lit(hostsFor(row?.keys.hosts ?? [], host)),
    routers,
    middlewares: lit(row?.keys.middlewares.filter(isOnWay) ?? []),
    services: lit(
      backends.length > 0
        ? backends.map((backend) => `${backend.service}:${backend.port}`)
        : service === null
          ? []
          : [service],
    ),
  };
}

function lit(keys: readonly string[]): ReadonlyMap<string, Tone> {
  return new Map(keys.map((key) => [key, 'lit']));
}

/** Of the hosts of a router those for which it took a request. */
function hostsFor(hosts: readonly string[], host: string): readonly string[] {
  const wanted = host.toLowerCase();
  const named = hosts.filter((each) => each === wanted || each === wanted.replace(/^[^.]*/, '*'));
  return named.length > 0
    ? named
    : hosts.filter((each) => each.startsWith('~') || each === anyHost || each === '*');
}
