import type { StaticConfiguration } from './spec';

/** The entry points of Traefik's official Helm chart (41) with its default values. */
const chartEntryPoints: NonNullable<StaticConfiguration['entryPoints']> = {
  web: { address: ':8000/tcp' },
  websecure: { address: ':8443/tcp', http: { tls: {} } },
  traefik: { address: ':8080/tcp' },
  metrics: { address: ':9100/tcp' },
};

/** The providers that the chart turns on. */
const chartProviders = {
  kubernetesCRD: { allowEmptyServices: true },
  kubernetesIngress: { allowEmptyServices: true },
};

/**
 * A static configuration with what Traefik's official Helm chart runs by default, where nothing is said of entry
 * points, of providers, or of the one that reads IngressRoutes.
 */
export function withStaticDefaults<Configuration extends StaticConfiguration>(
  configuration: Configuration,
): Configuration & Required<Pick<StaticConfiguration, 'entryPoints' | 'providers'>> {
  const { entryPoints = chartEntryPoints, providers = chartProviders } = configuration;
  const { kubernetesCRD = chartProviders.kubernetesCRD } = providers;
  return { ...configuration, entryPoints, providers: { ...providers, kubernetesCRD } };
}
