import { own } from '../../../../core/base';
import { type ProviderConfiguration, emptyConfiguration } from '../../dynamic/configuration';
import { namingOf } from '../../dynamic/names';
import type { KubernetesGatewayProvider, StaticConfiguration } from '../../static';
import type { Cluster, ClusterObject } from '../cluster';
import { viewOf } from '../kubernetes';
import { text } from '../read';
import type { Drop } from '../result';
import { parseSelector } from '../selector';
import { type LoadRoute, attachRoute } from './attach';
import type { AttachedGateway, GatewayContext } from './context';
import { dropsOfStatuses, withoutRepeats } from './drops';
import { gatewayStatus } from './gateway-status';
import { loadHttpRoute } from './http-route';
import { loadListeners } from './listeners';
import { controllerName } from './names';
import { type RouteKind, listOf, readRoute } from './route';
import type { GatewayStatuses, RouteStatus } from './status';
import { denyUnknownHosts, loadStreamRoute } from './stream-route';
import { unreadFields } from './unread-fields';
import { unselected, unselectedGateway, unselectedRoute } from './unselected';

/** What the provider makes of a cluster. */
export interface ProvidedGateways {
  readonly configuration: ProviderConfiguration;
  readonly dropped: readonly Drop[];
  /** What Traefik writes into the status of the objects. */
  readonly statuses: GatewayStatuses;
}

/**
 * Traefik's provider kubernetesGateway: Gateways with their routes. A Service that `statusAddress` names and that is not
 * among the objects is taken to be there.
 *
 * @see pkg/provider/kubernetes/gateway/kubernetes.go
 */
export function provideGateway(
  cluster: Cluster,
  options: KubernetesGatewayProvider,
  statics: StaticConfiguration,
): ProvidedGateways {
  const context = contextOf(cluster, options, statics);
  const classes = classesOf(cluster, options);
  const gateways: { readonly object: ClusterObject; readonly attached: AttachedGateway }[] = [];
  for (const object of listOf(cluster, 'Gateway')) {
    const reason = unselectedGateway(context, classes, object);
    if (reason !== undefined) {
      context.dropped.push(unselected(object, reason));
      continue;
    }
    const { namespace, name } = object;
    context.dropped.push(...unreadFields(object));
    gateways.push({ object, attached: { namespace, name, listeners: loadListeners(context, object) } });
  }
  const attached = gateways.map((gateway) => gateway.attached);
  const routes: RouteStatus[] = [];
  for (const [kind, load] of kindsOf(options)) {
    for (const object of listOf(cluster, kind)) {
      const reason = unselectedRoute(context, attached, object);
      if (reason !== undefined) {
        context.dropped.push(unselected(object, reason));
        continue;
      }
      context.dropped.push(...unreadFields(object));
      const status = attachRoute(context, attached, readRoute(object, kind), load);
      if (status) routes.push(status);
      if (status && kind === 'TLSRoute') denyUnknownHosts(context);
    }
  }
  const statuses: GatewayStatuses = {
    classes,
    gateways: gateways.map(({ object, attached: { listeners } }) =>
      gatewayStatus(object, listeners, statics.version),
    ),
    routes,
    policies: [...context.policies.values()],
  };
  return {
    configuration: context.configuration,
    dropped: withoutRepeats([...context.dropped, ...dropsOfStatuses(statuses, attached)]),
    statuses,
  };
}

function contextOf(
  cluster: Cluster,
  options: KubernetesGatewayProvider,
  statics: StaticConfiguration,
): GatewayContext {
  const { kubernetesCRD } = statics.file.providers ?? {};
  return {
    view: viewOf(cluster, options.namespaces),
    options,
    statics,
    version: statics.version,
    crd: kubernetesCRD && {
      naming: namingOf(kubernetesCRD.safeNaming),
      isWatched: (namespace) => kubernetesCRD.namespaces?.includes(namespace) ?? true,
    },
    configuration: emptyConfiguration(),
    policies: new Map(),
    dropped: [],
  };
}

/** Names of the GatewayClasses that are Traefik's. */
function classesOf(cluster: Cluster, { labelSelector = '' }: KubernetesGatewayProvider): readonly string[] {
  const isSelected = parseSelector(labelSelector);
  return listOf(cluster, 'GatewayClass')
    .filter(
      ({ labels, value }) =>
        isSelected(labels) && text(own(own(value, 'spec'), 'controllerName')) === controllerName,
    )
    .map(({ name }) => name);
}

/** The kinds of routes in the order in which Traefik reads them. */
function kindsOf({
  experimentalChannel,
}: KubernetesGatewayProvider): readonly (readonly [RouteKind, LoadRoute])[] {
  return [
    ['HTTPRoute', loadHttpRoute],
    ['GRPCRoute', loadHttpRoute],
    ['TLSRoute', loadStreamRoute],
    ...(experimentalChannel === true ? ([['TCPRoute', loadStreamRoute]] as const) : []),
  ];
}
