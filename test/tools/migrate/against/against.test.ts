import { objectsOf } from '../../../../lib/core/manifest';
import { type FateChange, againstNginx } from '../../../../lib/tools/migrate';
import { TrafficModel } from '../../../../lib/traefik/model';

const nginx = 'nginx.ingress.kubernetes.io';

const around = `
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { ports: [{ port: 80 }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: other, namespace: shop }, spec: { ports: [{ port: 80 }] } }
---
{ apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: { name: nginx }, spec: { controller: k8s.io/ingress-nginx } }
---
`;

function ingress(
  name: string,
  annotations: string,
  path = '/',
  pathType = 'Prefix',
  service = 'web',
): string {
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, annotations: { ${annotations} } }
spec:
  ingressClassName: nginx
  rules: [{ host: a.test, http: { paths: [{ path: '${path}', pathType: ${pathType}, backend: { service: { name: ${service}, port: { number: 80 } } } }] } }]
---
`;
}

function changes(...ingresses: readonly string[]): readonly FateChange[] {
  const objects = objectsOf(around + ingresses.join(''), 'x.yaml').objects.map(({ object }) => object);
  const traefik = {
    entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
    providers: { kubernetesIngressNGINX: {} },
  };
  return againstNginx(
    objects.filter(({ kind }) => kind === 'Ingress'),
    TrafficModel.from(objects, { traefik }),
  );
}

const unlimited = `${nginx}/proxy-body-size: '0'`;

describe('beside ingress-nginx', () => {
  it('nothing is told of what both do alike', () => {
    expect(changes(ingress('web', unlimited))).toEqual([]);
  });

  it('what denylist-source-range refuses fails open, with a line to try it', () => {
    const [first] = changes(ingress('web', `${unlimited}, ${nginx}/denylist-source-range: 203.0.113.0/24`));
    expect(first).toMatchObject({
      kind: 'fails-open',
      request: { clientIp: '203.0.113.0' },
      curl: 'curl --path-as-is https://a.test/  # from 203.0.113.0',
      nginx: 'answers 403: denylist-source-range',
      traefik: 'forwards it to shop/web',
    });
  });

  it('bodies beyond 1 MiB fail open', () => {
    expect(changes(ingress('web', ''))[0]).toMatchObject({
      kind: 'fails-open',
      nginx: expect.stringContaining('answers 413'),
      curl: expect.stringContaining('head -c 2097152 /dev/zero | curl'),
    });
  });

  it('an exact path that a longer rule takes is led elsewhere', () => {
    const found = changes(ingress('web', unlimited), ingress('exact', unlimited, '/a', 'Exact', 'other'));
    expect(found[0]).toMatchObject({
      kind: 'moved',
      request: { url: 'https://a.test/a' },
      nginx: expect.stringContaining('forwards it to shop/other'),
      traefik: 'forwards it to shop/web',
    });
  });

  it('a snippet makes Traefik drop the whole Ingress', () => {
    const found = changes(ingress('web', `${unlimited}, ${nginx}/configuration-snippet: deny all;`));
    expect(found[0]).toMatchObject({
      kind: 'refused',
      nginx: 'lets a snippet decide',
      traefik: 'answers 404',
    });
  });

  it('a request without TLS is redirected on both sides once there is a certificate', () => {
    const tls = ingress('web', unlimited).replace(
      'ingressClassName: nginx',
      'ingressClassName: nginx\n  tls: [{ hosts: [a.test] }]',
    );
    expect(changes(tls)).toEqual([]);
  });
});
