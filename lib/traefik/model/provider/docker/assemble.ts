import { own } from '../../../../core/base';
import { middlewareAsShown } from '../../../api/middlewares';
import { type ProviderConfiguration, type Source, emptyConfiguration } from '../../dynamic/configuration';
import { type LabelledRouter, routersIn } from '../../../labels';
import { sourceOf } from '../cluster';
import { text } from '../read';
import { type Drop, dropped } from '../result';
import { type Contribution, type Merged, merge } from './merge';
import type { ContainerConfiguration } from './provide';
import { type Plain, httpRouter, httpService, plain, streamService, tcpRouter, textsOf } from '../shown';

/** One dynamic configuration of what all containers say, and what they say in contradiction. */
export function addContributions(all: readonly ContainerConfiguration[]): {
  readonly configuration: ProviderConfiguration;
  readonly conflicts: readonly Drop[];
} {
  const configuration = emptyConfiguration();
  const conflicts: Drop[] = [];
  for (const part of parts) {
    for (const [name, contributions] of contributionsOf(all, part)) {
      const merged = merge(contributions, part.servers);
      if (merged.isConflict) conflicts.push(...conflictsOf(all, part, name, merged));
      else part.add(configuration, name, merged.value, sourceIn(all, part, name, merged));
    }
  }
  return { configuration, conflicts };
}

/** A kind of thing that containers say, and where it goes. */
interface Part {
  readonly section: 'http' | 'tcp' | 'udp' | 'tls';
  readonly key: 'routers' | 'services' | 'middlewares' | 'stores';
  /** As Traefik's log calls it. */
  readonly title: string;
  /** What tells the servers of a service apart. */
  readonly servers?: 'url' | 'address';
  readonly add: (
    configuration: ProviderConfiguration,
    name: string,
    value: Plain,
    source: Source | undefined,
  ) => void;
}

const parts: readonly Part[] = [
  {
    section: 'http',
    key: 'routers',
    title: 'HTTP router',
    add: ({ routers }, name, value, source) => routers.set(name, httpRouter(value, source)),
  },
  {
    section: 'http',
    key: 'services',
    title: 'HTTP service',
    servers: 'url',
    add: ({ services }, name, value) => services.set(name, httpService(value)),
  },
  {
    section: 'http',
    key: 'middlewares',
    title: 'HTTP middleware',
    add: ({ middlewares }, name, value) => middlewares.set(name, middlewareAsShown(value)),
  },
  {
    section: 'tcp',
    key: 'routers',
    title: 'TCP router',
    add: ({ tcpRouters }, name, value, source) => tcpRouters.set(name, tcpRouter(value, source)),
  },
  {
    section: 'tcp',
    key: 'services',
    title: 'TCP service',
    servers: 'address',
    add: ({ tcpServices }, name, value) => tcpServices.set(name, streamService(value)),
  },
  {
    section: 'tcp',
    key: 'middlewares',
    title: 'TCP middleware',
    add: ({ tcpMiddlewares }, name, value) => tcpMiddlewares.set(name, value),
  },
  {
    section: 'udp',
    key: 'routers',
    title: 'UDP router',
    add: ({ udpRouters }, name, value, source) =>
      udpRouters.set(name, {
        entryPoints: textsOf(value, 'entryPoints'),
        service: text(own(value, 'service')),
        source,
      }),
  },
  {
    section: 'udp',
    key: 'services',
    title: 'UDP service',
    servers: 'address',
    add: ({ udpServices }, name, value) => udpServices.set(name, streamService(value)),
  },
  {
    section: 'tls',
    key: 'stores',
    title: 'store',
    add: ({ defaultCertificates }, name, value) => {
      const generated = own(value, 'defaultGeneratedCert');
      const domain = own(generated, 'domain');
      const resolver = text(own(generated, 'resolver'));
      if (name !== 'default' || resolver === '' || domain === undefined) return;
      const names = [text(own(domain, 'main')), ...textsOf(plain(domain), 'sans')];
      defaultCertificates.set(name, { kind: 'generated', resolver, names });
    },
  },
];

function contributionsOf(
  all: readonly ContainerConfiguration[],
  { section, key }: Part,
): ReadonlyMap<string, readonly Contribution[]> {
  const found = new Map<string, Contribution[]>();
  for (const [from, configuration] of all.entries()) {
    const named = section === 'tls' ? configuration.stores : own(configuration[section], key);
    for (const [name, value] of Object.entries(plain(named))) {
      const there = found.get(name) ?? [];
      found.set(name, there);
      there.push({ from, value: plain(value) });
    }
  }
  return found;
}

function conflictsOf(
  all: readonly ContainerConfiguration[],
  { section, key, title }: Part,
  name: string,
  { from }: Merged,
): readonly Drop[] {
  const containers = from.flatMap((index) => all[index] ?? []);
  const others = containers.map(({ container }) => container.object.name).join(', ');
  return containers.map(({ container, labelsAt }) => {
    const [label] = labelsAt([section, key, name]);
    const reason = `${title} ${name} defined multiple times with different configurations: by ${others}`;
    return dropped(container.object, label === undefined ? [] : ['metadata', 'labels', label], reason);
  });
}

/** The first container that makes a router, and the router's place among those that its labels speak of. */
function sourceIn(
  all: readonly ContainerConfiguration[],
  { section }: Part,
  name: string,
  { from: [first] }: Merged,
): Source | undefined {
  const container = first === undefined ? undefined : all[first]?.container;
  if (!container) return undefined;
  const { places, count } = placesIn(container.labels);
  return sourceOf(container.object, places.get(`${section} ${name}`) ?? count);
}

interface Places {
  readonly places: ReadonlyMap<string, number>;
  readonly count: number;
}

const known = new WeakMap<object, Places>();

/** The places of routers among those that labels speak of, found once for all of them. */
function placesIn(labels: Readonly<Record<string, string>>): Places {
  const found = known.get(labels) ?? placesOf(routersIn(labels));
  known.set(labels, found);
  return found;
}

function placesOf(routers: readonly LabelledRouter[]): Places {
  const places = routers.map(({ protocol, name }, index) => [`${protocol} ${name}`, index] as const);
  return { places: new Map(places), count: routers.length };
}
