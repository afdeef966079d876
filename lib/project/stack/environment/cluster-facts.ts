import {
  type Environment,
  type EnvironmentSpec,
  type ExistingKeys,
  type ExistingService,
  type StaticConfiguration,
  withStaticDefaults,
} from '../../environment';
import type { ClusterFacts, KnownObject, TraefikFacts } from '../../../check/cluster';

/** Kind of the objects under each key of `existing`. */
const kinds: Readonly<Record<keyof NonNullable<EnvironmentSpec['existing']>, string>> = {
  secrets: 'Secret',
  configMaps: 'ConfigMap',
  services: 'Service',
  serviceAccounts: 'ServiceAccount',
  persistentVolumeClaims: 'PersistentVolumeClaim',
  middlewares: 'Middleware',
  tcpMiddlewares: 'MiddlewareTCP',
  ingressRoutes: 'IngressRoute',
  traefikServices: 'TraefikService',
  serversTransports: 'ServersTransport',
  tcpServersTransports: 'ServersTransportTCP',
  tlsOptions: 'TLSOption',
};

/** How the official Helm chart's Service exposes Traefik. */
const chartPorts = { web: 80, websecure: 443 };

/** What an environment file says of its cluster: the Traefik that runs there, and what it has already. */
export function clusterFactsOf({ spec, traefik }: Environment): ClusterFacts {
  const { namespace: _namespace, labels: _labels, exposedPorts = chartPorts, ...configuration } = traefik;
  return {
    existing: existingObjects(spec),
    traefik: traefikFacts(configuration, new Map(Object.entries(exposedPorts))),
  };
}

/** What the static configuration of a Traefik says of it. */
export function traefikFacts(
  configuration: StaticConfiguration,
  exposedPorts?: ReadonlyMap<string, number>,
): TraefikFacts {
  const { entryPoints, certificatesResolvers = {}, providers } = withStaticDefaults(configuration);
  return {
    configuration,
    ...(exposedPorts && { exposedPorts }),
    entryPoints: new Map(
      Object.entries(entryPoints).map(([name, { address }]) => [
        name,
        address?.endsWith('/udp') ? 'udp' : 'tcp',
      ]),
    ),
    certificateResolvers: new Set(Object.keys(certificatesResolvers)),
    allowCrossNamespace: providers.kubernetesCRD?.allowCrossNamespace ?? false,
  };
}

function existingObjects({ namespace, existing = {} }: EnvironmentSpec): KnownObject[] {
  const sections: Readonly<Record<string, Readonly<Record<string, ExistingService & ExistingKeys>>>> = {
    ...existing,
  };
  return Object.entries(kinds).flatMap(([key, kind]) => {
    return Object.entries(sections[key] ?? {}).map(([name, object]) => ({
      kind,
      name,
      namespace: object.namespace ?? namespace,
      ...(object.ports && { ports: object.ports }),
      ...(object.keys && { keys: object.keys }),
    }));
  });
}
