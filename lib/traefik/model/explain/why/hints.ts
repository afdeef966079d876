import type { FieldPath } from '../../../../core/finding';
import { asList, itemAt, nearest, own } from '../../../../core/base';
import { normalize } from '../../dynamic/names';
import type { ClusterObject } from '../../provider/cluster';
import { elementName } from '../../provider/crd/context';
import { dockerApiVersion } from '../../provider/docker';
import { nearestLabel } from '../../../labels';
import { usesSafeNames } from '../../static';
import { annotationPrefix, routerAnnotations, serviceAnnotations } from '../../provider/ingress/annotations';
import { integer, text } from '../../provider/read';
import { readsCrds } from '../../provider/unread';
import { gatewayFix } from './gateway-fixes';
import type { ObjectReference, Scene } from './scene';
import { selectionFix } from './selection-fixes';

const traefikGroup = 'traefik.io/v1alpha1';
const crdSuffix = '@kubernetescrd';

/** What to write instead, where the reason for which something is left out tells what was meant. */
export function fixOf(
  scene: Scene,
  object: ClusterObject,
  path: FieldPath,
  reason: string,
): string | undefined {
  if (object.apiVersion === dockerApiVersion) return labelFix(scene, path, reason);
  const ofGateway = gatewayFix(scene, object, path, reason);
  if (ofGateway !== undefined) return ofGateway;
  const ofSelection = selectionFix(scene, object, path, reason);
  if (ofSelection !== undefined) return ofSelection;
  const middleware = /middleware "([^"]*)" does not exist/.exec(reason)?.[1];
  if (middleware !== undefined) return middlewareFix(scene, object, middleware);
  const service = /kubernetes service not found: (\S+)/.exec(reason)?.[1];
  if (service !== undefined) return serviceFix(scene, service);
  if (reason.endsWith('service not found')) return backendFix(scene, object, path);
  const annotation = /^field not found, node: (\S+)/.exec(reason)?.[1];
  if (annotation !== undefined) return annotationFix(annotation);
  if (reason.endsWith(' must be true or false')) return 'write "true" or "false"';
  if (reason.endsWith(' must be a whole number')) return 'write a whole number in quotes';
  const entryPoint = /entryPoint "([^"]*)" doesn't exist/.exec(reason)?.[1];
  if (entryPoint !== undefined) return entryPointFix(scene, entryPoint);
  const options = /unknown TLS options: (\S+?);?(?:\s|$)/.exec(reason)?.[1];
  if (options !== undefined) return tlsOptionFix(scene, object, options);
  if (/ not in the parent resource namespace /.test(reason))
    return 'put both into one namespace, or set providers.kubernetesCRD.allowCrossNamespace where Traefik runs so';
  if (/externalName services not allowed/i.test(reason)) {
    const provider = object.kind === 'Ingress' ? 'kubernetesIngress' : 'kubernetesCRD';
    return `set providers.${provider}.allowExternalNameServices where Traefik runs so`;
  }
  const [, kind = '', namespace = '', name] =
    /(Secret|ConfigMap) ([^\s/]+)\/(\S+) not found$/.exec(reason) ?? [];
  if (name !== undefined) return missingFix(scene, kind, namespace, name);
  if (/service port not (found|defined)/.test(reason)) return portFix(scene, object, path);
  const internal = /^(\w+) is not enabled$/.exec(reason)?.[1];
  if (internal !== undefined)
    return `turn it on in the static configuration: ${switches[internal] ?? `${internal}: {}`}`;
  const [, className, controller = 'traefik.io/ingress-controller'] =
    /there is no IngressClass "([^"]*)"(?: of the controller (\S+))?/.exec(reason) ?? [];
  if (className !== undefined) {
    return `add it: apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: { name: ${className} }, spec: { controller: ${controller} }`;
  }
  return undefined;
}

/** What to write in the labels of a container. */
function labelFix({ built }: Scene, path: FieldPath, reason: string): string | undefined {
  const [, , label] = path;
  if (reason.startsWith('field not found') && typeof label === 'string') {
    const meant = nearestLabel(label);
    return meant === undefined ? undefined : `write ${meant}`;
  }
  const [, kind = '', name = ''] =
    /^(?:the )?(middleware|service) "([^"]*)" does not exist/.exec(reason) ?? [];
  const known = kind === 'service' ? built.runtime.services : built.runtime.middlewares;
  const meant = name === '' ? undefined : nearest(name, known.keys());
  if (meant !== undefined) return `write ${meant}`;
  if (name.endsWith('@file')) return `what the file provider says is not read: it may be there`;
  if (reason === 'port is missing' || reason.endsWith(': port is missing'))
    return 'name it: traefik.http.services.<name>.loadbalancer.server.port, or expose in the Compose file';
  return undefined;
}

/** What of the static configuration turns Traefik's own services on. */
const switches: Readonly<Record<string, string>> = {
  dashboard: 'api: { dashboard: true }',
  prometheus: 'metrics: { prometheus: {} }',
  rest: 'providers: { rest: {} }',
};

function middlewareFix(scene: Scene, { kind, namespace }: ClusterObject, wanted: string): string | undefined {
  const [own, other] =
    kind === 'IngressRouteTCP' ? ['MiddlewareTCP', 'Middleware'] : ['Middleware', 'MiddlewareTCP'];
  const isSafe = usesSafeNames(scene.built.runtime.statics);
  const ofOther = scene.cluster
    .list(traefikGroup, other)
    .find((object) => elementName(object.namespace, object.name, isSafe) === wanted);
  const objects = scene.cluster.list(traefikGroup, own);
  const names = new Map(
    objects.map((object) => [elementName(object.namespace, object.name, isSafe), object] as const),
  );
  if (ofOther && !names.has(wanted)) {
    return `${other} ${ofOther.namespace}/${ofOther.name} is of that name, and ${kind} takes ${own} alone: write one`;
  }
  const at = wanted.lastIndexOf('@');
  const [local, provider] = at < 0 ? [wanted, ''] : [wanted.slice(0, at), wanted.slice(at)];
  const meant = [local, `${namespace}-${local}`]
    .map((name) => normalize(name) + crdSuffix)
    .find((name) => names.has(name));
  const found = meant === undefined ? undefined : names.get(meant);
  if (meant === wanted && found && !readsCrds(scene.built.runtime.statics)) {
    return `Middleware ${found.namespace}/${found.name} stands among the objects, but providers.kubernetesCRD is off in this static configuration: turn it on`;
  }
  if (meant === wanted && found) {
    const { namespace: ns, name } = found;
    const drop = scene.dropped.find(
      ({ object: left }) => left.kind === own && left.namespace === ns && left.name === name,
    );
    return drop && `${own} ${ns}/${name} is there, but dropped: ${drop.reason}`;
  }
  if (meant !== undefined && found) {
    return `write ${meant}: Traefik's name of Middleware ${found.namespace}/${found.name} is <namespace>-<name>${crdSuffix}`;
  }
  if (provider !== '' && provider !== crdSuffix) {
    return `this Traefik has no provider "${provider.slice(1)}" that makes middlewares: a Middleware's name is <namespace>-<name>${crdSuffix}`;
  }
  const unread = unreadFix(
    scene,
    own,
    (object) => elementName(object.namespace, object.name, isSafe) === wanted,
  );
  if (unread !== undefined) return unread;
  const object = nearestObject(local, namespace, objects);
  if (!object) return undefined;
  // Annotations take Traefik's names, routes those of objects.
  const takesNames = kind.startsWith('IngressRoute') || kind === own;
  const written = takesNames ? object.name : elementName(object.namespace, object.name, isSafe);
  return `did you mean "${written}" (${own} ${object.namespace}/${object.name})?`;
}

/** What is there under a name, and is read by nobody: its kind or version may be misspelt. */
function unreadFix(
  { unread }: Scene,
  wanted: string,
  isNamed: (object: ObjectReference) => boolean,
): string | undefined {
  const found = unread.find(({ object, meant = object.kind }) => meant === wanted && isNamed(object));
  if (!found) return undefined;
  const { object, reason, fix } = found;
  return `${object.kind} ${object.namespace}/${object.name} is there, but ${reason}: ${fix}`;
}

/** The object that is meant by a name of Traefik's: one that is like it beside who names it, or of that name elsewhere. */
function nearestObject(
  wanted: string,
  namespace: string,
  objects: readonly ClusterObject[],
): ClusterObject | undefined {
  const bare = wanted.startsWith(`${namespace}-`) ? wanted.slice(namespace.length + 1) : wanted;
  const beside = objects.filter((object) => object.namespace === namespace);
  const near = nearest(
    bare,
    beside.map(({ name }) => name),
  );
  return (
    beside.find(({ name }) => name === near) ??
    objects.find(({ name }) => bare === name || wanted.endsWith(`-${name}`))
  );
}

function entryPointFix({ built }: Scene, wanted: string): string {
  const names = [...built.runtime.statics.entryPoints.keys()];
  const near = nearest(wanted, names);
  return near === undefined ? `the entry points are ${names.join(', ')}` : `did you mean "${near}"?`;
}

function tlsOptionFix(scene: Scene, { namespace }: ClusterObject, wanted: string): string | undefined {
  const [local = ''] = wanted.split('@');
  const isSafe = usesSafeNames(scene.built.runtime.statics);
  const unread = unreadFix(
    scene,
    'TLSOption',
    (object) => elementName(object.namespace, object.name, isSafe) === wanted,
  );
  if (unread !== undefined) return unread;
  const meant = nearestObject(local, namespace, scene.cluster.list(traefikGroup, 'TLSOption'));
  return meant && `did you mean "${meant.name}" (TLSOption ${meant.namespace}/${meant.name})?`;
}

/** The name that is like one in an annotation, by which Traefik finds no field. */
function annotationFix(written: string): string | undefined {
  const known = written.startsWith('service.') ? serviceAnnotations : routerAnnotations;
  const near = nearest(written.toLowerCase(), known);
  return near === undefined ? undefined : `write ${annotationPrefix}${near}`;
}

/** A path of an Ingress that leads to a Service that is not there. */
function backendFix(scene: Scene, { namespace, value }: ClusterObject, path: FieldPath): string | undefined {
  const name = text(own(ingressService(itemAt(value, path)), 'name'));
  return name === '' ? undefined : serviceFix(scene, `${namespace}/${name}`);
}

/** The Service of a path of an Ingress, or of its default backend. */
function ingressService(place: unknown): unknown {
  return own(own(place, 'backend') ?? place, 'service');
}

/** A Secret or ConfigMap that is named, and not among the objects. */
function missingFix(scene: Scene, kind: string, namespace: string, wanted: string): string {
  const unread = unreadFix(scene, kind, (object) => object.namespace === namespace && object.name === wanted);
  if (unread !== undefined) return unread;
  const names = scene.cluster
    .list('v1', kind)
    .flatMap((object) => (object.namespace === namespace ? object.name : []));
  const near = nearest(wanted, names);
  return near === undefined
    ? `add the ${kind} ${namespace}/${wanted} to the objects, or say --assume-secrets where the cluster has it`
    : `did you mean "${near}" (${kind} ${namespace}/${near})?`;
}

function serviceFix(scene: Scene, wanted: string): string | undefined {
  if (wanted.includes('@'))
    return 'a service with an @ is none of Kubernetes: write kind: TraefikService beside its name';
  const unread = unreadFix(scene, 'Service', ({ namespace, name }) => `${namespace}/${name}` === wanted);
  if (unread !== undefined) return unread;
  const near = nearest(
    wanted,
    scene.cluster.list('v1', 'Service').map(({ namespace, name }) => `${namespace}/${name}`),
  );
  return near === undefined ? undefined : `did you mean ${near}?`;
}

/** The ports of the Services that a route names, where it names another one. */
function portFix(
  { cluster }: Scene,
  { namespace, value }: ClusterObject,
  path: FieldPath,
): string | undefined {
  const route = itemAt(value, path);
  const ingressBackend = ingressService(route);
  const references = ingressBackend === undefined ? asList(own(route, 'services')) : [ingressBackend];
  for (const reference of references) {
    const name = text(own(reference, 'name'));
    const service = cluster.get('v1', 'Service', text(own(reference, 'namespace')) || namespace, name);
    const ports = asList(own(own(service?.value, 'spec'), 'ports'));
    const fix = wrongPort(own(reference, 'port'), ports);
    if (service && fix !== undefined)
      return `${fix}: Service ${service.namespace}/${name} has ${portsText(ports)}`;
  }
  return undefined;
}

function wrongPort(wanted: unknown, ports: readonly unknown[]): string | undefined {
  if (wanted === undefined) return 'name a port';
  const written = typeof wanted === 'object' ? (own(wanted, 'name') ?? own(wanted, 'number')) : wanted;
  const isThere = ports.some((port) => own(port, 'port') === written || own(port, 'name') === written);
  if (isThere) return undefined;
  const isQuoted = typeof written === 'string' && ports.some((port) => String(own(port, 'port')) === written);
  return isQuoted
    ? `write ${written} without quotes (a text is the name of a port)`
    : 'name a port that there is';
}

function portsText(ports: readonly unknown[]): string {
  if (ports.length === 0) return 'none';
  return ports
    .map((port) => {
      const name = text(own(port, 'name'));
      return `${integer(own(port, 'port'))}${name === '' ? '' : ` (${name})`}`;
    })
    .join(', ');
}
