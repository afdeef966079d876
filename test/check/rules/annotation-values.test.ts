import { traefikFactsOf } from '../../../lib/check/cluster';
import { objectsOf } from '../../../lib/core/manifest';
import { TrafficModel } from '../../../lib/traefik/model';
import { check } from './support';

const prefix = 'traefik.ingress.kubernetes.io';

const service = (annotation: string) => `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  annotations:
    note: other
    ${prefix}/service.${annotation}
spec: { ports: [{ port: 80 }] }
---
`;

const ingress = (annotation = 'entrypoints: web') => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    note: other
    ${prefix}/router.${annotation}
spec:
  ingressClassName: traefik
  rules: [{ host: a.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
---
`;

const facts = { traefik: traefikFactsOf() };

const told = (yaml: string, known = facts): unknown =>
  check(yaml, known).map(({ rule, severity, object, location, fix }) => [
    rule,
    severity,
    `${object?.kind}:${location?.line}:${location?.column}`,
    fix,
  ]);

const explained = (yaml: string) =>
  TrafficModel.from(objectsOf(yaml, 'objects.yaml').objects.map(({ object }) => object)).explain({
    url: 'http://a.example.com/',
  });

describe('a value of an annotation of a Service that Traefik refuses', () => {
  it.each([
    ['nativelb: "yes"', 'Write "true" or "false".'],
    ['passhostheader: maybe', 'Write "true" or "false".'],
    ['sticky.cookie.maxage: soon', 'Write a whole number in quotes.'],
    ['serverschema: http', `Write ${prefix}/service.serversscheme.`],
  ])('is told at the annotation, and not at the Ingress that it takes the path of: %s', (annotation, fix) => {
    const yaml = service(annotation) + ingress();
    expect(told(yaml)).toEqual([['invalid-annotation', 'error', 'Service:8:5', fix]]);
    expect(explained(yaml).response?.status).toBe(404);
  });

  it('is a warning where no Ingress leads to the Service, and nothing where no Ingress is read', () => {
    const yaml = service('nativelb: "yes"');
    expect(told(yaml)).toEqual([
      ['invalid-annotation', 'warning', 'Service:8:5', 'Write "true" or "false".'],
    ]);
    const crdOnly = {
      traefik: traefikFactsOf({
        entryPoints: { web: { address: ':80' } },
        providers: { kubernetesCRD: {} },
      }),
    };
    expect(told(yaml, crdOnly)).toEqual([]);
  });
});

describe('a word of an annotation that Traefik takes for another one', () => {
  it('is told of a scheme that nothing speaks, with what becomes of requests', () => {
    const yaml = service('serversscheme: grpc');
    const fix = 'Write http, https or h2c: gRPC in the clear is h2c, with TLS https.';
    expect(told(yaml)).toEqual([['unknown-scheme', 'warning', 'Service:8:5', fix]]);
    expect(told(yaml + ingress())).toEqual([['unknown-scheme', 'error', 'Service:8:5', fix]]);
    expect(explained(yaml + ingress())).toMatchObject({ outcome: 'answered', response: { status: 500 } });
  });

  it('is a warning where the Ingress that leads to the Service is of another controller', () => {
    const others = ingress().replace('ingressClassName: traefik', 'ingressClassName: nginx');
    const nginx = `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
`;
    const yaml = service('serversscheme: grpc') + others + nginx;
    const both = {
      traefik: traefikFactsOf({
        entryPoints: { web: { address: ':80' } },
        providers: { kubernetesIngress: {}, kubernetesIngressNGINX: {} },
      }),
    };
    for (const known of [facts, both]) {
      expect(told(yaml, known)).toContainEqual([
        'unknown-scheme',
        'warning',
        'Service:8:5',
        'Write http, https or h2c: gRPC in the clear is h2c, with TLS https.',
      ]);
    }
  });

  it('is not told of one that is written in capitals', () => {
    const yaml = service('serversscheme: H2C') + ingress();
    expect(told(yaml)).toEqual([]);
    expect(explained(yaml).outcome).toBe('forwarded');
  });

  it.each([
    ['sticky.cookie.samesite: sometimes', 'Write none, lax or strict.'],
    ['sticky.cookie: "on"', 'Write "true".'],
  ])('is told of %s', (annotation, fix) => {
    expect(told(service(annotation) + ingress())).toEqual([
      ['invalid-annotation', 'warning', 'Service:8:5', fix],
    ]);
  });

  it('is told of TLS that stays off', () => {
    expect(told(service('nativelb: "false"') + ingress('tls: "yes"'))).toEqual([
      ['invalid-annotation', 'warning', 'Ingress:18:5', 'Write "true".'],
    ]);
  });
});

describe('a value of an annotation of an Ingress that Traefik refuses', () => {
  it('is told at the annotation', () => {
    const yaml = service('nativelb: "false"') + ingress('priority: high');
    expect(told(yaml)).toEqual([
      ['invalid-annotation', 'error', 'Ingress:18:5', 'Write a whole number in quotes.'],
    ]);
    expect(explained(yaml).leftOut).toMatchObject([
      { reason: 'priority must be a whole number', fix: 'write a whole number in quotes' },
    ]);
  });

  it('is not told of one that is for another controller', () => {
    const foreign = ingress('priority: high').replace(
      'ingressClassName: traefik',
      'ingressClassName: haproxy',
    );
    expect(told(service('nativelb: "false"') + foreign)).toEqual([]);
  });
});

describe('why a router does not work is told at the annotation that says it', () => {
  const paths = (yaml: string) =>
    yaml.replace(
      'paths: [{',
      'paths: [{ path: /first, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }, {',
    );

  it.each([
    ['entrypoints: wbe', 'disabled-by-traefik', 'Did you mean "web"?'],
    ['tls.options: shop-none@kubernetescrd', 'disabled-by-traefik', 'Do away with the reason that is named.'],
  ])('%s, once for all paths', (annotation, rule, fix) => {
    const yaml = service('nativelb: "false"') + paths(ingress(annotation));
    expect(told(yaml)).toEqual([[rule, 'error', 'Ingress:18:5', fix]]);
  });

  it('a matcher of paths', () => {
    const free = ingress('pathmatcher: PathRegex').replace(
      'pathType: Prefix',
      'pathType: ImplementationSpecific',
    );
    expect(told(service('nativelb: "false"') + free)).toEqual([
      ['dropped-by-traefik', 'error', 'Ingress:18:5', expect.anything()],
    ]);
  });

  it('a class, where the annotation has it', () => {
    const classed = ingress()
      .replace('  ingressClassName: traefik\n', '')
      .replace(`${prefix}/router.entrypoints: web`, 'kubernetes.io/ingress.class: traefikk');
    expect(
      check(service('nativelb: "false"') + classed, facts, { advice: true }).map(({ rule, location }) => [
        rule,
        location?.line,
      ]),
    ).toEqual([['not-selected', 18]]);
  });
});

it('why the router of a container does not work is told at the label that says it', () => {
  const docker = {
    traefik: traefikFactsOf({ entryPoints: { web: { address: ':80' } }, providers: { docker: {} } }),
  };
  const container = `apiVersion: docker.com/v1
kind: Container
metadata:
  name: shop-web-1
  namespace: shop
  labels:
    com.docker.compose.service: web
    traefik.http.routers.web.rule: Host(\`a.example.com\`)
    traefik.http.routers.web.entryPoints: wbe
spec: { service: web, ports: [{ port: 80 }], networks: { shop_default: web } }
`;
  expect(told(container, docker)).toEqual([
    ['disabled-by-traefik', 'error', 'Container:9:5', expect.anything()],
  ]);
});
