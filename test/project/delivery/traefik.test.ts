import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { valueAt } from '../../../lib/core/base';
import { parseYaml } from '../../../lib/core/yaml';
import { helm } from '../../support/tools';
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
    metrics: null,
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

test('tracing, metrics and the access log are as the environment has them, in the chart and in the static configuration', () => {
  const { values, made } =
    written(`  entryPoints: { web: { address: ':8000' }, metrics: { address: ':9100' } }
  metrics: { prometheus: { entryPoint: metrics, addRoutersLabels: true, buckets: [0.1, 0.5] } }
  accessLog: { format: json, fields: { names: { ClientUsername: drop } } }
  tracing: { sampleRate: 0.1, otlp: { http: { endpoint: 'http://otel.observability:4318/v1/traces' } } }
`);
  expect(valueAt(values, 'metrics')).toEqual({ prometheus: { entryPoint: 'metrics' } });
  expect(valueAt(values, 'additionalArguments')).toEqual(
    expect.arrayContaining([
      '--metrics.prometheus.addRoutersLabels=true',
      '--metrics.prometheus.buckets=0.1,0.5',
      '--accessLog.format=json',
      '--accessLog.fields.names.ClientUsername=drop',
      '--tracing.sampleRate=0.1',
      '--tracing.otlp.http.endpoint=http://otel.observability:4318/v1/traces',
    ]),
  );
  const text = String(valueAt(made('ConfigMap'), 'data', 'traefik.yaml'));
  expect(parseYaml(text, 'traefik.yaml').documents[0]?.value).toMatchObject({
    metrics: { prometheus: { addRoutersLabels: true, buckets: [0.1, 0.5] } },
    accessLog: { format: 'json', fields: { names: { ClientUsername: 'drop' } } },
    tracing: { sampleRate: 0.1, otlp: { http: { endpoint: 'http://otel.observability:4318/v1/traces' } } },
  });
});

test('where nothing is said of Traefik, it is that of the chart, metrics and all', () => {
  const { texts, objects } = delivered('traefik', { prod: 'namespace: shop' });
  const [values] = parseYaml(texts.get('traefik/prod/values.yaml') ?? '', 'values.yaml').documents;
  expect(valueAt(values?.value, 'metrics')).toEqual({ prometheus: { entryPoint: 'metrics' } });
  expect(Object.keys(Object(valueAt(values?.value, 'ports'))).toSorted()).toEqual([
    'metrics',
    'traefik',
    'web',
    'websecure',
  ]);
  expect(JSON.stringify(objects['traefik/prod/manifests.yaml'])).toContain('entryPoint: metrics');
});

test('a Traefik that gives no metrics gives none with the chart either, and has no entry point for them', () => {
  const { values } = written(`  entryPoints: { web: { address: ':8000' } }\n  accessLog: {}\n`);
  expect(valueAt(values, 'metrics')).toEqual({ prometheus: null });
  expect(valueAt(values, 'ports', 'metrics')).toBeNull();
});

/** What Helm has against values under the schema that the official chart is published with. */
function refusedByChart(values: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'chart-'));
  try {
    const put = (file: string, text: string): void => writeFileSync(join(folder, file), text);
    put('Chart.yaml', 'apiVersion: v2\nname: traefik\nversion: 41.3.0\n');
    // What the chart has by default can be taken away by null.
    put('values.yaml', 'ports: { web: {}, websecure: {}, metrics: {} }\nmetrics: { prometheus: {} }\n');
    put('own.yaml', values);
    const schema = join(__dirname, '../../support/chart/traefik-41.3.0.schema.json');
    copyFileSync(schema, join(folder, 'values.schema.json'));
    const args = ['template', 'traefik', folder, '-f', join(folder, 'own.yaml')];
    return spawnSync(helm() ?? 'helm', args, { encoding: 'utf8' }).stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  '  {}\n',
  `  version: '3.7.9'\n  namespace: edge\n  labels: { edge: public }\n`,
  `  entryPoints: { web: { address: ':80' }, secure: { address: ':443', http: { tls: {} }, http3: {} }, dns: { address: ':53/udp' } }
  exposedPorts: { secure: 8443 }
  metrics: { prometheus: { addRoutersLabels: true } }
  accessLog: { format: json }
  tracing: { otlp: { grpc: { endpoint: 'otel:4317' } } }
  providers: { kubernetesCRD: { allowCrossNamespace: true, namespaces: [shop] }, kubernetesIngress: {}, kubernetesGateway: {} }
  experimental: { plugins: { geo: { moduleName: example.com/geo, version: v1.0.0 } }, kubernetesGateway: true }
  certificatesResolvers: { own: { acme: { email: ops@example.com, storage: /data/acme.json, tlsChallenge: {} } } }
`,
])('the schema of the official chart takes the values of %j', (traefik) => {
  const values = written(traefik).texts.get('traefik/prod/values.yaml') ?? '';
  expect(refusedByChart(values)).toBe('');
  expect(refusedByChart(`${values}entryPoint: 1\n`)).toContain('entryPoint');
});
