import {
  IngressRoute,
  Middleware,
  TraefikService,
  type TraefikServiceProps,
} from '../../../lib/constructs/routing';
import { GoService } from '../../../lib/constructs/workload';
import { makeChart, named, only, problemIds, problemsOf } from './support';

const image = 'ghcr.io/acme/web:1.2.3';
const a = { name: 'a', port: 80 };
const b = { name: 'b', port: 80 };

function idsOf(props: TraefikServiceProps): readonly string[] {
  const chart = makeChart();
  new TraefikService(chart, 'split', props);
  return problemIds(chart);
}

describe('a TraefikService', () => {
  test('shares requests among constructs by weight', () => {
    const chart = makeChart();
    const stable = new GoService(chart, 'stable', { image, ports: { http: 8080 } });
    const canary = new GoService(chart, 'canary', { image, ports: { http: 8080 } });
    const split = new TraefikService(chart, 'split', {
      weighted: {
        services: [
          { service: stable, weight: 9 },
          { service: canary, weight: 1 },
        ],
        sticky: { cookie: { name: 'release' } },
      },
    });
    expect(only(chart, 'TraefikService')).toMatchObject({
      metadata: { name: 'split', namespace: 'shop' },
      spec: {
        weighted: {
          services: [
            { name: 'stable', port: 'http', weight: 9 },
            { name: 'canary', port: 'http', weight: 1 },
          ],
          sticky: { cookie: { name: 'release' } },
        },
      },
    });
    new IngressRoute(chart, 'route', {
      entryPoints: ['websecure'],
      routes: [{ match: 'Path(`/`)', services: [split] }],
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('may hold other TraefikServices', () => {
    const chart = makeChart();
    const inner = new TraefikService(chart, 'inner', { weighted: { services: [a, b] } });
    new TraefikService(chart, 'outer', { weighted: { services: [{ service: inner, weight: 2 }, a] } });
    expect(named(chart, 'TraefikService', 'outer').spec).toEqual({
      weighted: { services: [{ kind: 'TraefikService', name: 'inner', weight: 2 }, a] },
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('mirrors a share of the requests', () => {
    const chart = makeChart();
    const service = new GoService(chart, 'web', { image, ports: { http: 8080 } });
    const shadow = new GoService(chart, 'shadow', { image, ports: { http: 8080 } });
    new TraefikService(chart, 'mirror', {
      mirroring: {
        service,
        mirrorBody: false,
        maxBodySize: 1024,
        mirrors: [{ service: shadow, percent: 10 }],
      },
    });
    expect(only(chart, 'TraefikService').spec).toEqual({
      mirroring: {
        name: 'web',
        port: 'http',
        mirrorBody: false,
        maxBodySize: 1024,
        mirrors: [{ name: 'shadow', port: 'http', percent: 10 }],
      },
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('mirrors what another TraefikService balances', () => {
    const chart = makeChart();
    const split = new TraefikService(chart, 'split', { weighted: { services: [a, b] } });
    new TraefikService(chart, 'mirror', {
      mirroring: { service: split, mirrorBody: true, mirrors: [{ ...b, percent: 5 }] },
    });
    expect(named(chart, 'TraefikService', 'mirror').spec).toEqual({
      mirroring: { kind: 'TraefikService', name: 'split', mirrorBody: true, mirrors: [{ ...b, percent: 5 }] },
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('fails over to another service', () => {
    const chart = makeChart();
    const service = new GoService(chart, 'web', { image, ports: { http: 8080 } });
    new TraefikService(chart, 'safe', {
      failover: { service, fallback: b, errors: { status: ['500-599'], maxRequestBodyBytes: 1024 } },
    });
    expect(only(chart, 'TraefikService').spec).toEqual({
      failover: {
        service: { name: 'web', port: 'http' },
        fallback: b,
        errors: { status: ['500-599'], maxRequestBodyBytes: 1024 },
      },
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('keeps each client at one service', () => {
    const chart = makeChart();
    new TraefikService(chart, 'hrw', { highestRandomWeight: { services: [{ ...a, weight: 2 }, b] } });
    expect(only(chart, 'TraefikService').spec).toEqual({
      highestRandomWeight: { services: [{ ...a, weight: 2 }, b] },
    });
    expect(problemsOf(chart)).toEqual([]);
  });

  test('takes middlewares for one of its services', () => {
    const chart = makeChart();
    const auth = new Middleware(chart, 'auth', { basicAuth: { secret: 'users' } });
    new TraefikService(chart, 'split', { weighted: { services: [{ ...a, middlewares: [auth] }, b] } });
    expect(only(chart, 'TraefikService').spec).toEqual({
      weighted: { services: [{ ...a, middlewares: [{ name: 'auth' }] }, b] },
    });
  });
});

describe('mistakes in a TraefikService', () => {
  test('weights that are all zero, even of one service', () => {
    const off = { ...a, weight: 0 };
    expect(idsOf({ weighted: { services: [off] } })).toEqual(['weights-all-zero weighted.services']);
    expect(idsOf({ highestRandomWeight: { services: [off, { ...b, weight: 0 }] } })).toEqual([
      'weights-all-zero highestRandomWeight.services',
    ]);
    expect(idsOf({ weighted: { services: [off, b] } })).toEqual([]);
  });

  test('no services at all', () => {
    expect(idsOf({ weighted: { services: [] } })).toEqual(['weights-all-zero weighted.services']);
  });

  test('a mirror without a percentage', () => {
    const props: TraefikServiceProps = JSON.parse(
      '{"mirroring":{"name":"a","port":80,"mirrors":[{"name":"b","port":80}]}}',
    );
    expect(idsOf(props)).toEqual(['mirror-percent mirroring.mirrors.0']);
  });

  test('a failover that nothing triggers', () => {
    expect(idsOf({ failover: { service: a, fallback: b, errors: {} } })).toEqual([
      'unknown-failure failover.errors.status',
    ]);
  });

  test('itself among its services, by name', () => {
    const self = { name: 'split', kind: 'TraefikService' } as const;
    expect(idsOf({ weighted: { services: [a, self] } })).toEqual(['service-recursion weighted.services.1']);
    expect(idsOf({ weighted: { services: [a, { ...self, namespace: 'shop' }] } })).toHaveLength(1);
    expect(idsOf({ weighted: { services: [a, { ...self, namespace: 'other' }] } })).toEqual([]);
    expect(idsOf({ failover: { service: a, fallback: self, errors: { status: ['500'] } } })).toEqual([
      'service-recursion failover.fallback',
    ]);
    expect(idsOf({ mirroring: { ...self, mirrors: [{ ...b, percent: 1 }] } })).toEqual([
      'service-recursion mirroring',
    ]);
  });
});
