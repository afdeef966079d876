import { join } from 'node:path';
import { writeChart } from '../../../lib/tools/chart';
import { synthesized } from './program';
import { shop } from './shop';
import { byIdentity, failureOf, runHelm, template, temporaryFolder, withHelm } from './support';

const { environments, files } = shop();

withHelm("the chart of the repository's environments", () => {
  const folder = temporaryFolder();
  writeChart(folder, files);
  const valuesOf = (name: string): readonly string[] => ['-f', join(folder, `values.${name}.yaml`)];

  test.each(environments.map(({ name }) => name))('gives exactly the objects of dist/%s', (name) => {
    const environment = environments.find((one) => one.name === name);
    if (!environment) throw new Error(`there is no ${name}`);
    const rendered = template(folder, environment.namespace, ...valuesOf(name));
    expect(byIdentity(rendered)).toEqual(byIdentity(synthesized(environment)));
  });

  test('renders with its default values alone', () => {
    expect(template(folder, 'shop').length).toBeGreaterThan(10);
  });

  test.each([[], ...environments.map(({ name }) => valuesOf(name))])(
    'is clean to helm lint --strict %s',
    (...args) => {
      expect(runHelm('lint', '--strict', folder, '--namespace', 'shop', ...args)).toContain(
        '0 chart(s) failed',
      );
    },
  );

  test('says that it installs the first environment where none is chosen', () => {
    const notes = (...args: readonly string[]): string =>
      runHelm('install', 'r', folder, '--dry-run=client', '--namespace', 'shop', ...args);
    expect(notes()).toContain('This is dev, which is installed where no other is chosen');
    expect(notes(...valuesOf('prod'))).not.toContain('This is dev');
  });

  test('goes into the namespace that --namespace says, and makes none', () => {
    const objects = template(folder, 'elsewhere', ...valuesOf('dev'));
    expect(new Set(objects.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['elsewhere']));
    expect(objects.filter(({ kind }) => kind === 'Namespace' || kind === 'CustomResourceDefinition')).toEqual(
      [],
    );
  });

  describe('its schema refuses', () => {
    test.each([
      ['a misspelt key', 'services.httpbin.replcas=2', "/services/httpbin': additional properties 'replcas'"],
      ['a misspelt section', 'rotes.http.x=1', "additional properties 'rotes'"],
      [
        'text for a number',
        'services.httpbin.replicas=many',
        "/services/httpbin/replicas': got string, want null or integer",
      ],
      [
        'a negative number of replicas',
        'services.httpbin.replicas=-1',
        "/services/httpbin/replicas': minimum",
      ],
      [
        'a number for text',
        'services.httpbin.env.LOG_LEVEL=5',
        "/services/httpbin/env/LOG_LEVEL': got number, want string",
      ],
      [
        'a number for a tag',
        'services.httpbin.image.tag=1',
        "/services/httpbin/image/tag': got number, want string",
      ],
      [
        'a memory limit without its unit',
        'services.dex.resources.limits.memory=128',
        "/services/dex/resources/limits/memory': got number",
      ],
      ['an unknown environment', 'environment=test', "/environment': value must be one of"],
      ['a name that no object can have', 'certificates.A_b.secretName=x', "invalid propertyName 'A_b'"],
    ])('%s', (_, set, message) => {
      expect(failureOf('template', 'r', folder, ...valuesOf('dev'), '--set', set)).toContain(message);
    });

    test('a weight out of range, in a map that is added', () => {
      const message = failureOf(
        'template',
        'r',
        folder,
        '--set-json',
        'routes.http.new={"match":"Host(`a.b`)","services":[{"name":"httpbin","weight":-1}]}',
      );
      expect(message).toContain('/routes/http/new/services/0');
      expect(message).toContain('weight');
    });
  });

  describe('a route that is added by values', () => {
    const added = (route: unknown, ...args: readonly string[]) =>
      template(
        folder,
        'shop',
        ...valuesOf('prod'),
        '--set-json',
        `routes.http.added=${JSON.stringify(route)}`,
        ...args,
      );

    test('gets port and scheme of its service, and the certificate takes its host', () => {
      const objects = byIdentity(
        added({
          match: 'Host(`new.example.com`)',
          services: [{ name: 'dex', port: 'grpc' }],
          tls: { certificate: 'dex' },
        }),
      );
      expect(objects).toMatchObject({
        'traefik.io/IngressRoute/shop/added': {
          spec: {
            routes: [{ services: [{ name: 'dex', port: 'grpc', scheme: 'h2c' }] }],
            tls: { secretName: 'dex-tls' },
          },
        },
        'cert-manager.io/Certificate/shop/dex': {
          spec: { dnsNames: expect.arrayContaining(['new.example.com']) },
        },
      });
    });

    test('is admitted by the NetworkPolicy of a service that no other route leads to', () => {
      const without = ['--set-json', 'routes.tcp.nats=null'];
      const policy = 'networking.k8s.io/NetworkPolicy/shop/nats';
      expect(byIdentity(template(folder, 'shop', ...valuesOf('prod'), ...without))[policy]).toMatchObject({
        spec: { ingress: [] },
      });
      const objects = byIdentity(
        added({ match: 'Host(`n.example.com`)', services: [{ name: 'nats', port: 'client' }] }, ...without),
      );
      expect(objects[policy]).toMatchObject({ spec: { ingress: [{ ports: [{ port: 4222 }] }] } });
    });

    test.each([
      [
        'a service that does not exist',
        { match: 'Host(`a.b`)', services: ['htpbin'] },
        'routes.http.added: there is no service "htpbin"',
      ],
      [
        'a port that is not routed',
        { match: 'Host(`a.b`)', services: [{ name: 'dex', port: 'telemetry' }] },
        'the port telemetry of the service "dex" is not meant to be routed',
      ],
      [
        'a certificate that does not exist',
        { match: 'Host(`a.b`)', services: ['dex'], tls: { certificate: 'x' } },
        'there is no certificate "x"',
      ],
      [
        'a middleware that does not exist',
        { match: 'Host(`a.b`)', services: ['dex'], middlewares: ['admin-networks', 'admin-netwroks'] },
        'routes.http.added: there is no middleware "admin-netwroks" in middlewares',
      ],
      [
        'a middleware that does not exist, by name and namespace',
        { match: 'Host(`a.b`)', services: ['dex'], middlewares: [{ name: 'x', namespace: 'default' }] },
        'there is no middleware "x"',
      ],
      [
        'a chain of middlewares of which one does not exist',
        {
          match: 'Host(`a.b`)',
          services: ['dex'],
          middlewares: [{ chain: { middlewares: [{ name: 'x' }] } }],
        },
        'there is no middleware "x"',
      ],
      [
        'TLS options that do not exist',
        { match: 'Host(`a.b`)', services: ['dex'], tls: { options: 'mtsl' } },
        'routes.http.added: there is no TLS options "mtsl" in tls.options',
      ],
    ])('may not name %s', (_, route, message) => {
      const set = `routes.http.added=${JSON.stringify(route)}`;
      expect(failureOf('template', 'r', folder, ...valuesOf('prod'), '--set-json', set)).toContain(message);
    });
  });

  test('a middleware that a route names may not be taken away: the route would be open, or gone', () => {
    const set = ['--set', 'middlewares.admin-networks=null'];
    expect(failureOf('template', 'r', folder, ...valuesOf('prod'), ...set)).toMatch(
      /routes\.http\.[\w-]+: there is no middleware "admin-networks"/,
    );
  });

  test('a middleware has one kind', () => {
    const set = 'middlewares.two={"compress":{},"retry":{"attempts":1}}';
    expect(failureOf('template', 'r', folder, '--set-json', set)).toContain(
      'middlewares.two: it has to have exactly one kind, and has compress, retry',
    );
  });

  test('the check before start reads the Go version from the image, which is mounted as a volume', () => {
    const set = ['--set', 'initCheck.enabled=true', '--set-string', 'initCheck.minVersion=1.25'];
    const objects = byIdentity(template(folder, 'shop', ...valuesOf('dev'), ...set));
    const pod = {
      initContainers: [
        {
          name: 'init-check',
          image: 'golang:1.25-alpine',
          env: expect.arrayContaining([{ name: 'MIN_VERSION', value: '1.25' }]),
          volumeMounts: [{ name: 'init-check', mountPath: '/image', readOnly: true }],
        },
      ],
      volumes: expect.arrayContaining([
        { name: 'init-check', image: { reference: 'ghcr.io/dexidp/dex:v2.45.1' } },
      ]),
    };
    expect(objects['apps/Deployment/shop/dex']).toMatchObject({ spec: { template: { spec: pod } } });
  });

  test('a changed tag changes the workload alone', () => {
    const before = byIdentity(template(folder, 'shop', ...valuesOf('prod')));
    const after = byIdentity(
      template(folder, 'shop', ...valuesOf('prod'), '--set', 'services.dex.image.tag=v3'),
    );
    const changed = Object.keys(before).filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );
    expect(changed).toEqual(['apps/Deployment/shop/dex']);
  });
});

test('a chart has a file of values for each environment, a template for each service and one for each kind', () => {
  expect([...files.keys()]).toEqual(
    expect.arrayContaining([
      'Chart.yaml',
      '.helmignore',
      'README.md',
      'values.yaml',
      'values.schema.json',
      'values.dev.yaml',
      'values.prod.yaml',
      'values.staging.yaml',
      'templates/_helpers.tpl',
      'templates/NOTES.txt',
      'templates/dex.yaml',
      'templates/ingressroute.yaml',
      'templates/ingressroute-tcp.yaml',
      'templates/ingressroute-udp.yaml',
      'templates/middlewares.yaml',
    ]),
  );
});

test('the README lists what is fixed, and offers what an operator changes', () => {
  const readme = files.get('README.md') ?? '';
  expect(readme).toContain('| `services.httpbin.image.tag` |');
  expect(readme).toContain('| `services.gitea.go.memoryLimit` |');
  expect(readme).toContain('| `services.dex.shutdown.drainSeconds` |');
  expect(readme).toContain(
    '- `services.gitea.ports.http`: it chooses between forms, or names something else',
  );
});
