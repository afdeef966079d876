import { own } from '../../core/base';
import type { Service } from '../../traefik/model';
import { type IngressName, annotationAt } from './note';
import { findObject, namespaceOf } from './read';
import { type Scene, settingsOf } from './scene';

/** A reference to a service, as routes have it. */
export type ServiceReference = Readonly<Record<string, unknown>>;

/** A reference to what a provider's service leads to; undefined where there is no Service of Kubernetes behind. */
export function serviceReference(
  scene: Scene,
  ingress: IngressName,
  name: string,
): ServiceReference | undefined {
  const service = scene.configuration.services.get(name);
  if (!service) return undefined;
  if (service.weighted) return weightedReference(scene, ingress, name, service.weighted);
  return leafReference(scene, ingress, service);
}

function weightedReference(
  scene: Scene,
  ingress: IngressName,
  name: string,
  { services = [], sticky }: NonNullable<Service['weighted']>,
): ServiceReference | undefined {
  const children = services.flatMap(({ name: child = '', weight = 1 }) => {
    const reference = serviceReference(scene, ingress, child);
    return reference ? [{ ...reference, weight }] : [];
  });
  if (children.length === 0) return undefined;
  const spec = { weighted: { services: children, ...(sticky && { sticky }) } };
  const wanted = name.replace(/-wrr$/, '').replace(new RegExp(`^${ingress.namespace}-`), '');
  return { name: scene.workshop.shared('TraefikService', ingress, wanted, spec), kind: 'TraefikService' };
}

function leafReference(scene: Scene, ingress: IngressName, service: Service): ServiceReference | undefined {
  const { backend, loadBalancer, isOneAddress } = service;
  if (!backend) return undefined;
  const [, name = ''] = backend.service.split('/');
  const usual = usualScheme(scene, ingress.namespace, name, backend.port);
  const transport = transportFor(scene, ingress, backend.scheme, loadBalancer?.serversTransport ?? '');
  const { sticky, strategy = 'wrr', passHostHeader = true } = loadBalancer ?? {};
  if (loadBalancer?.nginxUpstreamHashBy !== undefined) {
    scene.workshop.notes.add({
      ingress,
      at: annotationAt('upstream-hash-by'),
      fate: 'changed',
      code: 'MG110',
    });
  }
  return {
    name,
    port: backend.port,
    ...(backend.scheme !== usual && { scheme: backend.scheme }),
    ...(strategy !== 'wrr' && { strategy }),
    ...(sticky && { sticky }),
    ...(isOneAddress && { nativeLB: true }),
    ...(!passHostHeader && { passHostHeader }),
    ...transport,
  };
}

/** The scheme that the provider of Traefik's own kinds takes where none is written. */
export function usualScheme(scene: Scene, namespace: string, name: string, port: number): string {
  const ports = own(own(findObject(scene, 'Service', namespace, name), 'spec'), 'ports');
  const found: unknown = Array.isArray(ports)
    ? ports.find((each: unknown) => own(each, 'port') === port)
    : undefined;
  const portName = own(found, 'name');
  return port === 443 || (typeof portName === 'string' && portName.startsWith('https')) ? 'https' : 'http';
}

/** The transport towards a backend: of ingress-nginx only where it speaks TLS, or no HTTP/2. */
function transportFor(scene: Scene, ingress: IngressName, scheme: string, name: string): ServiceReference {
  if (name.includes('@')) return referencedTransport(scene, ingress, name);
  const settings = settingsOf(scene, ingress);
  const timeout = settings['proxy-connect-timeout'];
  const isPlain = settings['proxy-http-version'] !== '1.1';
  if (name === '' || (scheme !== 'https' && isPlain && timeout === undefined)) return {};
  const [secret, there = ingress.namespace] = (settings['proxy-ssl-secret'] ?? '').split('/').toReversed();
  const serverName = settings['proxy-ssl-name'] ?? settings['proxy-ssl-server-name'];
  const isVerified = (settings['proxy-ssl-verify'] ?? 'off').toLowerCase() === 'on';
  if (there !== ingress.namespace) {
    scene.workshop.notes.add({ ingress, at: annotationAt('proxy-ssl-secret'), fate: 'lost', code: 'MG205' });
  }
  const spec = {
    ...(scheme === 'https' && {
      ...(!isVerified && { insecureSkipVerify: true }),
      ...(serverName !== undefined && { serverName }),
      ...(secret !== undefined && secret !== '' && { rootCAs: [{ secret }] }),
    }),
    ...(!isPlain && { disableHTTP2: true }),
    ...(timeout !== undefined && { forwardingTimeouts: { dialTimeout: `${timeout}s` } }),
  };
  return { serversTransport: scene.workshop.shared('ServersTransport', ingress, ingress.name, spec) };
}

function referencedTransport({ objects }: Scene, { namespace }: IngressName, name: string): ServiceReference {
  const found = objects.find(
    ({ kind, metadata }) =>
      kind === 'ServersTransport' && name === `${namespaceOf({ metadata })}-${metadata.name}@kubernetescrd`,
  );
  if (!found) return { serversTransport: name };
  return found.metadata.namespace === namespace
    ? { serversTransport: found.metadata.name }
    : { serversTransport: name };
}
