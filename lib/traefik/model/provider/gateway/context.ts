import type { FieldPath } from '../../../../core/finding';
import type { TraefikVersion } from '../../../version';
import type { ProviderConfiguration } from '../../dynamic/configuration';
import type { Naming } from '../../dynamic/names';
import type { KubernetesGatewayProvider, StaticConfiguration } from '../../static';
import type { KubernetesView } from '../kubernetes';
import type { Drop } from '../result';
import type { Listener } from './listeners';
import type { GatewayRoute } from './route';
import type { Condition, PolicyStatus } from './status';

/** What reading objects of the Gateway API needs. */
export interface GatewayContext {
  readonly view: KubernetesView;
  readonly options: KubernetesGatewayProvider;
  readonly statics: StaticConfiguration;
  readonly version: TraefikVersion;
  /** How the provider of Traefik's own kinds names its objects, in namespaces that it watches; undefined where it is off. */
  readonly crd: { readonly naming: Naming; isWatched(namespace: string): boolean } | undefined;
  /** What the provider says, filled as routes are attached. */
  readonly configuration: ProviderConfiguration;
  /** BackendTLSPolicies that routes use, by their names. */
  readonly policies: Map<string, PolicyStatus>;
  /** What Traefik only logs. */
  readonly dropped: Drop[];
}

/** A Gateway of Traefik's with its listeners. */
export interface AttachedGateway {
  readonly namespace: string;
  readonly name: string;
  readonly listeners: readonly Listener[];
}

/** A route on one listener. */
export interface Attachment {
  readonly route: GatewayRoute;
  readonly gateway: AttachedGateway;
  readonly listener: Listener;
  /** The hostnames that route and listener have in common. */
  readonly hostnames: readonly string[];
  /** What the route makes there, to be taken over once it is accepted. */
  readonly configuration: ProviderConfiguration;
}

/** What is wrong with a reference, or undefined. */
export type Fault = Condition | undefined;

/** The field of a backend of a route. */
export function backendPath(rule: number, backend: number): FieldPath {
  return ['spec', 'rules', rule, 'backendRefs', backend];
}

/** Whether routes of a namespace may refer to other providers. */
export function mayReferAcross({ options }: GatewayContext, namespace: string): boolean {
  return options.crossProviderNamespaces?.includes(namespace) ?? true;
}
