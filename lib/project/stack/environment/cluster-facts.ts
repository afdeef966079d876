import {
  type Environment,
  type EnvironmentSpec,
  type ExistingKeys,
  type ExistingService,
  type StaticConfiguration,
  withStaticDefaults,
} from '../../environment';
import {
  type ClusterFacts,
  type KnownObject,
  type TraefikFacts,
  existingKinds,
} from '../../../check/cluster';

/** How the official Helm chart's Service exposes Traefik. */
const chartPorts = { web: 80, websecure: 443 };

/** What an environment file says of its cluster: the Traefik that runs there, and what it has already. */
export function clusterFactsOf({ spec, traefik, claims }: Environment): ClusterFacts {
  const {
    namespace: _namespace,
    labels: _labels,
    version,
    exposedPorts = chartPorts,
    ...configuration
  } = traefik;
  return {
    existing: existingObjects(spec),
    ...(claims.length > 0 && { claims }),
    traefik: traefikFacts(configuration, new Map(Object.entries(exposedPorts)), version),
  };
}

/** What the static configuration of a Traefik says of it. */
export function traefikFacts(
  configuration: StaticConfiguration,
  exposedPorts?: ReadonlyMap<string, number>,
  version?: string,
): TraefikFacts {
  const { entryPoints, certificatesResolvers = {}, providers } = withStaticDefaults(configuration);
  return {
    configuration,
    ...(version !== undefined && { version }),
    ...(exposedPorts && { exposedPorts }),
    entryPoints: new Map(
      Object.entries(entryPoints).map(([name, { address }]) => [
        name,
        address?.endsWith('/udp') ? 'udp' : 'tcp',
      ]),
    ),
    certificateResolvers: new Set(Object.keys(certificatesResolvers)),
    allowCrossNamespace: providers.kubernetesCRD?.allowCrossNamespace ?? false,
    safeNaming: providers.kubernetesCRD?.safeNaming ?? false,
  };
}

function existingObjects({ namespace, existing = {} }: EnvironmentSpec): KnownObject[] {
  const sections: Readonly<Record<string, Readonly<Record<string, ExistingService & ExistingKeys>>>> = {
    ...existing,
  };
  return Object.entries(existingKinds).flatMap(([key, kind]) => {
    return Object.entries(sections[key] ?? {}).map(([name, object]) => ({
      kind,
      name,
      namespace: object.namespace ?? namespace,
      ...(object.ports && { ports: object.ports }),
      ...(object.keys && { keys: object.keys }),
    }));
  });
}
