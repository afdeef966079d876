import { randomBytes } from 'node:crypto';
import { App, Chart } from 'cdk8s';
import type { ApiObjectData } from '../../lib/core/manifest';
import {
  IngressRoute,
  IngressRouteTCP,
  Middleware,
  MiddlewareTCP,
  ServersTransport,
  ServersTransportTCP,
  TraefikService,
  addPrefix,
  headers,
} from '../../lib/constructs/routing';
import { host, pathPrefix } from '../../lib/traefik/rule';
import { Certificate, TLSOption, TLSStore } from '../../lib/constructs/tls';
import { Stage } from './support';
import { service, tlsSecret } from './support/objects';
import { synthesized } from './support/synthesized';

describe('what our constructs write', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(async () => {
    await stage.close();
  });

  test('serves HTTPS and redirects HTTP by one declaration', async () => {
    await stage.apply(
      synthesized((chart) => {
        new IngressRoute(chart, 'one', {
          routes: [{ match: host('one.example'), services: [service(chart, 'one')] }],
          redirectToHttps: true,
          tls: {},
        });
      }),
    );
    expect(await stage.traefik.apiErrors()).toEqual([]);
    expect(await stage.request('GET http://one.example/a?b=c')).toMatchObject({
      status: 301,
      headers: { location: 'https://one.example/a?b=c' },
    });
    expect(await stage.request('GET https://one.example/a')).toMatchObject({
      status: 200,
      seen: { target: '/a' },
    });
  });

  test('is every kind of TraefikService, one within the other', async () => {
    await stage.apply(
      synthesized((chart) => {
        const [stable, canary, spare, shadow] = ['stable', 'canary', 'spare', 'shadow'].map((name) =>
          service(chart, name),
        );
        if (!stable || !canary || !spare || !shadow) throw new Error('no services');
        const split = new TraefikService(chart, 'split', {
          weighted: {
            services: [
              { service: stable, weight: 1 },
              { service: canary, weight: 1 },
            ],
          },
        });
        const mirror = new TraefikService(chart, 'mirror', {
          mirroring: { service: split, mirrors: [{ service: shadow, percent: 100 }] },
        });
        const failover = new TraefikService(chart, 'failover', {
          failover: { service: mirror, fallback: spare, errors: { status: ['503'] } },
        });
        const sticky = new TraefikService(chart, 'sticky', {
          highestRandomWeight: { services: [{ service: failover, weight: 1 }] },
        });
        new IngressRoute(chart, 'tree', {
          entryPoints: ['web'],
          routes: [{ match: host('tree.example'), services: [sticky] }],
        });
      }),
    );
    expect(await stage.traefik.apiErrors()).toEqual([]);
    expect(await stage.traefik.dropped()).toEqual([]);
    const first = await stage.request('GET http://tree.example/');
    const second = await stage.request('GET http://tree.example/');
    expect([first.status, second.status]).toEqual([200, 200]);
  });

  test('layers routes: the parent first, then the child that matches', async () => {
    await stage.apply(
      synthesized((chart) => {
        const parent = new IngressRoute(chart, 'parent', {
          entryPoints: ['web'],
          routes: [
            {
              match: host('layers.example'),
              middlewares: [headers({ customRequestHeaders: { 'X-Parent': '1' } })],
            },
          ],
        });
        new IngressRoute(chart, 'child', {
          parentRefs: [parent],
          routes: [
            {
              match: pathPrefix('/api'),
              middlewares: [addPrefix({ prefix: '/v1' })],
              services: [service(chart, 'layers')],
            },
          ],
        });
      }),
    );
    expect(await stage.traefik.apiErrors()).toEqual([]);
    const answer = await stage.request('GET http://layers.example/api');
    expect(answer).toMatchObject({ status: 200, seen: { target: '/v1/api' } });
    expect((await stage.request('GET http://layers.example/')).status).toBe(404);
  });

  test('asks cert-manager in words that its CRD knows', async () => {
    const certificate = {
      issuer: { name: 'internal', kind: 'ClusterIssuer', group: 'cert-manager.io' },
      dnsNames: ['*.example.com'],
      ipAddresses: ['10.0.0.1'],
      uris: ['spiffe://example.com/web'],
      commonName: 'example.com',
      duration: '2160h',
      renewBeforePercentage: 20,
      usages: ['digital signature', 'server auth'],
      subject: { organizations: ['Acme'] },
      isCA: false,
      revisionHistoryLimit: 3,
      secretTemplate: { labels: { a: 'b' } },
      privateKey: { algorithm: 'RSA', size: 4096, encoding: 'PKCS8' },
    } as const;
    const objects = synthesized((chart) => {
      new Certificate(chart, 'certificate', certificate);
      new IngressRoute(chart, 'certified', {
        entryPoints: ['websecure'],
        routes: [{ match: host('certified.example'), services: [service(chart, 'certified-web')] }],
        tls: Certificate.forHosts({ issuer: { name: 'internal' } }),
      });
    });
    expect((await stage.tryApply(objects)).rejected).toEqual([]);
  });

  test('serves the certificate of the TLSStore that is called default whatever its id', async () => {
    const pair = await stage.box.certificate({ dnsNames: ['store.example'] });
    await stage.apply(
      synthesized((chart) => {
        tlsSecret(chart, 'wildcard', pair);
        new TLSStore(chart, 'store', { defaultCertificate: { secretName: 'wildcard' } });
        new IngressRoute(chart, 'store-route', {
          entryPoints: ['websecure'],
          routes: [{ match: host('store.example'), services: [service(chart, 'store')] }],
          tls: {},
        });
      }),
    );
    expect(await stage.traefik.apiErrors()).toEqual([]);
    expect((await stage.request('GET https://store.example/')).status).toBe(200);
  });
});

describe('references into another namespace', () => {
  test('are found by Traefik as our constructs spell them', async () => {
    const [own, far] = ['own', 'far'].map((name) => `${name}-${randomBytes(3).toString('hex')}`);
    if (!own || !far) throw new Error('no namespaces');
    const config = {
      entryPoints: { websecure: { address: ':8443' }, tcp: { address: ':7000' } },
      providers: { kubernetesCRD: { allowCrossNamespace: true } },
    };
    const stage = await Stage.open({ namespaces: [own, far], config });
    await stage.apply(across(own, far));

    expect(await stage.traefik.apiErrors()).toEqual([]);
    expect(await stage.traefik.dropped()).toEqual([]);
    const answer = await stage.request('GET https://far.example/x');
    expect(answer).toMatchObject({ status: 200, seen: { target: '/far/x' } });
    await stage.close();
  });

  function across(own: string, far: string): readonly ApiObjectData[] {
    const app = new App();
    const here = new Chart(app, 'own', { namespace: own });
    const there = new Chart(app, 'far', { namespace: far });
    const web = service(there, 'web');
    const dotted = new ServersTransport(here, 'transport', { name: 'a.b', maxIdleConnsPerHost: 7 });
    const split = new TraefikService(there, 'split', {
      weighted: { services: [{ service: web, serversTransport: dotted }] },
    });
    new IngressRoute(here, 'http', {
      entryPoints: ['websecure'],
      routes: [
        {
          match: host('far.example'),
          middlewares: [new Middleware(there, 'prefix', addPrefix({ prefix: '/far' }))],
          services: [
            split,
            {
              service: web,
              serversTransport: dotted,
              middlewares: [headers({ customRequestHeaders: { A: 'b' } })],
            },
          ],
        },
      ],
      tls: { options: new TLSOption(there, 'modern', { minVersion: 'VersionTLS13' }) },
    });
    new IngressRouteTCP(here, 'tcp', {
      entryPoints: ['tcp'],
      routes: [
        {
          match: 'HostSNI(`*`)',
          middlewares: [new MiddlewareTCP(there, 'limit', { inFlightConn: { amount: 9 } })],
          services: [
            {
              service: web,
              serversTransport: new ServersTransportTCP(there, 'tcp-transport', { dialTimeout: '3s' }),
            },
          ],
        },
      ],
    });
    const objects: ApiObjectData[] = [here, there].flatMap((chart) => chart.toJson());
    return objects;
  }
});

describe('what our checks say that Traefik does', () => {
  const web = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ name: http, port: 80 }] }
---`;

  /** What Traefik holds against these objects. */
  async function errorsOf(objects: string): Promise<string> {
    const stage = await Stage.open();
    await stage.apply(web + objects);
    const errors = await stage.traefik.apiErrors();
    await stage.close();
    return errors.join('\n');
  }

  test('duplicate-rule: of two routes with one rule the last is left', async () => {
    const stage = await Stage.open();
    await stage.apply(`${web}
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: twice }
spec:
  entryPoints: [web]
  routes:
    - { match: Host(\`a.example\`), priority: 10, services: [{ name: web, port: 80 }] }
    - { match: Host(\`a.example\`), priority: 5, services: [{ name: web, port: 80 }] }
`);
    const routers = Object.entries((await stage.traefik.rawdata()).routers ?? {});
    expect(
      routers.filter(([, { rule }]) => rule === 'Host(`a.example`)').map(([, { priority }]) => priority),
    ).toEqual([5]);
    await stage.close();
  });

  test('host-sni-without-tls: the router is disabled', async () => {
    expect(
      await errorsOf(`
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: plain }
spec: { entryPoints: [web], routes: [{ match: HostSNI(\`a.example\`), services: [{ name: web, port: 80 }] }] }
`),
    ).toContain('has HostSNI matcher, but no TLS on router');
  });

  test.each(['default', 'a--b', 'a.b'])(
    'default-tls-options, unfindable-tls-option: options called %s are unknown',
    async (name) => {
      expect(
        await errorsOf(`
apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata: { name: ${name} }
spec: { minVersion: VersionTLS12 }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: options }
spec:
  entryPoints: [websecure]
  routes: [{ match: Host(\`a.example\`), services: [{ name: web, port: 80 }] }]
  tls: { options: { name: ${name} } }
`),
      ).toContain('unknown TLS options');
    },
  );

  test('service-recursion: routers of a service within itself are disabled', async () => {
    expect(
      await errorsOf(`
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: self }
spec: { weighted: { services: [{ name: web, port: 80 }, { name: self, kind: TraefikService }] } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: self }
spec:
  entryPoints: [web]
  routes: [{ match: Host(\`a.example\`), services: [{ name: self, kind: TraefikService }] }]
`),
    ).toContain('recursion detected');
  });

  test('weight-of-single-service: a weight of 0 alone is ignored', async () => {
    const stage = await Stage.open();
    await stage.apply(`${web}
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: alone }
spec:
  entryPoints: [web]
  routes: [{ match: Host(\`a.example\`), services: [{ name: web, port: 80, weight: 0 }] }]
`);
    expect((await stage.request('GET http://a.example/')).status).toBe(200);
    await stage.close();
  });

  test('weights-all-zero: nothing answers but Traefik, with 503', async () => {
    const stage = await Stage.open();
    await stage.apply(`${web}
apiVersion: v1
kind: Service
metadata: { name: other }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: off }
spec:
  entryPoints: [web]
  routes:
    - match: Host(\`a.example\`)
      services: [{ name: web, port: 80, weight: 0 }, { name: other, port: 80, weight: 0 }]
`);
    expect((await stage.request('GET http://a.example/')).status).toBe(503);
    await stage.close();
  });

  test('parent-with-services: the children answer, and else nothing does', async () => {
    const stage = await Stage.open();
    await stage.apply(`${web}
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: parent }
spec:
  entryPoints: [web]
  routes: [{ match: Host(\`a.example\`), services: [{ name: web, port: 80 }] }]
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: child }
spec:
  parentRefs: [{ name: parent }]
  routes: [{ match: PathPrefix(\`/child\`), services: [{ name: web, port: 80 }] }]
`);
    expect((await stage.request('GET http://a.example/child')).status).toBe(200);
    expect((await stage.request('GET http://a.example/')).status).toBe(404);
    await stage.close();
  });
});
