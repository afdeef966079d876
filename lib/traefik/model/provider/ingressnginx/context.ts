import type { TraefikVersion } from '../../../version';
import type { ProviderConfiguration, TlsOptions } from '../../dynamic/configuration';
import type { ClusterObject } from '../cluster';
import type { KubernetesView } from '../kubernetes';
import type { Drop } from '../result';
import type { NginxSettings } from './annotations';
import type { NginxOptions } from './options';

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
