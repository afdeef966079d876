import type { ProviderConfiguration } from './dynamic/configuration';
import { makeCluster } from './provider/cluster';
import { type DockerProvider, provideDocker } from './provider/docker';
import type { Drop } from './provider/result';
import { readStaticConfiguration } from './static';

/** What a provider makes of the labels of all containers, before anything is resolved. */
export interface Labelled {
  readonly provider: DockerProvider;
  readonly configuration: ProviderConfiguration;
  /** What it leaves out, and why. */
  readonly dropped: readonly Drop[];
}

/**
 * What Traefik's providers make of containers: the routers, services and middlewares of their labels, and of its defaults.
 *
 * @param traefik its static configuration
 */
export function labelledConfigurations(objects: Iterable<unknown>, traefik: unknown): readonly Labelled[] {
  const cluster = makeCluster(objects);
  const { docker, swarm } = readStaticConfiguration(traefik).file.providers ?? {};
  const options = [
    ...(swarm ? [['swarm', swarm] as const] : []),
    ...(docker || !swarm ? [['docker', docker ?? {}] as const] : []),
  ];
  return options.map(([provider, given]) => ({ provider, ...provideDocker(cluster, provider, given) }));
}
