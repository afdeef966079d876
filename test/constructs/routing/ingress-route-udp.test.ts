import { ApiObject } from 'cdk8s';
import { IngressRouteUDP, type IngressRouteUDPProps } from '../../../lib/constructs/routing';
import { GoService } from '../../../lib/constructs/workload';
import { makeChart, only, problemIds, problemsOf } from './support';

function idsOf(props: Partial<IngressRouteUDPProps>): readonly string[] {
  const chart = makeChart();
  new IngressRouteUDP(chart, 'dns', {
    entryPoints: ['dns'],
    routes: [{ services: [{ name: 'dns', port: 53 }] }],
    ...props,
  });
  return problemIds(chart);
}

describe('an IngressRouteUDP', () => {
  test('leads to the UDP port of a GoService', () => {
    const chart = makeChart();
    const ports = { http: 8080, dns: { port: 5353, protocol: 'UDP' as const } };
    const dns = new GoService(chart, 'dns', { image: 'ghcr.io/acme/dns:1.0.0', ports });
    new IngressRouteUDP(chart, 'route', {
      name: 'dns',
      entryPoints: ['dns'],
      ingressClassName: 'public',
      routes: [
        {
          services: [
            { service: dns, weight: 2 },
            { name: 'other', namespace: 'far', port: 53, nativeLB: true },
          ],
        },
      ],
    });
    expect(only(chart, 'IngressRouteUDP')).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'IngressRouteUDP',
      metadata: { name: 'dns', namespace: 'shop' },
      spec: {
        entryPoints: ['dns'],
        ingressClassName: 'public',
        routes: [
          {
            services: [
              { name: 'dns', port: 'dns', weight: 2 },
              { name: 'other', namespace: 'far', port: 53, nativeLB: true },
            ],
          },
        ],
      },
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('takes a Service as kubectl has it', () => {
    const chart = makeChart();
    const service = new ApiObject(chart, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'dns' },
      spec: { ports: [{ port: 53, protocol: 'UDP' }] },
    });
    new IngressRouteUDP(chart, 'dns', { entryPoints: ['dns'], routes: [{ services: [service] }] });
    expect(only(chart, 'IngressRouteUDP').spec.routes).toEqual([{ services: [{ name: 'dns', port: 53 }] }]);
  });
});

describe('mistakes in an IngressRouteUDP', () => {
  test('several routes, of which only one would be served', () => {
    const route = { services: [{ name: 'dns', port: 53 }] };
    expect(idsOf({ routes: [route, route] })).toEqual(['several-udp-routes routes.1']);
  });

  test('no services, weights that are all zero, no entry points', () => {
    expect(idsOf({ routes: [{ services: [] }] })).toEqual(['no-services routes.0.services']);
    const off = ['a', 'b'].map((name) => ({ name, port: 53, weight: 0 }));
    expect(idsOf({ routes: [{ services: off }] })).toEqual(['weights-all-zero routes.0.services']);
    expect(idsOf({ entryPoints: [] })).toEqual(['no-entry-points entryPoints']);
  });

  test('a GoService without a UDP port', () => {
    const chart = makeChart();
    const web = new GoService(chart, 'web', { image: 'ghcr.io/acme/web:1.0.0', ports: { http: 8080 } });
    new IngressRouteUDP(chart, 'dns', { entryPoints: ['dns'], routes: [{ services: [web] }] });
    expect(problemIds(chart)).toContain('no-port routes.0.services.0');
  });
});
