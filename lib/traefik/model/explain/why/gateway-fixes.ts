import type { FieldPath } from '../../../../core/finding';
import { asList, itemAt, nearest, own } from '../../../../core/base';
import type { ClusterObject } from '../../provider/cluster';
import { controllerName, gatewayGroup, gatewayObjects, isReadKind } from '../../provider/gateway';
import { integer, text, textOr } from '../../provider/read';
import type { Scene } from './scene';

/** What to write in an object of the Gateway API, by the reason of the condition that says what is wrong. */
export function gatewayFix(
  scene: Scene,
  object: ClusterObject,
  path: FieldPath,
  reason: string,
): string | undefined {
  if (!object.apiVersion.startsWith(`${gatewayGroup}/`) || !isReadKind(object.kind)) return undefined;
  if (reason.includes('missing ReferenceGrant')) return grantFix(object, path);
  const className = /there is no GatewayClass "([^"]*)"/.exec(reason)?.[1];
  if (className !== undefined) {
    return `add it: apiVersion: ${gatewayGroup}/v1, kind: GatewayClass, metadata: { name: ${className} }, spec: { controllerName: ${controllerName} }`;
  }
  const missing = /there is no Gateway (\S+) among the objects/.exec(reason)?.[1];
  if (missing !== undefined) return missingGatewayFix(scene, missing);
  if (/names? (?:no|a) Gateway$/.test(reason))
    return 'name one in spec.parentRefs: [{ name: …, namespace: … }]';
  if (/filters?: /.test(reason)) return filterFix;
  if (reason.startsWith('Traefik reads no'))
    return 'say it with a Middleware or an option of Traefik, or leave it out';
  if (/^the listener \S+ of Gateway \S+ is not valid: /.test(reason))
    return 'do away with what is wrong with the listener, or name one that is valid';
  const word = /\((?:Accepted|ResolvedRefs|Conflicted): (\w+)\)$/.exec(reason)?.[1] ?? '';
  if (word === 'PortUnavailable') return portFix(scene);
  if (word === 'BackendNotFound') return backendFix(scene, object, path);
  return fixes[word];
}

const filterFix =
  'use what Traefik has: RequestHeaderModifier, ResponseHeaderModifier, RequestRedirect, URLRewrite (for gRPC the first alone), or an ExtensionRef to a Middleware';

const fixes: Readonly<Record<string, string>> = {
  ProtocolConflict: 'turn it on: providers.kubernetesGateway: { experimentalChannel: true }',
  UnsupportedProtocol:
    'name a protocol that Traefik has: HTTP, HTTPS, TLS or TCP for listeners, TCP for ports of Services',
  InvalidRouteKinds:
    'name kinds of the protocol: HTTPRoute and GRPCRoute for HTTP and HTTPS, TLSRoute for TLS, TCPRoute for TCP',
  DuplicateListener: 'give each listener a port, a protocol or a hostname of its own',
  InvalidTLSConfiguration: 'write tls for the protocols HTTPS and TLS, and only for them',
  InvalidCertificateRef: 'name a Secret that is there, with tls.crt and tls.key',
  InvalidParameters: 'leave infrastructure.parametersRef out',
  NoMatchingParent: 'name a valid listener that there is',
  NotAllowedByListeners:
    'allow its namespace and its kind in the listener, for example allowedRoutes: { namespaces: { from: All } }, or move the route',
  NoMatchingListenerHostname: 'give the route a hostname of the listener, or the listener another one',
  RefNotPermitted:
    'name what stands in the namespace of the route, or add the namespace to crossProviderNamespaces',
  InvalidKind: 'name a Service, or a TraefikService of traefik.io with providers.kubernetesCRD on',
  InvalidCACertificateRef: 'name a ConfigMap or a Secret that is there, with ca.crt',
  Conflicted: 'keep one policy for the port, or name ports by sectionName',
};

/** A Gateway that a route names, and that is not among the objects. */
function missingGatewayFix({ cluster }: Scene, wanted: string): string {
  const known = gatewayObjects(cluster, 'Gateway');
  const elsewhere = known.find(({ name }) => wanted.endsWith(`/${name}`));
  if (elsewhere) return `write namespace: ${elsewhere.namespace} beside its name in spec.parentRefs`;
  const near = nearest(
    wanted,
    known.map(({ namespace, name }) => `${namespace}/${name}`),
  );
  return near === undefined
    ? `give the objects the Gateway ${wanted} as well, with its GatewayClass, or name one that is there in spec.parentRefs`
    : `did you mean the Gateway ${near}?`;
}

function portFix({ built }: Scene): string {
  const ports = [...built.runtime.statics.entryPoints.values()]
    .filter(({ protocol }) => protocol === 'tcp')
    .map(({ name, port, file }) => `${port} (${name}${file.http?.tls ? ', not for HTTP: it adds TLS' : ''})`);
  return `listen on the port of an entry point: ${ports.join(', ')}`;
}

/** The grant that a reference into another namespace wants there. */
function grantFix({ kind, namespace, value }: ClusterObject, path: FieldPath): string {
  const reference = itemAt(value, path);
  const target = textOr(own(reference, 'kind'), kind === 'Gateway' ? 'Secret' : 'Service');
  const from = `{ group: ${gatewayGroup}, kind: ${kind}, namespace: ${namespace} }`;
  const to = `{ group: ${JSON.stringify(text(own(reference, 'group')))}, kind: ${target}, name: ${text(own(reference, 'name'))} }`;
  return `add to the namespace ${text(own(reference, 'namespace'))}: apiVersion: ${gatewayGroup}/v1beta1, kind: ReferenceGrant, spec: { from: [${from}], to: [${to}] }`;
}

/** The Service or the port that a backend may mean. */
function backendFix({ cluster }: Scene, object: ClusterObject, path: FieldPath): string | undefined {
  const reference = itemAt(object.value, path);
  const namespace = text(own(reference, 'namespace')) || object.namespace;
  const name = text(own(reference, 'name'));
  const service = cluster.get('v1', 'Service', namespace, name);
  if (!service) {
    const names = cluster
      .list('v1', 'Service')
      .filter((other) => other.namespace === namespace)
      .map((other) => other.name);
    const near = nearest(name, names);
    return near === undefined ? undefined : `did you mean ${near}?`;
  }
  const ports = asList(own(own(service.value, 'spec'), 'ports')).map((port) => integer(own(port, 'port')));
  return ports.includes(integer(own(reference, 'port')))
    ? undefined
    : `name a port that there is: Service ${namespace}/${name} has ${ports.join(', ') || 'none'}`;
}
