import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  IngressRoute,
  IngressRouteTCP,
  type RouteService,
  ServersTransport,
  TraefikService,
  rateLimit,
} from '../../../lib/constructs/routing';
import { GoService } from '../../../lib/constructs/workload';
import { makeChart, named, only, problemIds, problemsOf } from './support';

const image = 'ghcr.io/acme/web:1.2.3';

/** An HTTP route to these services. */
function routeTo(chart: Chart, ...services: readonly RouteService[]): IngressRoute {
  return new IngressRoute(chart, 'route', {
    entryPoints: ['websecure'],
    routes: [{ match: 'Host(`a.example.com`)', services }],
  });
}

/** The services that the only IngressRoute of a chart has. */
function servicesOf(chart: Chart): readonly object[] {
  return only(chart, 'IngressRoute').spec.routes?.[0]?.services ?? [];
}

/** A Service as kubectl takes it. */
function rawService(chart: Chart, ports: readonly object[], more: object = {}): ApiObject {
  return new ApiObject(chart, 'raw', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'raw' },
    spec: { ports, ...more },
  });
}

describe('a GoService as a service', () => {
  test('brings its http port', () => {
    const chart = makeChart();
    routeTo(chart, new GoService(chart, 'web', { image, ports: { http: 8080, admin: 9000, grpc: 5557 } }));
    expect(servicesOf(chart)).toEqual([{ name: 'web', port: 'http' }]);
  });

  test('brings its only port that may be routed', () => {
    const chart = makeChart();
    routeTo(chart, new GoService(chart, 'web', { image, ports: { api: 8080, metrics: 9090 } }));
    expect(servicesOf(chart)).toEqual([{ name: 'web', port: 'api' }]);
  });

  test('brings h2c for a grpc port', () => {
    const chart = makeChart();
    const service = new GoService(chart, 'dex', { image, ports: { http: 5556, grpc: 5557 } });
    routeTo(chart, { service, port: 'grpc' });
    expect(servicesOf(chart)).toEqual([{ name: 'dex', port: 'grpc', scheme: 'h2c' }]);
  });

  test('keeps the port as it was chosen, by number too, and a scheme that was written', () => {
    const chart = makeChart();
    const service = new GoService(chart, 'dex', { image, ports: { http: 5556, grpc: 5557 } });
    routeTo(chart, { service, port: 5557 }, { service, port: 'http', scheme: 'https' });
    expect(servicesOf(chart)).toEqual([
      { name: 'dex', port: 5557, scheme: 'h2c' },
      { name: 'dex', port: 'http', scheme: 'https' },
    ]);
  });

  test('writes http where Traefik would take https for granted', () => {
    const chart = makeChart();
    const ports = { plain: { port: 8080, servicePort: 443, scheme: 'http' as const } };
    routeTo(chart, new GoService(chart, 'web', { image, ports }));
    expect(servicesOf(chart)).toEqual([{ name: 'web', port: 'plain', scheme: 'http' }]);
  });

  test('opens its NetworkPolicy for the routed port and no other', () => {
    const chart = makeChart();
    const service = new GoService(chart, 'web', { image, ports: { http: 8080, grpc: 5557, metrics: 9090 } });
    routeTo(chart, { service, port: 'grpc' });
    expect(only(chart, 'NetworkPolicy').spec).toMatchObject({ ingress: [{ ports: [{ port: 5557 }] }] });
  });

  test('keeps the options that stand beside it', () => {
    const chart = makeChart();
    const service = new GoService(chart, 'web', { image, ports: { http: 8080 } });
    routeTo(chart, { service, weight: 3, sticky: { cookie: { name: 'c' } }, passHostHeader: false });
    expect(servicesOf(chart)).toEqual([
      { name: 'web', port: 'http', weight: 3, sticky: { cookie: { name: 'c' } }, passHostHeader: false },
    ]);
  });

  test('is named with its namespace where that is another', () => {
    const chart = makeChart('shop');
    const other = new Chart(chart, 'other', { namespace: 'billing' });
    routeTo(chart, new GoService(other, 'web', { image, ports: { http: 8080 } }));
    expect(servicesOf(chart)).toEqual([{ name: 'web', namespace: 'billing', port: 'http' }]);
  });

  test('must be told which of several ports is meant', () => {
    const chart = makeChart();
    routeTo(chart, new GoService(chart, 'web', { image, ports: { api: 8080, shop: 8081 } }));
    expect(problemsOf(chart)[0]).toMatchObject({
      rule: 'ambiguous-port',
      field: ['routes', 0, 'services', 0],
      message: 'The service "web" has several TCP ports (api, shop), and the route names none.',
    });
  });

  test('refuses a port that it does not have, and says which is near', () => {
    const chart = makeChart();
    const service = new GoService(chart, 'web', { image, ports: { http: 8080 } });
    routeTo(chart, { service, port: 'htpp' });
    expect(problemsOf(chart)[0]).toMatchObject({
      rule: 'unknown-port',
      field: ['routes', 0, 'services', 0, 'port'],
      fix: 'Write http.',
    });
  });

  test('refuses a route to its metrics', () => {
    const chart = makeChart();
    const service = new GoService(chart, 'web', { image, ports: { http: 8080, metrics: 9090 } });
    routeTo(chart, { service, port: 'metrics' });
    expect(problemIds(chart)).toEqual(['unrouted-port routes.0.services.0.port']);
  });

  test.each(['constructor', '__proto__', 'toString'])('has no port by the name %s', (port) => {
    const chart = makeChart();
    routeTo(chart, { service: new GoService(chart, 'web', { image, ports: { http: 8080 } }), port });
    expect(problemIds(chart)).toContain('unknown-port routes.0.services.0.port');
  });
});

describe('a cdk8s-plus-28 Service as a service', () => {
  test('brings its name and its only port', () => {
    const chart = makeChart();
    routeTo(chart, new kplus.Service(chart, 'web', { metadata: { name: 'web' }, ports: [{ port: 8080 }] }));
    expect(servicesOf(chart)).toEqual([{ name: 'web', port: 8080 }]);
    expect(problemsOf(chart)).toEqual([]);
  });

  test('may get its ports after the route was made', () => {
    const chart = makeChart();
    const service = new kplus.Service(chart, 'web', { metadata: { name: 'web' } });
    routeTo(chart, service);
    service.bind(80, { name: 'http' });
    service.bind(9090, { name: 'metrics' });
    expect(servicesOf(chart)).toEqual([{ name: 'web', port: 'http' }]);
  });

  test('may be the Service that a Deployment is exposed by', () => {
    const chart = makeChart();
    const deployment = new kplus.Deployment(chart, 'deployment', {
      containers: [{ image, portNumber: 8080 }],
    });
    const service = deployment.exposeViaService({ name: 'web', ports: [{ port: 80, targetPort: 8080 }] });
    routeTo(chart, { service, port: 80 });
    expect(servicesOf(chart)).toEqual([{ name: 'web', port: 80 }]);
    expect(problemsOf(chart)).toEqual([]);
  });
});

describe('an ApiObject as a service', () => {
  test('brings name, port and the scheme that its appProtocol tells', () => {
    const chart = makeChart();
    routeTo(chart, rawService(chart, [{ name: 'rpc', port: 50051, appProtocol: 'kubernetes.io/h2c' }]));
    expect(servicesOf(chart)).toEqual([{ name: 'raw', port: 'rpc', scheme: 'h2c' }]);
  });

  test.each(['constructor', '__proto__', 'example.com/mine'])('ignores the appProtocol %s', (appProtocol) => {
    const chart = makeChart();
    routeTo(chart, rawService(chart, [{ port: 80, appProtocol }]));
    expect(servicesOf(chart)).toEqual([{ name: 'raw', port: 80 }]);
  });

  test('is asked for the right protocol where a number is used twice', () => {
    const chart = makeChart();
    const ports = [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP' },
    ];
    new IngressRouteTCP(chart, 'dns', {
      entryPoints: ['dns'],
      routes: [{ match: 'HostSNI(`*`)', services: [rawService(chart, ports)] }],
    });
    expect(only(chart, 'IngressRouteTCP').spec).toMatchObject({
      routes: [{ services: [{ name: 'raw', port: 'dns-tcp' }] }],
    });
  });

  test('needs no ports when it is an ExternalName and the route says one', () => {
    const chart = makeChart();
    const service = rawService(chart, [], {
      ports: undefined,
      type: 'ExternalName',
      externalName: 'example.com',
    });
    routeTo(chart, { service, port: 443 });
    expect(servicesOf(chart)).toEqual([{ name: 'raw', port: 443 }]);
    expect(problemsOf(chart)).toEqual([]);
  });

  test('of another kind is refused', () => {
    const chart = makeChart();
    const map = new ApiObject(chart, 'map', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'map' },
    });
    routeTo(chart, map);
    expect(problemIds(chart)).toContain('wrong-kind routes.0.services.0');
  });
});

describe('a service by name', () => {
  test('keeps name, namespace, kind and port', () => {
    const chart = makeChart();
    const services = [
      { name: 'a', port: 80 },
      { name: 'b', namespace: 'other', port: 'http' },
      { name: 'c', kind: 'Service' as const, port: 80 },
      { name: 'd', kind: 'TraefikService' as const },
    ];
    routeTo(chart, ...services);
    expect(servicesOf(chart)).toEqual(services);
    expect(problemsOf(chart)).toEqual([]);
  });

  test('without the namespace that it would have anyway', () => {
    const chart = makeChart('shop');
    routeTo(chart, { name: 'a', namespace: 'shop', port: 80 });
    expect(servicesOf(chart)).toEqual([{ name: 'a', port: 80 }]);
  });

  test('of a provider is a TraefikService', () => {
    const chart = makeChart();
    routeTo(chart, 'api@internal');
    expect(servicesOf(chart)).toEqual([{ kind: 'TraefikService', name: 'api@internal' }]);
    expect(problemsOf(chart)).toEqual([]);
  });

  test('of a provider is refused as a Kubernetes Service', () => {
    const chart = makeChart();
    routeTo(chart, { name: 'api@internal', kind: 'Service' });
    expect(problemIds(chart)).toEqual(['provider-service-kind routes.0.services.0.kind']);
  });

  test('of a provider needs no namespace', () => {
    const chart = makeChart();
    routeTo(chart, { name: 'api@internal', namespace: 'traefik' });
    expect(servicesOf(chart)).toEqual([{ kind: 'TraefikService', name: 'api@internal' }]);
    expect(problemIds(chart)).toEqual(['namespace-beside-provider routes.0.services.0.namespace']);
  });
});

describe('a TraefikService as a service', () => {
  test('is named with its kind', () => {
    const chart = makeChart();
    routeTo(chart, new TraefikService(chart, 'split', { weighted: { services: [{ name: 'a', port: 80 }] } }));
    expect(servicesOf(chart)).toEqual([{ kind: 'TraefikService', name: 'split' }]);
  });

  test('warns of what Traefik ignores beside it', () => {
    const chart = makeChart();
    routeTo(
      chart,
      { name: 'split', kind: 'TraefikService', weight: 1, port: 80, sticky: {} },
      'api@internal',
    );
    expect(problemsOf(chart)).toMatchObject([
      {
        rule: 'ignored-on-traefik-service',
        severity: 'warning',
        field: ['routes', 0, 'services', 0, 'port'],
        message: '"split" is a TraefikService, so port, sticky beside it mean nothing.',
      },
    ]);
  });
});

describe('what a service itself refers to', () => {
  test('is a ServersTransport by construct or name', () => {
    const chart = makeChart();
    const serversTransport = new ServersTransport(chart, 'mtls', { serverName: 'web' });
    routeTo(
      chart,
      { name: 'a', port: 443, serversTransport },
      { name: 'b', port: 443, serversTransport: 'other' },
    );
    expect(servicesOf(chart)).toEqual([
      { name: 'a', port: 443, serversTransport: 'mtls' },
      { name: 'b', port: 443, serversTransport: 'other' },
    ]);
  });

  test('is looked up in the namespace of the service, and else spelled as Traefik names it inside', () => {
    const chart = makeChart('shop');
    const mine = new ServersTransport(chart, 'mine', {});
    const theirs = new ServersTransport(chart, 'their.transport', { namespace: 'billing' });
    routeTo(
      chart,
      { name: 'a', port: 1, serversTransport: theirs },
      { name: 'b', namespace: 'billing', port: 1, serversTransport: theirs },
      { name: 'c', namespace: 'billing', port: 1, serversTransport: mine },
    );
    expect(servicesOf(chart)).toMatchObject([
      { serversTransport: 'billing-their-transport@kubernetescrd' },
      { serversTransport: 'their.transport' },
      { serversTransport: 'shop-mine@kubernetescrd' },
    ]);
  });

  test('is a middleware, made in the namespace of the service where it is inline', () => {
    const chart = makeChart('shop');
    const middlewares = [rateLimit({ average: 5 })];
    routeTo(chart, { name: 'a', namespace: 'billing', port: 80, middlewares });
    const limit = only(chart, 'Middleware');
    expect(limit.metadata.namespace).toBe('billing');
    expect(servicesOf(chart)).toEqual([
      { name: 'a', namespace: 'billing', port: 80, middlewares: [{ name: limit.metadata.name }] },
    ]);
    expect(named(chart, 'Middleware', limit.metadata.name).spec).toEqual({ rateLimit: { average: 5 } });
  });
});
