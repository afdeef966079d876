import type { FieldPath, Location } from '../../../../core/finding';
import { asList, oncePer, own } from '../../../../core/base';
import { routersIn } from '../../../labels';
import type { Cluster, ClusterObject } from '../../provider/cluster';
import { dockerApiVersion } from '../../provider/docker';
import { fileKind, routerPath } from '../../provider/file';
import { type GatewayStatuses, gatewayObject, isReadKind } from '../../provider/gateway';
import { type NginxSurvey, isSelected, survey } from '../../provider/ingressnginx';
import { texts } from '../../provider/read';
import type { Drop } from '../../provider/result';
import type { Unread } from '../../provider/unread';
import type { Built } from '../../runtime/build';

/** Says where a field of one of the given objects was written, where that is known. */
export type Locate = (object: unknown, path: FieldPath) => Location | undefined;

/** What an explanation may look up besides what runs: the objects themselves, and what of them is left out. */
export interface Scene {
  readonly built: Built;
  readonly cluster: Cluster;
  readonly dropped: readonly Drop[];
  readonly unread: readonly Unread[];
  /** What Traefik writes into the status of objects of the Gateway API; absent where it does not read them. */
  readonly gateways?: GatewayStatuses;
  readonly locate: Locate;
}

/** Names an object of a cluster. */
export interface ObjectReference {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

const groups: Readonly<Record<string, string>> = {
  ConfigMap: 'v1',
  Container: dockerApiVersion,
  File: dockerApiVersion,
  Ingress: 'networking.k8s.io/v1',
  Secret: 'v1',
  Service: 'v1',
  Task: dockerApiVersion,
};

const traefikGroup = 'traefik.io/v1alpha1';

/** An object of a kind that Traefik reads. */
export function objectOf(
  { cluster }: Scene,
  { kind, namespace, name }: ObjectReference,
): ClusterObject | undefined {
  return (
    gatewayObject(cluster, kind, namespace, name) ??
    cluster.get(groups[kind] ?? traefikGroup, kind, namespace, name)
  );
}

/** Where a field of an object was written; null where nobody knows. */
export function placeOf(scene: Scene, reference: ObjectReference, path: FieldPath): Location | null {
  const object = objectOf(scene, reference);
  return (object && scene.locate(object.value, path)) ?? null;
}

/** `spec.routes[0]`, or what an Ingress has instead: the field of an object from which a router came. */
export function routePath(object: Readonly<Record<string, unknown>>, route: number): FieldPath {
  if (object['kind'] === fileKind) return routerPath(object, route);
  if (object['apiVersion'] === dockerApiVersion) return labelOfRouter(object, route);
  if (object['kind'] === 'Ingress') return ingressPath(object, route);
  return ['spec', isReadKind(String(object['kind'])) ? 'rules' : 'routes', route];
}

/** The label of a container that says the rule; the container itself where its router is Traefik's own idea. */
function labelOfRouter(value: Readonly<Record<string, unknown>>, route: number): FieldPath {
  const labels = Object.fromEntries(texts(own(own(value, 'metadata'), 'labels')));
  const router = routersIn(labels)[route];
  return router ? ['metadata', 'labels', router.label] : ['metadata', 'name'];
}

/** Routes of an Ingress are counted over all its rules. */
function ingressPath(value: Readonly<Record<string, unknown>>, route: number): FieldPath {
  let index = route;
  for (const [rule, paths] of pathsOf(value).entries()) {
    if (index < paths.length) return ['spec', 'rules', rule, 'http', 'paths', index];
    index -= paths.length;
  }
  return ['spec', 'defaultBackend'];
}

function pathsOf(value: unknown): readonly (readonly unknown[])[] {
  return asList(own(own(value, 'spec'), 'rules')).map((rule) => asList(own(own(rule, 'http'), 'paths')));
}

/** Whether an Ingress is read by the provider kubernetesIngressNGINX. */
export function isReadAsNginx(scene: Scene, reference: ObjectReference): boolean {
  if (reference.kind !== 'Ingress') return false;
  const { kubernetesIngress } = scene.built.runtime.statics.file.providers ?? {};
  const nginx = nginxSurvey(scene);
  if (!nginx || !kubernetesIngress) return nginx !== undefined;
  const object = objectOf(scene, reference);
  return object !== undefined && isSelected(nginx, object);
}

/** What that provider knows of all Ingresses; undefined where it is off. */
export const nginxSurvey = oncePer(({ built, cluster }: Scene): NginxSurvey | undefined => {
  const { statics } = built.runtime;
  const { kubernetesIngressNGINX } = statics.file.providers ?? {};
  return kubernetesIngressNGINX && survey(cluster, kubernetesIngressNGINX, statics);
});

/** The object of a router, `IngressRoute shop/web`; its name where no object makes it. */
export function routerText({ built: { runtime } }: Scene, name: string): string {
  const state = runtime.routers.get(name) ?? runtime.tcpRouters.get(name);
  const source = state?.config.source;
  return source ? `${source.kind} ${source.namespace}/${source.name}` : name;
}
