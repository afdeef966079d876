import { isFailed, own } from '../../../../core/base';
import { middlewareAsShown } from '../../../api/middlewares';
import { annotationPath } from './annotations';
import { normalize } from '../../dynamic/names';
import { routerWith } from '../../dynamic/configuration';
import { putRouter } from '../../dynamic/rivals';
import { sourceOf } from '../cluster';
import { text } from '../read';
import { dropped } from '../result';
import { type BackendReference, balancer, findUpstream, portText, readBackend } from './backends';
import type { IngressSurroundings } from './locations';
import type { NginxContext, NginxIngress } from './context';
import { rulesOf } from './gather';
import { isRedirectedToTls } from './middlewares';
import { transportName } from './names';
import { transportOf } from './transport';

/** Connections whose TLS the backend ends itself: a TCP router for each host, and an HTTP one beside it. */
export function addPassthrough(
  { context, backends }: IngressSurroundings,
  ingress: NginxIngress,
  hasTls: boolean,
): void {
  const { object, settings } = ingress;
  const spec = own(object.value, 'spec');
  let route = 0;
  for (const [index, { host, hasPaths, paths }] of rulesOf(object).entries()) {
    const place = ['spec', 'rules', index];
    const first = route;
    route += paths.length;
    const at = paths.findIndex((item) => text(own(item, 'path')) === '/');
    const backend = hasPaths ? own(paths[at], 'backend') : own(spec, 'defaultBackend');
    const reference = readBackend(backend);
    if (host === '' || !reference) {
      const reason =
        host === '' ? 'rule has no host' : `no backend found for ssl-passthrough on host "${host}"`;
      context.dropped.push(dropped(object, place, `Cannot process ssl-passthrough: ${reason}`));
      continue;
    }
    const found = findUpstream(context, object.namespace, reference, settings);
    if (isFailed(found)) {
      context.dropped.push(dropped(object, place, `Cannot resolve passthrough backend: ${found.reason}`));
      continue;
    }
    const name = normalize(`${object.namespace}-${reference.service}-${portText(reference)}`);
    if (!backends.has(name)) backends.set(name, found.value);
    const { endpoints, backend: behind } = backends.get(name) ?? found.value;
    const key = normalize(`${object.namespace}-${object.name}-${host}`).replace(/^-/, '');
    const source = sourceOf(object, first + Math.max(at, 0));
    context.configuration.tcpServices.set(name, {
      loadBalancer: {
        ...(endpoints.length > 0 && { servers: endpoints.map(({ hostPort }) => ({ address: hostPort })) }),
      },
      ...(behind && { backend: { ...behind, scheme: 'tcp' } }),
    });
    putRouter(context.configuration.tcpRouters, key, {
      entryPoints: context.options.tlsEntryPoints,
      middlewares: [],
      service: name,
      rule: `HostSNI(${JSON.stringify(host)})`,
      ruleSyntax: 'default',
      priority: 0,
      tls: { passthrough: true },
      source,
    });
    if (context.version.has('nginx-passthrough-http')) {
      addPlainRouter(context, ingress, {
        host,
        key,
        reference,
        source,
        hasTls,
        upstream: { endpoints, ...(behind && { backend: behind }) },
      });
    }
  }
}

interface Plain {
  readonly host: string;
  readonly key: string;
  readonly reference: BackendReference;
  readonly source: ReturnType<typeof sourceOf>;
  readonly hasTls: boolean;
  readonly upstream: Parameters<typeof balancer>[0];
}

/** Requests without TLS go to the backend, or are redirected. */
function addPlainRouter(
  context: NginxContext,
  ingress: NginxIngress,
  { host, key, reference, source, hasTls, upstream }: Plain,
): void {
  const { object, settings } = ingress;
  const { configuration, options } = context;
  const transport = transportOf(context, ingress);
  if (isFailed(transport)) {
    context.dropped.push(dropped(object, annotationPath('proxy-ssl-secret'), transport.reason));
    return;
  }
  const transportKey = transportName(object);
  if (!configuration.serversTransports.has(transportKey)) {
    configuration.serversTransports.set(transportKey, transport.value);
  }
  const port = portText(reference);
  const service = normalize(`${object.namespace}-${object.name}-${reference.service}-${port}`);
  configuration.services.set(service, balancer(upstream, settings, transportKey));
  const redirect = `${key}-redirect-scheme`;
  const isRedirected = isRedirectedToTls({ ingress, hasTls });
  if (isRedirected) {
    const redirectScheme = { scheme: 'https', forcePermanentRedirect: true };
    configuration.middlewares.set(redirect, middlewareAsShown({ redirectScheme }));
  }
  const plain = routerWith({
    entryPoints: options.plainEntryPoints,
    middlewares: isRedirected ? [redirect] : [],
    service,
    rule: `Host(${JSON.stringify(host)})`,
    source,
  });
  putRouter(configuration.routers, `${key}-http`, plain);
}
