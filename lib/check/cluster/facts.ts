import type { PlacedClaim } from '../claims';
import type { ApiObjectData } from '../../core/manifest';
import type { SecretTexts } from '../../core/finding';

/** What is known of the Traefik of a cluster. */
export interface TraefikFacts {
  /** Its release, for example `3.7.13`. @default the newest that the model was compared with */
  readonly version?: string;
  /** Names of the entry points and what they listen for. Without it, entry points are not checked. */
  readonly entryPoints?: ReadonlyMap<string, 'tcp' | 'udp'>;
  /** Names of the certificate resolvers. Without it, resolvers are not checked. */
  readonly certificateResolvers?: ReadonlySet<string>;
  /** providers.kubernetesCRD.allowCrossNamespace. @default false */
  readonly allowCrossNamespace?: boolean;
  /** providers.kubernetesCRD.safeNaming. @default false */
  readonly safeNaming?: boolean;
  /** Its whole static configuration in Traefik's own words. @default nothing is known of it */
  readonly configuration?: object;
  /** Whether it is what the official Helm chart 41 runs when its values are left alone. @default false */
  readonly isOfChart?: boolean;
  /** Ports at which clients reach its entry points. @default those of the entry points' addresses */
  readonly exposedPorts?: ReadonlyMap<string, number>;
}

/** An object that the cluster has, though the program does not make it. */
export interface KnownObject {
  readonly kind: string;
  /** @default any namespace */
  readonly namespace?: string;
  readonly name: string;
  /** Ports of a Service, by number or name. @default any port */
  readonly ports?: readonly (string | number)[];
  /** Keys of a Secret or ConfigMap. @default any key */
  readonly keys?: readonly string[];
  /** The object itself, where a controller is known to make it so. @default nothing but its name is known */
  readonly object?: ApiObjectData;
}

/** What is known of a cluster besides the objects that are looked at. */
export interface ClusterFacts {
  readonly traefik?: TraefikFacts;
  readonly existing?: readonly KnownObject[];
  /** What is claimed of all requests to it. */
  readonly claims?: readonly PlacedClaim[];
  /** Policies that its objects are held against: ValidatingAdmissionPolicies, their bindings and parameters. */
  readonly policies?: readonly ApiObjectData[];
  /** Texts that may stand in Secrets alone, and are told to nobody. */
  readonly secrets?: SecretTexts;
}

/** The kinds of objects that can be declared as existing, by the key under which environment files have them. */
export const existingKinds = {
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
} as const;
