import { valueAt } from '../../../lib/core/base';
import { parseYaml } from '../../../lib/core/yaml';
import { delivered } from './support';

/** What is written for an environment behind a Traefik. */
function written(traefik: string) {
  const found = delivered('traefik', { prod: `namespace: shop\ntraefik:\n${traefik}` });
  const [values] = parseYaml(found.texts.get('traefik/prod/values.yaml') ?? '', 'values.yaml').documents;
  const manifests = found.objects['traefik/prod/manifests.yaml'];
  return {
    ...found,
    values: values?.value,
    made: (kind: string) => manifests?.find((object) => object.kind === kind),
  };
}

test('entry points and ports are said once: of them follow the values of the chart and the Service', () => {
  const { values, made } = written(`  entryPoints:
    websecure: { address: ':8443', http: { tls: {} } }
    mqtt: { address: ':1883' }
    dns: { address: ':5353/udp' }
  exposedPorts: { websecure: 443, dns: 53 }
`);
  expect(valueAt(values, 'ports')).toEqual({
    websecure: { port: 8443, exposedPort: 443, expose: { default: true }, protocol: 'TCP' },
    mqtt: { port: 1883, exposedPort: 1883, expose: { default: true }, protocol: 'TCP' },
    dns: { port: 5353, exposedPort: 53, expose: { default: true }, protocol: 'UDP' },
    web: null,
  });
  expect(valueAt(values, 'additionalArguments')).toContain('--entryPoints.websecure.http.tls=true');
  expect(valueAt(made('Service'), 'spec', 'ports')).toEqual(
    expect.arrayContaining([
      { name: 'websecure', port: 443, targetPort: 'websecure', protocol: 'TCP' },
      { name: 'dns-udp', port: 53, targetPort: 'dns-udp', protocol: 'UDP' },
    ]),
  );
});

test('providers are on as the environment has them, and no others', () => {
  const { values } = written(
    `  providers: { kubernetesCRD: { allowCrossNamespace: true, ingressClass: public } }\n`,
  );
  expect(valueAt(values, 'providers')).toEqual({
    kubernetesCRD: { enabled: true, allowCrossNamespace: true },
    kubernetesIngress: { enabled: false },
    kubernetesGateway: { enabled: false },
  });
  expect(valueAt(values, 'additionalArguments')).toContain('--providers.kubernetesCRD.ingressClass=public');
});

test('a plugin gets the folder that it is loaded into, and a port below 1024 what lets anybody listen there', () => {
  const { values, made } = written(`  entryPoints: { web: { address: ':80' } }
  experimental: { plugins: { geo: { moduleName: example.com/geo, version: v1.0.0 } } }
`);
  expect(valueAt(values, 'experimental', 'plugins')).toEqual({
    geo: { moduleName: 'example.com/geo', version: 'v1.0.0' },
  });
  const pod = valueAt(made('Deployment'), 'spec', 'template', 'spec');
  expect(JSON.stringify(valueAt(pod, 'containers'))).toContain('"mountPath":"/plugins-storage"');
  expect(valueAt(pod, 'securityContext', 'sysctls')).toEqual([
    { name: 'net.ipv4.ip_unprivileged_port_start', value: '0' },
  ]);
});

test('version, namespace and labels of its pods are those of the environment, and another configuration is another pod', () => {
  const said = `  version: '3.7.9'\n  namespace: edge\n  labels: { edge: public }\n`;
  const { values, made } = written(said);
  expect(valueAt(values, 'image', 'tag')).toBe('v3.7.9');
  expect(valueAt(values, 'deployment', 'podLabels')).toEqual({ edge: 'public' });
  expect(made('Deployment')).toMatchObject({ metadata: { namespace: 'edge', labels: { edge: 'public' } } });
  const hash = (text: string): unknown =>
    valueAt(written(text).made('Deployment'), 'spec', 'template', 'metadata', 'annotations');
  expect(hash(`${said}  accessLog: {}\n`)).not.toEqual(hash(said));
});

test('what keeps certificates has values with a volume, and no plain manifests', () => {
  const { values, objects, problems } = written(
    `  certificatesResolvers: { own: { acme: { email: ops@example.com, storage: /data/acme.json, tlsChallenge: {} } } }\n`,
  );
  expect(valueAt(values, 'persistence')).toEqual({ enabled: true, path: '/data' });
  expect(objects).not.toHaveProperty(['traefik/prod/manifests.yaml']);
  expect(problems).toEqual([
    'prod.yaml:3: traefik-without-volume: The Traefik of prod gets certificates by itself, and has to keep them.',
  ]);
});
