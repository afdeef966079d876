import type { ComposeModel, ComposeService } from '../compose';

/** What labels name of a Traefik that is not in the project: entry points by protocol, and certificate resolvers. */
interface Named {
  readonly entryPoints: ReadonlyMap<string, 'tcp' | 'udp'>;
  readonly resolvers: ReadonlySet<string>;
}

/** The two usual entry points, each by the names that people give it, with its port. */
const usual = [
  { port: 80, names: ['web', 'http'] },
  { port: 443, names: ['websecure', 'https', 'web-secure', 'web_secure', 'websecured'] },
] as const;

/** Ports of entry points of which only their names are known. */
const firstPort = 20_000;

/**
 * The Traefik of a project that has none of its own: its Docker provider, the two usual entry points, and what labels
 * name besides. A Traefik elsewhere that reads the project has these.
 */
export function traefikElsewhere({ services }: ComposeModel): object {
  const { entryPoints: named, resolvers } = namedBy(Object.values(services));
  const http = usual.map(({ port, names }) => {
    const name = names.find((each) => named.has(each)) ?? names[0];
    return [name, { address: `:${port}`, asDefault: true }] as const;
  });
  const known = new Set<string>(http.map(([name]) => name));
  const others = [...named]
    .filter(([name]) => !known.has(name))
    .map(([name, protocol], index) => {
      const port = /(?:^|\D)(\d{2,5})$/.exec(name)?.[1] ?? firstPort + index;
      return [name, { address: `:${port}${protocol === 'udp' ? '/udp' : ''}` }] as const;
    });
  return {
    entryPoints: Object.fromEntries([...http, ...others]),
    providers: providersFor(Object.values(services)),
    ...(resolvers.size > 0 && {
      certificatesResolvers: Object.fromEntries(Array.from(resolvers, (name) => [name, {}])),
    }),
  };
}

/** The provider that reads what speaks to Traefik: that of a swarm where labels stand below `deploy`, and nowhere else. */
function providersFor(services: readonly ComposeService[]): object {
  const said = services.map(({ labels, deploy }) => ({
    docker: speaksToTraefik(labels),
    swarm: speaksToTraefik(deploy?.labels),
  }));
  // What says the same in both places is meant for one of them.
  const isSaidTwice = said.some(({ docker, swarm }) => docker && swarm);
  const isSwarm = !isSaidTwice && said.some(({ swarm }) => swarm);
  return {
    ...((!isSwarm || said.some(({ docker }) => docker)) && { docker: {} }),
    ...(isSwarm && { swarm: {} }),
  };
}

function speaksToTraefik(labels: ComposeService['labels'] = {}): boolean {
  return Object.keys(labels).some((label) => label.startsWith('traefik.'));
}

const entryPointLabel = /^traefik\.(http|tcp|udp)\.routers\.[^.]+\.entrypoints$/i;
const resolverLabel = /^traefik\.(?:http|tcp)\.routers\.[^.]+\.tls\.certresolver$/i;

function namedBy(services: readonly ComposeService[]): Named {
  const entryPoints = new Map<string, 'tcp' | 'udp'>();
  const resolvers = new Set<string>();
  for (const { labels = {}, deploy } of services) {
    for (const [label, value] of Object.entries({ ...deploy?.labels, ...labels })) {
      const protocol = entryPointLabel.exec(label)?.[1]?.toLowerCase();
      if (protocol !== undefined)
        for (const name of namesIn(value)) entryPoints.set(name, protocol === 'udp' ? 'udp' : 'tcp');
      if (resolverLabel.test(label)) for (const name of namesIn(value)) resolvers.add(name);
    }
  }
  return { entryPoints, resolvers };
}

/** Names of a list, as far as Traefik's static configuration could have them. */
function namesIn(value: string): readonly string[] {
  return value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => /^[\w-]+$/.test(name));
}
