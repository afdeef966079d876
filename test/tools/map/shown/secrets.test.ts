import { openSide } from '../../../../lib/tools/map/open';
import { shownObjects } from '../../../../lib/tools/map/shown/objects';
import { sideOf } from '../../../../lib/tools/map/side';
import { everything, modelOf, secrets } from '../everything';

const configuration = {
  entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
  providers: { kubernetesCRD: { token: 'token-of-the-provider' }, kubernetesIngress: {} },
  experimental: { plugins: { guard: { moduleName: 'example.com/guard', version: 'v1.0.0' } } },
};

const model = modelOf(everything(), configuration);
const side = sideOf(model);

function shown(object: object): unknown {
  return shownObjects([object])[0]?.shown;
}

const secret = (content: object) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'one', namespace: 'shop' },
  ...content,
});

const login = {
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'Middleware',
  metadata: { name: 'login', namespace: 'shop' },
  spec: { basicAuth: { secret: 'one' } },
};

test('nothing that is secret in objects or in the static configuration is in the page', () => {
  const text = JSON.stringify(side);
  expect(secrets.filter((each) => text.includes(each))).toEqual([]);
  expect(text).toContain('alice');
});

test('a certificate keeps its names, and nothing else of it', () => {
  const text = JSON.stringify(side);
  const [, block = ''] = /BEGIN CERTIFICATE-----\\n([\w+/=]+)/.exec(text) ?? [];
  expect(JSON.parse(Buffer.from(block, 'base64').toString())).toEqual({
    subjectAltName: 'DNS:shop.example, DNS:*.shop.example',
  });
});

test('users keep their names, and whether their password is right is unknown', () => {
  const page = openSide(sideOf(modelOf(everything())));
  const credentials = `Basic ${Buffer.from('alice:hunter2').toString('base64')}`;
  const request = { url: 'http://shop.example/login', headers: { Authorization: credentials } };
  expect(model.explain(request)).toMatchObject({ outcome: 'forwarded' });
  expect(page.explain(request)).toMatchObject({
    outcome: 'unknown',
    notes: expect.arrayContaining(['basicAuth: whether the password of alice is right is not computed']),
  });
  const wrongUser = {
    ...request,
    headers: { Authorization: `Basic ${Buffer.from('eve:x').toString('base64')}` },
  };
  for (const each of [model, page])
    expect(each.explain(wrongUser)).toMatchObject({ response: { status: 401 } });
});

test('a line that is no user stays one that Traefik cannot read', () => {
  const objects = shownObjects([login, secret({ stringData: { users: 'alice:x\nno user\nbob:\n' } })]);
  expect(objects[1]?.shown).toMatchObject({
    stringData: { users: `alice:$2y$31$${'.'.repeat(53)}\nwithheld\nbob:\n` },
  });
});

test('a name and a password become a line of users, and stay incomplete where they are', () => {
  const type = 'kubernetes.io/basic-auth';
  const [, whole] = shownObjects([login, secret({ type, stringData: { username: 'carol', password: 'x' } })]);
  expect(whole?.shown).toMatchObject({ stringData: { users: expect.stringMatching(/^carol:\$2y\$31\$/) } });
  const [, part] = shownObjects([login, secret({ type, stringData: { username: 'carol' } })]);
  expect(part?.shown).toMatchObject({ type, stringData: {} });
});

test.each<[string, string, (template: { spec: object }) => object]>([
  ['argoproj.io/v1alpha1', 'Rollout', (template: { spec: object }) => ({ template })],
  ['batch/v1', 'CronJob', (template: { spec: object }) => ({ jobTemplate: { spec: { template } } })],
  ['v1', 'Pod', ({ spec }: { spec: object }) => spec],
])('the page knows the pods of %s %s by their labels and ports alone', (apiVersion, kind, specOf) => {
  const labels = { app: 'web' };
  const ports = [{ name: 'http', containerPort: 80 }];
  const template = (container: object): { spec: object; metadata: object } => ({
    metadata: { labels },
    spec: { containers: [{ name: 'web', ports, ...container }] },
  });
  const made = (container: object): object => ({
    apiVersion,
    kind,
    metadata: { name: 'web', labels },
    spec: specOf(template(container)),
  });
  expect(JSON.stringify(shown(made({ args: ['--password=x'] })))).not.toContain('password');
  expect(shown(made({ args: ['--password=x'] }))).toEqual(made({}));
});

test('pods keep what Services ask of them, and objects of other kinds are left out', () => {
  expect(
    shown({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', annotations: { a: 'b' } },
      spec: {
        replicas: 2,
        template: { spec: { containers: [{ name: 'web', ports: [], args: ['--password=x'] }] } },
      },
    }),
  ).toMatchObject({
    spec: { template: { spec: { containers: [{ name: 'web', ports: [] }] } } },
  });
  expect(
    shown({ apiVersion: 'bitnami.com/v1', kind: 'SealedSecret', metadata: { name: 'x' } }),
  ).toBeUndefined();
  expect(shown({ apiVersion: 'batch/v1beta1', kind: 'Sandbox', metadata: { name: 'x' } })).toBeUndefined();
});

test('a misspelt kind shows no more than the kind that is meant', () => {
  const spec = { plugin: { guard: { key: 'secret-of-the-plugin' } } };
  const metadata = { name: 'one', namespace: 'shop' };
  for (const kind of ['Middleware', 'Middlewares']) {
    const object = { apiVersion: 'traefik.io/v1alpha1', kind, metadata, spec };
    expect(JSON.stringify(shown(object))).not.toContain('secret-of-the-plugin');
    expect(shown(object)).toMatchObject({ kind, spec: { plugin: { guard: {} } } });
  }
});

test('of a CRD it shows which kind there is then, without its schema', () => {
  const version = {
    name: 'v1',
    served: true,
    storage: true,
    schema: { openAPIV3Schema: { type: 'object' } },
  };
  const spec = { group: 'traefik.io', names: { kind: 'Other', plural: 'others' }, versions: [version] };
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'others.traefik.io' },
    spec,
  };
  expect(shown(crd)).toMatchObject({
    spec: { group: 'traefik.io', names: { kind: 'Other' }, versions: [{ name: 'v1', served: true }] },
  });
  expect(JSON.stringify(shown(crd))).not.toContain('schema');
});
