import type { ReadObject } from '../../../../lib/core/manifest';
import { selfSigned } from '../../../../lib/traefik/model';
import { Random } from '../../../real/differential/random';
import { generateIngresses, standingOfNginx } from '../../../real/ingressnginx/objects';
import { migratedObjectsToGateway, migratedToGateway } from '../sources';

const service = (name: string): string =>
  `{ apiVersion: v1, kind: Service, metadata: { name: ${name}, namespace: shop }, spec: { ports: [{ port: 80 }] } }\n---\n`;

const nginx = 'nginx.ingress.kubernetes.io';

function ingress(annotations: string, path = '/', pathType = 'Prefix'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
spec:
  ingressClassName: nginx
  rules:
    - host: a.test
      http: { paths: [{ path: '${path}', pathType: ${pathType}, backend: { service: { name: web, port: { number: 80 } } } }] }
---
`;
}

describe('an Ingress on its way to the Gateway API', () => {
  it('becomes an HTTPRoute with its annotations as Middlewares, which are written beside it', () => {
    const { objects, entries, files, traffic } = migratedToGateway(
      service('web') +
        ingress(`${nginx}/whitelist-source-range: 10.0.0.0/8, ${nginx}/ssl-redirect: 'false'`, '/api'),
    );
    expect([...files.keys()]).toEqual(['gatewayclass.yaml', 'shop-web.yaml', 'shop.yaml']);
    expect(objects.find(({ kind }) => kind === 'HTTPRoute')).toMatchObject({
      spec: {
        hostnames: ['a.test'],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/api' } }],
            filters: [{ extensionRef: { name: 'web-addresses' } }, { extensionRef: { name: 'web-retry' } }],
          },
        ],
      },
    });
    expect(objects.filter(({ kind }) => kind === 'Middleware').map(({ metadata }) => metadata.name)).toEqual([
      'web-addresses',
      'web-retry',
    ]);
    expect(entries.every(({ path }) => path.startsWith('Ingress shop/web'))).toBe(true);
    expect(traffic.changes.map(({ kind }) => kind)).not.toContain('opened');
  });

  it('gets listeners at the ports of the official chart where no static configuration is given, and is told so', () => {
    const yaml = service('web') + ingress(`${nginx}/ssl-redirect: 'false'`);
    const ports = (made: ReturnType<typeof migratedToGateway>): unknown =>
      made.objects.find(({ kind }) => kind === 'Gateway')?.['spec'];
    const chart = migratedToGateway(yaml);
    expect(ports(chart)).toMatchObject({ listeners: [{ name: 'web', port: 8000 }] });
    expect(chart.settings.map(({ set }) => set).join()).toContain('":8000/tcp"');
    const given = migratedToGateway(yaml, {
      entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
      providers: {
        kubernetesIngressNGINX: { httpEntryPoint: 'web', httpsEntryPoint: 'websecure' },
        kubernetesCRD: {},
      },
    });
    expect(ports(given)).toMatchObject({ listeners: [{ name: 'web', port: 80 }] });
    expect(given.settings.map(({ set }) => set).join()).not.toContain('entryPoints');
  });

  it('is told with the place of the Ingress where the Gateway API cannot say it', () => {
    const { entries } = migratedToGateway(
      service('web') + ingress('').replace('host: a.test', "host: '*.a.test'"),
    );
    expect(entries.find(({ code }) => code === 'MG301')).toMatchObject({
      path: 'Ingress shop/web spec.rules[0].http.paths[0]',
      location: { file: 'routes.yaml' },
      fate: 'lost',
      to: null,
    });
  });

  it('without certificates is written without TLS, and it is told what Traefik answered with its own', () => {
    const { entries, objects } = migratedToGateway(service('web') + ingress(''));
    expect(entries).toMatchObject([
      { code: 'MG304', fate: 'changed', severity: 'warning', to: 'shop-web.yaml' },
    ]);
    expect(objects.filter(({ kind }) => kind === 'HTTPRoute')).toHaveLength(1);
  });

  it('stands beside IngressRoutes of the same file', () => {
    const route = `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: other, namespace: shop }
spec: { entryPoints: [web], routes: [{ match: 'Host(\`b.test\`)', services: [{ name: web, port: 80 }] }] }
---
`;
    const { files, entries } = migratedToGateway(service('web') + route + ingress(''));
    expect([...files.keys()]).toEqual(['gatewayclass.yaml', 'shop-other.yaml', 'shop-web.yaml', 'shop.yaml']);
    expect(entries.map(({ path }) => path.split(' ')[0])).toContain('IngressRoute');
  });
});

test('of generated Ingresses nothing is opened and no guard is lost on the way to the Gateway API', () => {
  const standing = standingOfNginx(selfSigned(['a.test']));
  const traefik = {
    entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
    providers: { kubernetesIngressNGINX: { httpEntryPoint: 'web', httpsEntryPoint: 'websecure' } },
  };
  const found = [1, 2, 3].flatMap((seed) => {
    const objects = [...standing, ...generateIngresses(new Random(seed))].map((object): ReadObject => ({
      object,
      file: 'x',
      locate: () => ({ file: 'x', line: 1, column: 1 }),
    }));
    const { traffic, entries } = migratedObjectsToGateway(objects, traefik);
    // Of routes in another order, and of those that are not written, what lies behind them may be asked.
    if (entries.some(({ severity }) => severity === 'error')) return [];
    return traffic.changes
      .filter(({ kind }) => ['opened', 'guard-removed'].includes(kind))
      .map(({ kind, message }) => ({ seed, kind, message }));
  });
  expect(found).toEqual([]);
});
