import {
  IngressRouteTCP,
  type IngressRouteTCPProps,
  MiddlewareTCP,
  ServersTransportTCP,
} from '../../../lib/constructs/routing';
import { hostSNI } from '../../../lib/traefik/rule';
import { GoService } from '../../../lib/constructs/workload';
import { makeChart, manifests, only, problemIds, problemsOf } from './support';

const image = 'docker.io/library/nats:2.11.4';
const services = [{ name: 'nats', port: 4222 }];

function idsOf(props: Partial<IngressRouteTCPProps>): readonly string[] {
  const chart = makeChart();
  new IngressRouteTCP(chart, 'nats', {
    entryPoints: ['nats'],
    routes: [{ match: 'HostSNI(`*`)', services }],
    ...props,
  });
  return problemIds(chart);
}

describe('an IngressRouteTCP', () => {
  test('leads to the only port of a GoService that may be routed', () => {
    const chart = makeChart();
    const nats = new GoService(chart, 'nats', { image, ports: { client: 4222, monitoring: 8222 } });
    new IngressRouteTCP(chart, 'route', {
      name: 'nats',
      entryPoints: ['nats'],
      routes: [{ match: hostSNI('nats.example.com'), services: [nats] }],
      tls: { secretName: 'nats-tls' },
    });
    expect(only(chart, 'IngressRouteTCP')).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'IngressRouteTCP',
      metadata: { name: 'nats', namespace: 'shop' },
      spec: {
        entryPoints: ['nats'],
        routes: [{ match: 'HostSNI(`nats.example.com`)', services: [{ name: 'nats', port: 'client' }] }],
        tls: { secretName: 'nats-tls' },
      },
    });
    expect(only(chart, 'NetworkPolicy').spec).toMatchObject({ ingress: [{ ports: [{ port: 4222 }] }] });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('keeps every other field of the CRD as it was given', () => {
    const chart = makeChart();
    const service = { name: 'nats', namespace: 'bus', port: 4222, weight: 2, tls: true, nativeLB: true };
    const rest = { priority: 3, syntax: 'v3' } as const;
    new IngressRouteTCP(chart, 'nats', {
      entryPoints: ['nats'],
      ingressClassName: 'public',
      routes: [{ match: 'HostSNI(`*`)', ...rest, services: [service, { ...service, name: 'b', weight: 1 }] }],
      tls: {
        certResolver: 'le',
        domains: [{ main: 'example.com', sans: ['*.example.com'] }],
        options: 'mtls',
      },
    });
    expect(only(chart, 'IngressRouteTCP').spec).toEqual({
      entryPoints: ['nats'],
      ingressClassName: 'public',
      routes: [{ match: 'HostSNI(`*`)', ...rest, services: [service, { ...service, name: 'b', weight: 1 }] }],
      tls: {
        certResolver: 'le',
        domains: [{ main: 'example.com', sans: ['*.example.com'] }],
        options: { name: 'mtls' },
      },
    });
  });

  test('takes middlewares and a transport by construct', () => {
    const chart = makeChart();
    const allow = new MiddlewareTCP(chart, 'allow', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } });
    const serversTransport = new ServersTransportTCP(chart, 'transport', { dialTimeout: '5s' });
    new IngressRouteTCP(chart, 'nats', {
      entryPoints: ['nats'],
      routes: [
        {
          match: 'HostSNI(`*`)',
          middlewares: [allow],
          services: [{ name: 'nats', port: 4222, serversTransport }],
        },
      ],
    });
    expect(only(chart, 'IngressRouteTCP').spec.routes).toEqual([
      {
        match: 'HostSNI(`*`)',
        middlewares: [{ name: 'allow' }],
        services: [{ name: 'nats', port: 4222, serversTransport: 'transport' }],
      },
    ]);
    expect(problemsOf(chart)).toEqual([]);
  });

  test('looks a transport up in its own namespace, whatever that of the service', () => {
    const chart = makeChart('shop');
    const serversTransport = new ServersTransportTCP(chart, 'transport', { namespace: 'bus' });
    new IngressRouteTCP(chart, 'nats', {
      entryPoints: ['nats'],
      routes: [
        {
          match: 'HostSNI(`*`)',
          services: [
            { name: 'a', namespace: 'bus', port: 4222, serversTransport },
            { name: 'b', port: 4222, serversTransport: { name: 'transport', namespace: 'shop' } },
          ],
        },
      ],
    });
    expect(only(chart, 'IngressRouteTCP').spec.routes?.[0]?.services).toMatchObject([
      { serversTransport: 'bus-transport@kubernetescrd' },
      { serversTransport: 'transport' },
    ]);
  });

  test('may serve several domains by SNI, each with its own certificate', () => {
    const chart = makeChart();
    for (const name of ['a', 'b']) {
      new IngressRouteTCP(chart, name, {
        entryPoints: ['nats'],
        routes: [{ match: hostSNI(`${name}.example.com`), services }],
        tls: { secretName: `${name}-tls` },
      });
    }
    expect(manifests(chart).map(({ spec }) => spec['tls'])).toEqual([
      { secretName: 'a-tls' },
      { secretName: 'b-tls' },
    ]);
    expect(problemsOf(chart)).toEqual([]);
  });
});

describe('mistakes in an IngressRouteTCP', () => {
  test.each([
    ['HostSNI(`a.example.com`)', 'host-sni-without-tls'],
    ['HostSNIRegexp(`.*`)', 'sni-regexp-without-tls'],
  ])('asking for a server name without TLS: %s', (match, rule) => {
    expect(idsOf({ routes: [{ match, services }] })).toEqual([`${rule} routes.0.match`]);
    expect(idsOf({ routes: [{ match, services }], tls: { passthrough: true } })).toEqual([]);
  });

  test('a rule for HTTP', () => {
    expect(idsOf({ routes: [{ match: 'Host(`a.example.com`)', services }] })).toEqual([
      'invalid-rule routes.0.match',
    ]);
  });

  test('the same rule twice', () => {
    const route = { match: 'HostSNI(`*`)', services };
    expect(idsOf({ routes: [route, { ...route, priority: 3 }] })).toEqual([
      'duplicate-tcp-rule routes.1.match',
    ]);
  });

  test('a certificate or options for what is passed through', () => {
    const tls = { passthrough: true, secretName: 'cert', certResolver: 'le', options: 'mtls' };
    expect(idsOf({ routes: [{ match: 'HostSNI(`a`)', services }], tls })).toEqual([
      'passthrough-ignores tls.secretName',
      'passthrough-ignores tls.certResolver',
      'passthrough-ignores tls.options',
    ]);
  });

  test('no services, weights that are all zero, no entry points, a priority that is not exact', () => {
    const match = 'HostSNI(`*`)';
    expect(idsOf({ routes: [{ match, services: [] }] })).toEqual(['no-services routes.0.services']);
    const off = [...services, { name: 'b', port: 1 }].map((service) => ({ ...service, weight: 0 }));
    expect(idsOf({ routes: [{ match, services: off }] })).toEqual(['weights-all-zero routes.0.services']);
    expect(idsOf({ entryPoints: undefined })).toEqual(['no-entry-points entryPoints']);
    expect(idsOf({ routes: [{ match, services, priority: 2 ** 60 }] })).toEqual([
      'priority-out-of-range routes.0.priority',
    ]);
  });

  test('a TraefikService, which only HTTP has', () => {
    const split = { name: 'split', kind: 'TraefikService', port: 80 } as const;
    expect(idsOf({ routes: [{ match: 'HostSNI(`*`)', services: [split] }] })).toEqual([
      'traefik-service-outside-http routes.0.services.0',
    ]);
  });

  test('a service by name without a port', () => {
    expect(idsOf({ routes: [{ match: 'HostSNI(`*`)', services: ['nats'] }] })).toHaveLength(1);
  });
});
