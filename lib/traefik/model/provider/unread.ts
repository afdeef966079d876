import { groupBy, groupOf, own } from '../../../core/base';
import type { StaticConfiguration } from '../static';
import type { Cluster, ClusterObject } from './cluster';
import { isReadKind } from './gateway';
import { text } from './read';
import type { Drop } from './result';

/** An object that speaks of routes, and that no provider of this Traefik reads: nothing is logged about it. */
export interface Unread {
  readonly object: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  };
  readonly reason: string;
  readonly fix: string;
}

/** Why objects are not read, and what to do about it. */
type Ground = Omit<Unread, 'object'>;

/** Objects of kinds that some Traefik would read, and this one does not. */
export function unreadObjects(cluster: Cluster, statics: StaticConfiguration): readonly Unread[] {
  return cluster.kinds().flatMap(({ apiVersion, kind, all }) => {
    if (kind === 'Ingress' && ingressGroups.has(groupOf(apiVersion))) {
      return all.flatMap((object) => unread(object, ingressGround(cluster, statics, object)));
    }
    const ground = groundOf(statics, groupOf(apiVersion), kind);
    return ground ? all.flatMap((object) => unread(object, ground)) : [];
  });
}

function unread(
  { apiVersion, kind, namespace, name }: ClusterObject,
  ground: Ground | undefined,
): readonly Unread[] {
  return ground ? [{ object: { apiVersion, kind, namespace, name }, ...ground }] : [];
}

const ingressGroups: ReadonlySet<string> = new Set(['extensions', 'networking.k8s.io']);

function groundOf(statics: StaticConfiguration, group: string, kind: string): Ground | undefined {
  switch (group) {
    case 'traefik.containo.us':
      return {
        reason: 'Traefik v3 reads the group traefik.io alone: traefik.containo.us was that of v2',
        fix: 'write apiVersion: traefik.io/v1alpha1',
      };
    case 'traefik.io':
      return readsCrds(statics) ? undefined : switchedOff('providers.kubernetesCRD');
    case 'gateway.networking.k8s.io':
      return gatewayGround(statics, kind);
    case 'serving.knative.dev':
    case 'networking.internal.knative.dev':
      return statics.file.providers?.knative
        ? notModelled('providers.knative')
        : switchedOff('providers.knative');
    default:
      return undefined;
  }
}

/** A static configuration that names no provider is one of which only the entry points were written down. */
export function readsCrds({ file }: StaticConfiguration): boolean {
  const { kubernetesCRD, ...others } = file.providers ?? {};
  const { kubernetesIngress, kubernetesIngressNGINX, kubernetesGateway, docker, swarm } = others;
  const isOther = kubernetesIngress ?? kubernetesIngressNGINX ?? kubernetesGateway ?? docker ?? swarm;
  return kubernetesCRD !== undefined || isOther === undefined;
}

function switchedOff(provider: string): Ground {
  return {
    reason: `${provider} is off in this static configuration`,
    fix: `turn it on: ${provider}: {}`,
  };
}

function gatewayGround({ file }: StaticConfiguration, kind: string): Ground | undefined {
  const { kubernetesGateway } = file.providers ?? {};
  if (!kubernetesGateway) return switchedOff('providers.kubernetesGateway');
  if (!isReadKind(kind)) {
    return {
      reason: `Traefik v3.7 reads no ${kind} of the Gateway API`,
      fix: 'say it with a Gateway, an HTTPRoute, a GRPCRoute, a TLSRoute or a TCPRoute',
    };
  }
  if (kind !== 'TCPRoute' || kubernetesGateway.experimentalChannel === true) return undefined;
  return {
    reason: 'providers.kubernetesGateway.experimentalChannel is off in this static configuration',
    fix: 'turn it on: providers.kubernetesGateway: { experimentalChannel: true }',
  };
}

function notModelled(provider: string): Ground {
  return {
    reason: `${provider} reads it, and what that makes of it is not computed here`,
    fix: 'ask the Traefik that runs: /api/rawdata',
  };
}

const nginxController = 'k8s.io/ingress-nginx';

const ingressVersion = 'networking.k8s.io/v1';

function ingressGround(
  cluster: Cluster,
  { file }: StaticConfiguration,
  ingress: ClusterObject,
): Ground | undefined {
  const { kubernetesIngress, kubernetesIngressNGINX } = file.providers ?? {};
  if (ingress.apiVersion !== ingressVersion) {
    return {
      reason: `Traefik v3 reads Ingresses of ${ingressVersion} alone, not of ${ingress.apiVersion}`,
      fix: `write apiVersion: ${ingressVersion}, with pathType and backend.service`,
    };
  }
  if (kubernetesIngress || kubernetesIngressNGINX) return undefined;
  const isNginx = isOfNginx(cluster, ingress);
  return switchedOff(isNginx ? 'providers.kubernetesIngressNGINX' : 'providers.kubernetesIngress');
}

/** Whether an Ingress asks for ingress-nginx: by its class, else by annotations that only that one has. */
export function isOfNginx(cluster: Cluster, { value, annotations }: ClusterObject): boolean {
  const className = text(own(own(value, 'spec'), 'ingressClassName'));
  const found = cluster.list('networking.k8s.io/v1', 'IngressClass').find(({ name }) => name === className);
  const controller = text(own(own(found?.value, 'spec'), 'controller'));
  if (controller !== '') return controller === nginxController;
  return (
    className === 'nginx' ||
    [...annotations.keys()].some((key) => key.startsWith('nginx.ingress.kubernetes.io/'))
  );
}

/** What is left out as a whole, in one line for each kind and reason: `ignored: 3 HTTPRoutes; …`. */
export function ignoredNotes(unread: readonly Unread[], dropped: readonly Drop[]): readonly string[] {
  const unselected = dropped.filter(({ isUnselected }) => isUnselected);
  const groups = groupBy([...unread, ...unselected], ({ object, reason }) =>
    JSON.stringify([object.kind, reason]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { kind, namespace, name } = first.object;
    const what = group.length === 1 ? `${kind} ${namespace}/${name}` : `${group.length} ${plural(kind)}`;
    return [`ignored: ${what}; ${first.reason}`];
  });
}

function plural(kind: string): string {
  return kind.endsWith('s') ? `${kind}es` : kind.replace(/y$/, 'ie') + 's';
}
