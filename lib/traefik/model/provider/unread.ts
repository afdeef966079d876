import { groupBy, groupOf, own } from '../../../core/base';
import { isTraefikKind, traefikApiVersion, traefikKinds } from '../../api';
import type { StaticConfiguration } from '../static';
import type { Cluster, ClusterObject } from './cluster';
import { isReadKind } from './gateway';
import { text } from './read';
import { refusalsIn } from './refused';
import type { Drop } from './result';

/** An object that no provider of this Traefik reads, or that the API server refuses: nothing is logged about it. */
export interface Unread {
  readonly object: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  };
  readonly reason: string;
  readonly fix: string;
  /** The kind that was meant, where the API server refuses what is written. */
  readonly meant?: string;
}

/** Why objects are not read, and what to do about it. */
type Ground = Omit<Unread, 'object'>;

/** Objects of kinds that some Traefik would read, and this one does not; and those that the API server refuses. */
export function unreadObjects(cluster: Cluster, statics: StaticConfiguration): readonly Unread[] {
  const refusalOf = refusalsIn(cluster);
  return cluster.kinds().flatMap(({ apiVersion, kind, all }) => {
    const refusal = refusalOf({ apiVersion, kind });
    if (refusal) {
      const { reason, fix, meant } = refusal;
      return all.flatMap((object) => unread(object, { reason, fix, meant: meant?.kind ?? kind }));
    }
    if (kind === 'Ingress' && groupOf(apiVersion) === ingressGroup) {
      return all.flatMap((object) => unread(object, ingressGround(cluster, statics, object)));
    }
    const ground = groundOf(statics, apiVersion, kind);
    return ground ? all.flatMap((object) => unread(object, ground)) : [];
  });
}

function unread(
  { apiVersion, kind, namespace, name }: ClusterObject,
  ground: Ground | undefined,
): readonly Unread[] {
  return ground ? [{ object: { apiVersion, kind, namespace, name }, ...ground }] : [];
}

const ingressGroup = 'networking.k8s.io';

function groundOf(statics: StaticConfiguration, apiVersion: string, kind: string): Ground | undefined {
  switch (groupOf(apiVersion)) {
    case 'traefik.containo.us':
      return {
        reason: 'Traefik v3 reads the group traefik.io alone: traefik.containo.us was that of v2',
        fix: 'write apiVersion: traefik.io/v1alpha1',
      };
    case 'traefik.io':
      return readsCrds(statics) ? crdGround(apiVersion, kind) : switchedOff('providers.kubernetesCRD');
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

/** Who brings a CRD of another version or kind along has the API server take it, and Traefik asks for none. */
function crdGround(apiVersion: string, kind: string): Ground | undefined {
  if (apiVersion === traefikApiVersion && isTraefikKind(kind)) return undefined;
  return {
    reason: `Traefik v3 reads the kinds of ${traefikApiVersion} alone, and no ${kind} of ${apiVersion}`,
    fix: `write it as one of the kinds of ${traefikApiVersion}: ${traefikKinds.join(', ')}`,
  };
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

function ingressGround(
  cluster: Cluster,
  { file }: StaticConfiguration,
  ingress: ClusterObject,
): Ground | undefined {
  const { kubernetesIngress, kubernetesIngressNGINX } = file.providers ?? {};
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
    const many = 'meant' in first ? `objects of kind ${kind}` : plural(kind);
    const what = group.length === 1 ? `${kind} ${namespace}/${name}` : `${group.length} ${many}`;
    return [`ignored: ${what}; ${first.reason}`];
  });
}

function plural(kind: string): string {
  return kind.endsWith('s') ? `${kind}es` : kind.replace(/y$/, 'ie') + 's';
}
