import type { ProviderConfiguration } from './dynamic/configuration';
import { makeCluster } from './provider/cluster';
import { type DockerProvider, provideDocker } from './provider/docker';
import { provideFile } from './provider/file';
import type { Drop } from './provider/result';
import { readStaticConfiguration } from './static';

/** A provider of a Traefik that reads containers: of their labels, or of files beside them. */
export type ComposedProvider = DockerProvider | 'file';

/** What a provider makes of all containers or files, before anything is resolved. */
export interface ComposedConfiguration {
  readonly provider: ComposedProvider;
  readonly configuration: ProviderConfiguration;
  /** What it leaves out, and why. */
  readonly dropped: readonly Drop[];
}

/**
 * What Traefik's providers make of containers and of files: their routers, services and middlewares, and Traefik's
 * defaults.
 *
 * @param traefik its static configuration
 */
export function composedConfigurations(
  objects: Iterable<unknown>,
  traefik: unknown,
): readonly ComposedConfiguration[] {
  const cluster = makeCluster(objects);
  const { docker, swarm, file } = readStaticConfiguration(traefik).file.providers ?? {};
  const options = [
    ...(swarm ? [['swarm', swarm] as const] : []),
    ...(docker || !swarm ? [['docker', docker ?? {}] as const] : []),
  ];
  return [
    ...options.map(([provider, given]) => ({ provider, ...provideDocker(cluster, provider, given) })),
    ...(file ? [{ provider: 'file' as const, ...provideFile(cluster) }] : []),
  ];
}
