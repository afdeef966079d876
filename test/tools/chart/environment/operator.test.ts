import { join } from 'node:path';
import { Environments } from '../../../../lib';
import { isPlainMap } from '../../../../lib/core/base';
import type { ApiObjectData } from '../../../../lib/core/manifest';
import { chartOf, writeChart } from '../../../../lib/tools/chart';
import { byIdentity, failureOf, template, temporaryFolder, withHelm } from '../support';

const base = `namespace: shop
services:
  web:
    image: ghcr.io/acme/web:1.4.2
    ports: { http: 8080 }
    replicas: 2
    dependsOn: [db]
    env: { LEVEL: info }
    config: { files: { /etc/web/a.yaml: "a: 1" } }
  admin: { image: "ghcr.io/acme/admin:2.0.0", ports: { http: 8080 } }
  db: { image: "acme/db:3", ports: { sql: 5432 }, volumeClaims: { data: { mountPath: /data, size: 1Gi } } }
jobs:
  migrate: { image: "ghcr.io/acme/web:1.4.2", args: [migrate], dependsOn: [db] }
cronJobs:
  report: { image: "ghcr.io/acme/web:1.4.2", schedule: "@daily" }
middlewares:
  headers: { headers: { frameDeny: true } }
  all: { chain: { middlewares: [{ name: headers }] } }
traefikServices:
  web: { weighted: { services: [{ name: web, port: http, weight: 1 }] } }
serversTransports:
  slow: { forwardingTimeouts: { dialTimeout: 5s } }
tls: { options: { default: { minVersion: VersionTLS12 } } }
issuer: { name: ca }
certificates: { web: {}, admin: {} }
routes:
  http:
    web:
      match: Host(\`web.example.com\`)
      middlewares: [all, { rateLimit: { average: 5 } }]
      services: [{ kind: TraefikService, name: web }]
      tls: { certificate: web }
      redirectToHttps: true
    admin: { match: Host(\`admin.example.com\`), services: [{ name: admin, serversTransport: slow }], tls: { certificate: admin } }
`;

const files = chartOf(
  Environments.from(
    [
      { file: 'base.yaml', text: base },
      { file: 'prod.yaml', text: 'services: { admin: { autoscaling: { maxReplicas: 4 } } }\n' },
    ],
    { variables: {} },
  ),
  { name: 'shop' },
);

withHelm('an operator', () => {
  const folder = temporaryFolder();
  writeChart(folder, files);
  const args = ['-f', join(folder, 'values.prod.yaml')];
  const render = (...more: readonly string[]): readonly ApiObjectData[] =>
    template(folder, 'shop', ...args, ...more);
  const before = byIdentity(render());

  /** Where objects differ from those without a change, and what is there then. */
  const changes = (...more: readonly string[]): Readonly<Record<string, unknown>> => {
    const after = byIdentity(render(...more));
    const all = new Set([...Object.keys(before), ...Object.keys(after)]);
    const found = [...all].flatMap((key) => {
      const short = key.replace(/^[^/]*\/([^/]*)\/[^/]*\//, '$1 ');
      return Object.entries(differences(before[key], after[key])).map(
        ([path, value]) => [`${short}${path}`, value] as const,
      );
    });
    return Object.fromEntries(found);
  };

  const web = 'Deployment web.spec.template';
  const labelled = (label: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      Object.entries(before).flatMap(([key, object]): readonly (readonly [string, unknown])[] => {
        const name = key.replace(/^[^/]*\/([^/]*)\/[^/]*\//, '$1 ');
        const value = Object.entries(label).map(
          ([one, text]) => [`${name}.metadata.labels.${one}`, text] as const,
        );
        const hasLabels =
          isPlainMap(object) && isPlainMap(object['metadata']) && 'labels' in object['metadata'];
        return hasLabels ? value : [[`${name}.metadata.labels`, label] as const];
      }),
    );

  test.each<[string, readonly string[], Readonly<Record<string, unknown>>]>([
    ['labels of pods', ['--set', 'services.web.podLabels.team=a'], { [`${web}.metadata.labels.team`]: 'a' }],
    [
      'annotations of pods, beside the checksum of what they read',
      ['--set', 'services.web.podAnnotations.note=a'],
      { [`${web}.metadata.annotations.note`]: 'a' },
    ],
    [
      'where pods run',
      [
        '--set-json',
        'services.web={"nodeSelector":{"pool":"a"},"tolerations":[{"key":"gpu"}],"affinity":{"podAffinity":{}},"priorityClassName":"high"}',
      ],
      {
        [`${web}.spec.nodeSelector`]: { pool: 'a' },
        [`${web}.spec.tolerations`]: [{ key: 'gpu' }],
        [`${web}.spec.affinity`]: { podAffinity: {} },
        [`${web}.spec.priorityClassName`]: 'high',
      },
    ],
    [
      'Secrets for pulling',
      ['--set', 'services.web.imagePullSecrets={a,b}'],
      { [`${web}.spec.imagePullSecrets`]: [{ name: 'a' }, { name: 'b' }] },
    ],
    [
      'the kind of a Service, and its annotations',
      ['--set', 'services.web.service.type=LoadBalancer,services.web.service.annotations.a=b'],
      { 'Service web.spec.type': 'LoadBalancer', 'Service web.metadata.annotations': { a: 'b' } },
    ],
    [
      'annotations of a ServiceAccount',
      ['--set', 'services.web.serviceAccount.annotations.a=b'],
      { 'ServiceAccount web.metadata.annotations': { a: 'b' } },
    ],
    [
      'whether there is a NetworkPolicy',
      ['--set', 'services.web.networkPolicy.enabled=false'],
      { 'NetworkPolicy web': undefined },
    ],
    [
      'the class of all routes that name none',
      ['--set', 'ingressClassName=internal'],
      {
        'IngressRoute web.spec.ingressClassName': 'internal',
        'IngressRoute web-redirect.spec.ingressClassName': 'internal',
        'IngressRoute admin.spec.ingressClassName': 'internal',
      },
    ],
    [
      'further objects, in which nothing is evaluated',
      [
        '--set-json',
        'extraObjects=[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x","namespace":"shop"},"data":{"a":"{{ .Values.x }} <no value>"}}]',
      ],
      {
        'ConfigMap x': {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'x', namespace: 'shop' },
          data: { a: '{{ .Values.x }} <no value>' },
        },
      },
    ],
    [
      'when a CronJob runs',
      ['--set', 'cronJobs.report.schedule=@hourly', '--set', 'cronJobs.report.suspend=true'],
      { 'CronJob report.spec.schedule': '@hourly', 'CronJob report.spec.suspend': true },
    ],
    [
      'whether a service is there, with the routes and certificates that are of it alone',
      ['--set', 'services.admin.enabled=false'],
      Object.fromEntries(
        Object.keys(before).flatMap((key) => {
          const name = key.replace(/^[^/]*\/([^/]*)\/[^/]*\//, '$1 ');
          return name.endsWith(' admin') ? [[name, undefined] as const] : [];
        }),
      ),
    ],
    [
      'whether a service is scaled by load',
      ['--set', 'services.admin.autoscaling.enabled=false'],
      { 'HorizontalPodAutoscaler admin': undefined, 'Deployment admin.spec.replicas': 2 },
    ],
  ])('sets %s, and nothing else', (_, more, expected) => {
    expect(changes(...more)).toEqual(expected);
  });

  test('sets variables of a container: others than those that are there come last', () => {
    const added = changes(
      '--set-json',
      'services.web.env={"B":"1","A":{"valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}}',
      '--set',
      'services.web.envFrom[0].secretRef.name=s',
      '--set',
      'services.web.image.pullPolicy=Always',
      '--set-string',
      'services.web.resources.limits.cpu=2',
    );
    expect(added).toEqual({
      [`${web}.spec.containers`]: [
        expect.objectContaining({
          imagePullPolicy: 'Always',
          env: [
            expect.objectContaining({ name: 'GOMEMLIMIT' }),
            { name: 'LEVEL', value: 'info' },
            { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
            { name: 'B', value: '1' },
          ],
          envFrom: [{ secretRef: { name: 's' } }],
          resources: expect.objectContaining({ limits: { cpu: '2', memory: '128Mi' } }),
        }),
      ],
    });
  });

  test.each([
    ['services.web.image.registry=mirror.example', 'mirror.example/acme/web:1.4.2'],
    ['services.web.image.repository=acme/other', 'acme/other:1.4.2'],
    [`services.web.image.digest=sha256:${'a'.repeat(64)}`, `ghcr.io/acme/web:1.4.2@sha256:${'a'.repeat(64)}`],
    ['global.imageRegistry=mirror.example', 'mirror.example/acme/web:1.4.2'],
  ])('names another image by %s', (set, image) => {
    expect(changes('--set', set)).toMatchObject({
      [`${web}.spec.containers`]: [expect.objectContaining({ image })],
    });
  });

  test('pulls all images from one registry, those of jobs too', () => {
    const images = JSON.stringify(render('--set', 'global.imageRegistry=mirror.example')).match(
      /"image":"[^"]*"/g,
    );
    expect(images?.filter((image) => !image.includes('"mirror.example/'))).toEqual([]);
    expect(images).toContain('"image":"mirror.example/acme/db:3"');
  });

  test('finds all objects by labels, routes, middlewares and certificates among them', () => {
    const labels = changes('--set', 'commonLabels.team=a');
    const isPod = (path: string): boolean => path.includes('emplate.') || / migrate-/.test(path);
    const ofObjects = Object.entries(labels).filter(([path]) => !isPod(path));
    const expected = Object.entries(labelled({ team: 'a' })).filter(([path]) => !isPod(path));
    expect(Object.fromEntries(ofObjects)).toEqual(Object.fromEntries(expected));
    expect(Object.keys(labels)).toEqual(
      expect.arrayContaining([
        'IngressRoute web.metadata.labels.team',
        'Middleware headers.metadata.labels.team',
        'Certificate web.metadata.labels.team',
        `${web}.metadata.labels.team`,
      ]),
    );
  });

  test('annotates all objects, and no pods', () => {
    const found = Object.keys(changes('--set', 'commonAnnotations.a=b'));
    expect(found).toHaveLength(Object.keys(before).length);
    expect(found.filter((path) => path.includes('template'))).toEqual([]);
  });

  test('gives a job another image: that is another Job', () => {
    const jobs = render('--set', 'jobs.migrate.image.tag=1.5.0').filter(({ kind }) => kind === 'Job');
    expect(jobs).toEqual([
      expect.objectContaining({
        metadata: expect.objectContaining({ name: expect.stringMatching(/^migrate-[0-9a-f]{8}$/) }),
        spec: expect.objectContaining({
          template: expect.objectContaining({
            spec: expect.objectContaining({
              containers: [expect.objectContaining({ image: 'ghcr.io/acme/web:1.5.0' })],
            }),
          }),
        }),
      }),
    ]);
    const earlier = render().find(({ kind }) => kind === 'Job');
    expect(jobs[0]?.metadata.name).not.toBe(earlier?.metadata.name);
  });

  describe('who gives all objects other names', () => {
    const named = render('--set', 'fullnameOverride=b');

    test('gets none that the first release has', () => {
      const identities = new Set(Object.keys(before));
      expect(Object.keys(byIdentity(named)).filter((key) => identities.has(key))).toEqual([]);
    });

    test('gets the same as before, under other names: selectors and references follow', () => {
      const text = JSON.stringify(Object.values(byIdentity(named)));
      // Options that hold for all routers of a cluster are those of the first release: these name their own.
      const back = text.replaceAll(/"options":\{"name":"b-default"\},?/g, '').replaceAll(/([":])b-/g, '$1');
      const own = JSON.stringify(Object.values(before));
      const sorted = (all: string): readonly string[] => all.split('').toSorted();
      expect(sorted(back)).toEqual(sorted(own));
      for (const name of ['web', 'db-headless', 'web-config', 'headers', 'web-tls', 'slow', 'admin']) {
        expect(text).toContain(`"b-${name}"`);
      }
      expect(text).not.toMatch(/"app.kubernetes.io\/instance":"(?!b-)/);
    });

    test('may have the name of the release in them', () => {
      const names = render('--set', 'nameOverride=blue').map(({ metadata }) => metadata.name);
      expect(names.filter((name) => !name.startsWith('release-blue-'))).toEqual([]);
    });
  });

  test.each([
    [
      'replicas beside an autoscaler',
      ['services.admin.replicas=3'],
      'services.admin.replicas: the autoscaler owns the number of pods',
    ],
    [
      'another number beside an autoscaler that is turned on',
      ['services.web.autoscaling.enabled=true', 'services.web.replicas=3'],
      'services.web.replicas: the autoscaler owns the number of pods',
    ],
    [
      'what is said of an object that is not there',
      ['services.web.resources.limits.memory=true'],
      'services/web/resources/limits/memory',
    ],
    [
      'a service that is taken away where others lead to it as well',
      ['services.web.enabled=false'],
      'traefikServices.web: the service "web" is not enabled',
    ],
    ['a prefix that no name can have', ['fullnameOverride=A_b'], 'fullnameOverride'],
    ['a label of which selectors are made', ['services.web.labels.app\\.kubernetes\\.io/name=x'], 'labels'],
  ])('may not give %s', (_, sets, message) => {
    const more = sets.flatMap((set) => ['--set', set]);
    expect(failureOf('template', 'r', folder, '--namespace', 'shop', ...args, ...more)).toContain(message);
  });

  test('turns scaling on: the number that the environment has goes', () => {
    expect(changes('--set', 'services.web.autoscaling.enabled=true')).toMatchObject({
      'HorizontalPodAutoscaler web': { spec: { minReplicas: 2, maxReplicas: 10 } },
      'Deployment web.spec.replicas': undefined,
    });
  });
});

function differences(a: unknown, b: unknown, path = ''): Readonly<Record<string, unknown>> {
  if (JSON.stringify(a) === JSON.stringify(b)) return {};
  if (!isPlainMap(a) || !isPlainMap(b)) return { [path]: b };
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.assign({}, ...[...keys].map((key) => differences(a[key], b[key], `${path}.${key}`)));
}
