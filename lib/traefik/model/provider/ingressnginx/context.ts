import type { TraefikVersion } from '../../../version';
import type { ProviderConfiguration } from '../../dynamic/configuration';
import type { ClusterObject } from '../cluster';
import type { KubernetesView } from '../kubernetes';
import type { Drop } from '../result';
import type { NginxSettings } from './annotations';
import type { NginxOptions } from './options';

/** What reading one set of Ingresses needs. */
export interface NginxContext {
  readonly view: KubernetesView;
  readonly options: NginxOptions;
  readonly version: TraefikVersion;
  readonly configuration: ProviderConfiguration;
  readonly dropped: Drop[];
}

/** An Ingress with its annotations read. */
export interface NginxIngress {
  readonly object: ClusterObject;
  readonly settings: NginxSettings;
}
