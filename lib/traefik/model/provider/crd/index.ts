import { isFailed } from '../../../../core/base';
import type { TraefikKind } from '../../../api';
import type { TraefikVersion } from '../../../version';
import { type ProviderConfiguration, emptyConfiguration } from '../../dynamic/configuration';
import { namingOf } from '../../dynamic/names';
import type { KubernetesCrdProvider } from '../../static';
import type { Cluster } from '../cluster';
import { viewOf } from '../kubernetes';
import { type Drop, dropped } from '../result';
import { parseSelector } from '../selector';
import { type CrdContext, type TraefikObject, readSpec } from './context';
import { loadIngressRoutes } from './http';
import { loadMiddlewares } from './middlewares';
import { loadIngressRoutesTcp, loadIngressRoutesUdp } from './stream';
import { loadTlsOptions, loadTlsStores } from './tls';
import { loadTraefikServices } from './traefik-service';
import { loadTransports } from './transports';

export { providerName } from './context';

/** What a provider made of a cluster. */
export interface Provided {
  readonly configuration: ProviderConfiguration;
  readonly dropped: readonly Drop[];
}

const apiVersion = 'traefik.io/v1alpha1';

/** Traefik's provider kubernetesCRD: its ten kinds become one dynamic configuration. */
export function provideCrd(
  cluster: Cluster,
  options: KubernetesCrdProvider,
  version: TraefikVersion,
): Provided {
  const context = makeContext(cluster, options, version);
  // The order decides which of two things of one name stays.
  loadTlsStores(context);
  loadIngressRoutes(context);
  loadIngressRoutesTcp(context);
  loadIngressRoutesUdp(context);
  loadTlsOptions(context);
  loadMiddlewares(context);
  loadTraefikServices(context);
  loadTransports(context);
  // Traefik loads all or nothing: a crash leaves it with what it had before, which is nothing when it starts.
  const configuration = context.crashes.length > 0 ? emptyConfiguration() : context.configuration;
  return { configuration, dropped: [...context.dropped, ...context.crashes] };
}

function makeContext(cluster: Cluster, options: KubernetesCrdProvider, version: TraefikVersion): CrdContext {
  const view = viewOf(cluster, options.namespaces);
  const { labelSelector = '' } = options;
  const isSelected = parseSelector(labelSelector);
  const drops: Drop[] = [];
  const objects = <K extends TraefikKind>(kind: K): readonly TraefikObject<K>[] =>
    cluster.list(apiVersion, kind).flatMap((object) => {
      if (!view.isWatched(object.namespace)) {
        drops.push(dropped(object, [], `namespace "${object.namespace}" is not watched`));
        return [];
      }
      if (labelSelector !== '' && !isSelected(object.labels)) {
        drops.push(dropped(object, [], `its labels do not match the selector "${labelSelector}"`));
        return [];
      }
      const spec = readSpec(object, kind);
      if (isFailed(spec)) {
        drops.push(dropped(object, [], spec.reason));
        return [];
      }
      return [{ object, spec: spec.value }];
    });
  return {
    version,
    view,
    options,
    naming: namingOf(options.safeNaming),
    configuration: emptyConfiguration(),
    dropped: drops,
    crashes: [],
    objects,
  };
}
