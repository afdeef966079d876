import { readStaticConfiguration, usesSafeNames } from '../../traefik/model';
import { readVersion } from '../../traefik/version';
import type { TraefikFacts } from './facts';

/**
 * What is known of the Traefik of a static configuration.
 *
 * @param configuration in Traefik's own words, as parsed YAML; without it, what the official Helm chart 41 runs, of
 * which nobody knows the certificate resolvers
 * @param version its release
 * @throws ProblemError with all that Traefik would not start with
 */
export function traefikFactsOf(configuration?: object, version?: string): TraefikFacts {
  const statics = readStaticConfiguration(configuration, undefined, readVersion(version));
  const { file, entryPoints } = statics;
  return {
    ...(version !== undefined && { version }),
    ...(configuration === undefined
      ? { isOfChart: true }
      : { configuration, certificateResolvers: new Set(file.certificatesResolvers?.keys()) }),
    entryPoints: new Map(Array.from(entryPoints, ([name, { protocol }]) => [name, protocol])),
    allowCrossNamespace: file.providers?.kubernetesCRD?.allowCrossNamespace ?? false,
    safeNaming: usesSafeNames(statics),
  };
}
