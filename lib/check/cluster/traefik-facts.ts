import { readStaticConfiguration } from '../../traefik/model';
import type { TraefikFacts } from './facts';

/**
 * What is known of the Traefik of a static configuration.
 *
 * @param configuration in Traefik's own words, as parsed YAML; without it, what the official Helm chart 41 runs, of
 * which nobody knows the certificate resolvers
 * @throws ProblemError with all that Traefik would not start with
 */
export function traefikFactsOf(configuration?: object): TraefikFacts {
  const { file, entryPoints } = readStaticConfiguration(configuration);
  return {
    ...(configuration === undefined
      ? { isOfChart: true }
      : { configuration, certificateResolvers: new Set(file.certificatesResolvers?.keys()) }),
    entryPoints: new Map(Array.from(entryPoints, ([name, { protocol }]) => [name, protocol])),
    allowCrossNamespace: file.providers?.kubernetesCRD?.allowCrossNamespace ?? false,
  };
}
