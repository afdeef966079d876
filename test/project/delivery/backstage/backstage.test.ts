import {
  DefaultNamespaceEntityPolicy,
  type Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { valueAt } from '../../../../lib/core/base';
import type { ApiObjectData } from '../../../../lib/core/manifest';
import { delivered } from '../support';

const base = `namespace: shop
domain: \${environment}.shop.example.com
traefik:
  entryPoints: { websecure: { address: ':8443', http: { tls: {} } } }
services:
  api:
    image: example.com/api:1
    ports: { http: 8080 }
    env: { LOGIN: 'http://login.shop.svc:9000/', QUEUE: 'amqp://queue.example.com:5672', NOTE: see login.html }
  login:
    image: example.com/login:1
    ports: { http: 9000 }
    volumeClaims: { data: { mountPath: /data, size: 1Gi } }
  mailbox: { image: 'example.com/mailbox:1', ports: { http: 80 } }
  mailer: { image: 'example.com/mailer:1', args: ['--api', 'api:8080'] }
delivery:
  backstage:
    owner: group:default/platform
    domain: retail
    components:
      login:
        description: Logs people in.
        tags: [go, login]
        provides: { login-v1: { type: openapi, definition: api/openapi.yaml } }
middlewares:
  login: { forwardAuth: { address: 'http://login:9000/auth' } }
routes:
  http:
    mail: { match: 'Host(\`mail.\${domain}\`)', entryPoints: [websecure], middlewares: [login], services: [mailbox] }
    api:
      match: Host(\`api.\${domain}\`) && PathPrefix(\`/v1\`)
      entryPoints: [websecure]
      services: [api]
`;

const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

const validators = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
];

/** Whether Backstage's own model takes an entity, with the definition of an API read in its place. */
async function isTaken(entity: ApiObjectData): Promise<boolean> {
  const text = valueAt(entity, 'spec', 'definition', '$text');
  const spec = { ...Object(entity['spec']), ...(text !== undefined && { definition: text }) };
  const read: Entity = JSON.parse(JSON.stringify({ ...entity, spec }));
  const enforced = await policy.enforce(read);
  if (!enforced) return false;
  const checks = await Promise.all(validators.map((validator) => validator.check(enforced)));
  return checks.some(Boolean);
}

function entities(environments: Readonly<Record<string, string>>): Readonly<Record<string, ApiObjectData>> {
  const { objects, problems } = delivered('backstage', environments);
  expect(problems).toEqual([]);
  return Object.fromEntries(
    (objects['backstage/catalog-info.yaml'] ?? []).map((entity) => [
      `${entity.kind} ${entity.metadata.name}`,
      entity,
    ]),
  );
}

test('the catalogue has a domain, a system, each workload, what it offers and what it needs', async () => {
  const all = entities({ base, dev: '', prod: 'domain: shop.example.com' });
  expect(Object.keys(all)).toEqual([
    'Domain retail',
    'System shop',
    'Component api',
    'Component login',
    'Component mailbox',
    'Component mailer',
    'API login-v1',
    'Resource data-login',
  ]);
  for (const entity of Object.values(all)) expect([entity, await isTaken(entity)]).toEqual([entity, true]);
});

test('a workload whose pods Argo Rollouts runs is in the catalogue, with the routes that lead to it', () => {
  const prod = `services:
  api:
    release: { version: v2, mode: argo-rollouts, steps: [5, 50] }
`;
  const all = entities({ base, prod });
  expect(all['Component api']?.spec).toMatchObject({ type: 'service' });
  expect(all['Component api']?.metadata['links']).toEqual([
    { url: 'https://api.prod.shop.example.com/v1', title: 'api.prod.shop.example.com (prod)' },
  ]);
});

test('an entity that Backstage does not take is told from one that it takes', async () => {
  const { 'Component api': api } = entities({ base, prod: '' });
  const { owner: _, ...spec } = Object(api?.['spec']);
  await expect(isTaken({ apiVersion: '', kind: '', metadata: { name: '' }, ...api, spec })).rejects.toThrow(
    'owner',
  );
});

test('whom a workload asks follows from addresses in its variables and arguments', () => {
  const all = entities({ base, prod: '' });
  expect(all['Component api']?.['spec']).toMatchObject({
    type: 'service',
    lifecycle: 'production',
    owner: 'group:default/platform',
    consumesApis: ['login-v1'],
    dependsOn: ['component:login'],
  });
  // Traefik asks it about every request to the other.
  expect(all['Component mailbox']?.['spec']).toMatchObject({ dependsOn: ['component:login'] });
  expect(all['Component mailer']?.['spec']).toMatchObject({ type: 'worker', dependsOn: ['component:api'] });
  expect(all['Component login']?.['spec']).toMatchObject({
    providesApis: ['login-v1'],
    dependsOn: ['resource:data-login'],
  });
});

test('a workload has links to the addresses that its routes answer in each environment', () => {
  const all = entities({ base, dev: '', prod: 'domain: shop.example.com' });
  expect(all['Component api']?.metadata['links']).toEqual([
    { url: 'https://api.dev.shop.example.com/v1', title: 'api.dev.shop.example.com (dev)' },
    { url: 'https://api.shop.example.com/v1', title: 'api.shop.example.com (prod)' },
  ]);
  expect(all['Component login']?.metadata['links']).toBeUndefined();
});

test('plugins find what belongs to a workload by labels that all environments have', () => {
  const annotations = (environments: Readonly<Record<string, string>>): unknown =>
    entities(environments)['Component api']?.metadata.annotations;
  expect(annotations({ base, dev: 'namespace: shop-dev', prod: '' })).toEqual({
    'backstage.io/source-location': 'url:https://git.example/shop/',
    'backstage.io/techdocs-entity': 'system:shop',
    'backstage.io/kubernetes-label-selector': 'app.kubernetes.io/instance=api,app.kubernetes.io/name=api',
  });
  const argoCd = base.replace(
    'delivery:',
    "delivery:\n  argocd: {}\n  repository: { url: 'git@github.com:acme/shop.git', path: deploy }",
  );
  expect(annotations({ base: argoCd, prod: '' })).toMatchObject({
    'backstage.io/source-location': 'url:https://github.com/acme/shop/tree/HEAD/deploy/',
    'github.com/project-slug': 'acme/shop',
    'backstage.io/kubernetes-namespace': 'shop',
    'argocd/app-selector': 'app.kubernetes.io/part-of=shop',
  });
});

test('a page of TechDocs has the routes of each environment, and no name in it is read as Markdown', () => {
  const { texts } = delivered('backstage', { base, dev: '', prod: '' });
  expect(texts.get('backstage/mkdocs.yml')).toContain('techdocs-core');
  const page = texts.get('backstage/docs/index.md') ?? '';
  expect(page.match(/^## .*$/gm)).toEqual(['## dev', '## prod']);
  expect(page).toContain(
    String.raw`| <code>Host(\`mail.dev.shop.example.com\`)</code> | websecure | shop/login (forwardAuth) | shop/mailbox | IngressRoute shop/mail |`,
  );
});

test('the page draws a map of each environment: entry points, rules, what a request passes, Services', () => {
  const { texts } = delivered('backstage', { base, dev: '', prod: '' });
  const page = texts.get('backstage/docs/index.md') ?? '';
  const [map = '', ...others] = Array.from(page.matchAll(/```mermaid\n([^`]*)```/g), ([, text = '']) => text);
  expect(others).toHaveLength(1);
  const numberOf = (label: string): string =>
    map
      .split('\n')
      .find((line) => line.includes(`"${label}"`))
      ?.match(/n\d+/)?.[0] ?? label;
  const [point, rule, service] = ['websecure', 'Host(#96;mail.dev.shop.example.com#96;)', 'shop/mailbox'].map(
    numberOf,
  );
  expect(map).toContain(`  ${point}(["websecure"])\n`);
  expect(map).toContain(`  ${point} --> ${rule}\n`);
  expect(map).toContain(`  ${rule} -->|"shop/login"| ${service}\n`);
});

test.each([
  [
    'a catalogue that nobody owns',
    { base: base.slice(0, base.indexOf('delivery:')), prod: '' },
    /^(?:base\.yaml:\d+|prod\.yaml:\d+)?:? ?catalogue-without-owner: Nothing says who owns/,
  ],
  [
    'environments that say different things',
    { base, dev: '', prod: 'delivery: { backstage: { owner: others } }' },
    /^prod\.yaml:1: catalogue-not-one: prod says something else of owner for Backstage than dev\.$/,
  ],
  [
    'a workload that there is not',
    {
      base: base.replace('      login:\n        description', '      logni:\n        description'),
      prod: '',
    },
    /^base\.yaml:\d+: unknown-catalogue-component: No environment runs "logni"/,
  ],
  [
    'a definition that is no file',
    { base: base.replace('api/openapi.yaml', 'api/openapi.yml'), prod: '' },
    /^base\.yaml:\d+: unknown-catalogue-definition: The definition of login-v1 is no file/,
  ],
  [
    'a name that Backstage does not take',
    { base: base.replace('login-v1:', '"login v1":'), prod: '' },
    /^base\.yaml:\d+: invalid-catalogue-name: API "login v1"/,
  ],
])('%s is a problem with its place, and nothing is written', (_, environments, told) => {
  const { problems, texts } = delivered('backstage', environments);
  expect(problems).toEqual([expect.stringMatching(told)]);
  expect(texts.size).toBe(0);
});
