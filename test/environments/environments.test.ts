import { DeliveryApp, EnvironmentStack, Environments } from '../../lib';
import type { ApiObjectData } from '../../lib/core/manifest';
import { yamlSerializer } from '../../lib/testing';

expect.addSnapshotSerializer(yamlSerializer);

/** What the repository's own program makes, by environment and by file. */
const app = new DeliveryApp();
for (const environment of Environments.load('environments', { variables: {} })) {
  new EnvironmentStack(app, environment);
}
const files = app.manifests();
const manifests = new Map<string, ApiObjectData[]>();
for (const [file, objects] of files) {
  const environment = file.split('/')[0] ?? '';
  manifests.set(environment, [...(manifests.get(environment) ?? []), ...objects]);
}

/** The spec of an object, as loose data. */
function spec(environment: string, kind: string, name: string): Readonly<Record<string, unknown>> {
  const found = manifests
    .get(environment)
    ?.find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`${environment} has no ${kind} ${name}`);
  return Object.fromEntries(Object.entries(found['spec'] ?? {}));
}

const names = (environment: string, kind: string) =>
  (manifests.get(environment) ?? [])
    .filter((object) => object.kind === kind)
    .map(({ metadata }) => metadata.name);

const all = ['dev', 'prod', 'staging'];

test('there are three environments', () => {
  expect([...manifests.keys()].toSorted()).toEqual(all);
});

describe.each(all)('%s', (environment) => {
  test('runs the four services; the next version of httpbin is in the steps of its release', () => {
    expect(names(environment, 'Deployment').toSorted()).toEqual(['dex', 'httpbin', 'nats']);
    expect(names(environment, 'StatefulSet')).toEqual(['gitea']);
  });

  test('admits Traefik to routed ports and nobody to the others', () => {
    expect(spec(environment, 'NetworkPolicy', 'dex')).toMatchObject({
      ingress: [{ ports: [{ port: 5556 }, { port: 5557 }] }],
    });
    expect(spec(environment, 'NetworkPolicy', 'nats')).toMatchObject({
      ingress: [{ ports: [{ port: 4222 }] }],
    });
  });

  test('speaks h2c to the gRPC port of dex', () => {
    expect(spec(environment, 'IngressRoute', 'dex-grpc')).toMatchObject({
      routes: [{ services: [{ name: 'dex', port: 'grpc', scheme: 'h2c' }] }],
    });
  });

  test('reaches NATS by SNI on an entry point of its own, and SSH of Gitea without TLS', () => {
    expect(spec(environment, 'IngressRouteTCP', 'nats')).toMatchObject({
      entryPoints: ['nats'],
      tls: { secretName: 'nats-tls' },
      routes: [{ services: [{ name: 'nats', port: 'client' }] }],
    });
    expect(spec(environment, 'IngressRouteTCP', 'gitea-ssh')).toEqual({
      entryPoints: ['ssh'],
      routes: [{ match: 'HostSNI(`*`)', services: [{ name: 'gitea', port: 'ssh' }] }],
    });
  });

  test('lets only known networks to the administration of Gitea', () => {
    expect(spec(environment, 'IngressRoute', 'gitea-admin')).toMatchObject({
      routes: [{ middlewares: [{ name: 'admin-networks' }, { name: 'admin-login' }] }],
    });
  });

  test('has a certificate for every host that it serves', () => {
    const hosts = (name: string) => spec(environment, 'Certificate', name)['dnsNames'];
    const domain = environment === 'prod' ? 'shop.example.com' : `${environment}.shop.example.com`;
    expect(hosts('httpbin')).toEqual([`api.${domain}`, `httpbin.${domain}`]);
    expect(hosts('dex')).toEqual([`dex-grpc.${domain}`, `dex.${domain}`]);
    expect(hosts('nats')).toEqual([`nats.${domain}`]);
  });

  test.each([...files].filter(([file]) => file.startsWith(`${environment}/`)))(
    'has %s as reviewers last saw it',
    (_, objects) => expect(objects).toMatchSnapshot(),
  );
});

test('the environments differ where they mean to', () => {
  expect(spec('dev', 'Deployment', 'httpbin')['replicas']).toBe(1);
  expect(spec('staging', 'Deployment', 'httpbin')['replicas']).toBe(2);
  expect(spec('prod', 'Deployment', 'httpbin')).not.toHaveProperty('replicas');
  expect(names('prod', 'HorizontalPodAutoscaler')).toEqual(['httpbin']);
  expect(names('dev', 'HorizontalPodAutoscaler')).toEqual([]);
  expect(names('dev', 'IngressRoute')).toContain('httpbin-dump');
  expect(names('prod', 'IngressRoute')).not.toContain('httpbin-dump');
  expect(spec('prod', 'IngressRoute', 'dex-grpc')).toMatchObject({ tls: { options: { name: 'mtls' } } });
  expect(spec('dev', 'IngressRoute', 'dex-grpc')).not.toHaveProperty(['tls', 'options']);
  expect(spec('dev', 'Middleware', 'security-headers')).not.toHaveProperty(['headers', 'stsSeconds']);
});

test('the tag of httpbin comes from the pipeline', () => {
  const built = new DeliveryApp();
  for (const environment of Environments.load('environments', { variables: { HTTPBIN_TAG: '2.23.0' } })) {
    new EnvironmentStack(built, environment);
  }
  const image = built
    .manifests()
    .get('prod/httpbin.k8s.yaml')
    ?.find(({ kind }) => kind === 'Deployment');
  expect(JSON.stringify(image)).toContain('"image":"ghcr.io/mccutchen/go-httpbin:2.23.0"');
});
