import type { DockerProviderOptions, StaticConfiguration } from '../../static';
import type { Cluster } from '../cluster';
import { type DockerProvider, dockerApiVersion } from './container';

/** The two providers that read containers. */
export const dockerProviders: readonly DockerProvider[] = ['docker', 'swarm'];

/**
 * The options of one of them; undefined where it is off. A static configuration that names no provider is one of which only
 * the entry points were written down.
 */
export function dockerOptions(
  { file }: StaticConfiguration,
  cluster: Cluster,
  provider: DockerProvider,
): DockerProviderOptions | undefined {
  const named = file.providers ?? {};
  if (named[provider] || provider === 'swarm') return named[provider];
  const { kubernetesCRD, kubernetesIngress, swarm } = named;
  const isSilent = kubernetesCRD === undefined && kubernetesIngress === undefined && swarm === undefined;
  return isSilent && cluster.list(dockerApiVersion, 'Container').length > 0 ? {} : undefined;
}
