import type { TraefikVersion } from '../../../version';
import { type ProviderConfiguration, type TlsOptions, emptyConfiguration } from '../../dynamic/configuration';
import type { KubernetesIngressNginxProvider, StaticConfiguration } from '../../static';
import type { Cluster, ClusterObject } from '../cluster';
import { type KubernetesView, viewOf } from '../kubernetes';
import type { Drop } from '../result';
import type { NginxSettings } from './annotations';
import { type NginxOptions, readOptions } from './options';
import { watchedNamespaces } from './selection';

/** TLS options that an Ingress makes. */
export interface NamedTlsOptions {
  readonly name: string;
  readonly options: TlsOptions;
}

/** What reading one set of Ingresses needs. */
export interface NginxContext {
  readonly view: KubernetesView;
  readonly options: NginxOptions;
  readonly version: TraefikVersion;
  readonly configuration: ProviderConfiguration;
  readonly dropped: Drop[];
  /** TLS options that auth-tls-secret asks for, by their names, as they are found. */
  readonly clientAuth: Map<string, NamedTlsOptions>;
}

/** An Ingress with its annotations read. */
export interface NginxIngress {
  readonly object: ClusterObject;
  readonly settings: NginxSettings;
}

/** A context in which nothing is read yet. */
export function contextOf(
  cluster: Cluster,
  provider: KubernetesIngressNginxProvider,
  statics: StaticConfiguration,
): NginxContext {
  const options = readOptions(provider, statics);
  return {
    view: viewOf(cluster, watchedNamespaces(cluster, options)),
    options,
    version: statics.version,
    configuration: emptyConfiguration(),
    dropped: [],
    clientAuth: new Map(),
  };
}
