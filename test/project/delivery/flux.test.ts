import { valueAt } from '../../../lib/core/base';
import { type ApiObjectData, formatIdentity, identityOf, objectsOf } from '../../../lib/core/manifest';
import { type Delivered, delivered, kustomized } from './support';

const base = `namespace: shop
services:
  web: { image: 'example.com/web:v1', ports: { http: 8080 }, release: { version: v2, steps: [5] } }
certificates: { web: { issuerRef: { kind: ClusterIssuer, name: own } } }
routes:
  http: { web: { entryPoints: [websecure], match: 'Host(\`a.example\`)', services: [web], tls: { certificate: web } } }
`;

/** The specs of all objects of a kind in a file, by name. */
function specs({ objects }: Delivered, file: string, kind: string): Readonly<Record<string, unknown>> {
  const found = (objects[file] ?? []).filter((object) => object.kind === kind);
  return Object.fromEntries(found.map((object) => [object.metadata.name, object['spec']]));
}

test('each wave is a Kustomization that waits for the one before it', () => {
  const found = delivered('flux', { base, dev: '' });
  expect(found.problems).toEqual([]);
  expect(found.objects['flux/dev/source.yaml']).toMatchObject([
    {
      kind: 'GitRepository',
      metadata: { name: 'shop-dev', namespace: 'flux-system' },
      spec: { url: 'https://git.example/shop', ref: { branch: 'main' } },
    },
  ]);
  expect(specs(found, 'flux/dev/kustomizations.yaml', 'Kustomization')).toMatchObject({
    'shop-dev-certificates': { path: './deploy/flux/dev/certificates', prune: true, wait: true },
    'shop-dev-workloads': { dependsOn: [{ name: 'shop-dev-certificates' }] },
    'shop-dev-routes': { dependsOn: [{ name: 'shop-dev-workloads' }] },
  });
});

test('of production nothing is deleted unasked', () => {
  const prune = (prod: string): unknown =>
    valueAt(
      specs(delivered('flux', { base, prod }), 'flux/prod/kustomizations.yaml', 'Kustomization')[
        'shop-prod-routes'
      ],
      'prune',
    );
  expect(prune('')).toBe(false);
  expect(prune('delivery: { flux: { prune: true } }')).toBe(true);
});

/** What kustomize makes of all waves of an environment: the objects, each wave's own. */
function built(found: Delivered, environment: string): Readonly<Record<string, readonly ApiObjectData[]>> {
  const kustomizations = specs(found, `flux/${environment}/kustomizations.yaml`, 'Kustomization');
  const names = Object.keys(kustomizations).map((name) => name.split('-').at(-1) ?? '');
  const paths = Object.values(kustomizations).map((spec) => String(valueAt(spec, 'path')));
  return Object.fromEntries(kustomized(found, paths).map((objects, index) => [names[index] ?? '', objects]));
}

const names = (objects: readonly ApiObjectData[] = []): readonly string[] =>
  objects.map((object) => formatIdentity(identityOf(object))).toSorted();

test('kustomize makes of the waves together what synth writes, each object once', () => {
  const found = delivered('flux', { base, dev: '' });
  const waves = built(found, 'dev');
  expect(names(waves['certificates'])).toEqual(['Certificate.cert-manager.io shop/web']);
  expect(names(waves['routes'])).toEqual(['IngressRoute.traefik.io shop/web']);
  const declared = [...found.manifests]
    .filter(([file]) => !file.includes('/releases/'))
    .flatMap(([file, text]) => objectsOf(text, file).objects.map(({ object }) => object));
  expect(names(Object.values(waves).flat())).toEqual(names(declared));
});

test('at a step, what the step has stands for what synth wrote at the top, in the wave that this was in', () => {
  const prod = 'delivery: { flux: { steps: { web: 40-weight-5 } } }';
  const at = built(delivered('flux', { base, prod }), 'prod');
  const before = built(delivered('flux', { base, prod: '' }), 'prod');
  expect(names(at['certificates'])).toEqual(names(before['certificates']));
  expect(names(at['workloads'])).toEqual(
    expect.arrayContaining([...names(before['workloads']), 'Deployment shop/web-canary']),
  );
  const service = at['workloads']?.find(({ kind }) => kind === 'TraefikService');
  expect(valueAt(service, 'spec', 'weighted', 'services')).toMatchObject([{ weight: 95 }, { weight: 5 }]);
  const all = names(Object.values(at).flat());
  expect(all).toEqual([...new Set(all)]);
});

test('the weights that Argo Rollouts moves are not put back', () => {
  const rolled = base.replace('steps: [5]', 'mode: argo-rollouts');
  const waves = built(delivered('flux', { base: rolled, dev: '' }), 'dev');
  const service = waves['workloads']?.find(({ kind }) => kind === 'TraefikService');
  expect(service?.metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' });
});

test('the chart is a HelmRelease, of the repository or of where it is published', () => {
  const release = (chart: string): unknown => {
    const found = delivered('flux', { base, prod: `delivery: { flux: { chart: ${chart} } }` });
    return [
      found.objects['flux/prod/source.yaml']?.[0]?.kind,
      valueAt(found.objects['flux/prod/release.yaml']?.[0], 'spec', 'chart', 'spec'),
    ];
  };
  expect(release('{ path: dist/chart }')).toEqual([
    'GitRepository',
    {
      chart: './dist/chart',
      sourceRef: { kind: 'GitRepository', name: 'shop-prod' },
      reconcileStrategy: 'Revision',
      valuesFiles: ['./dist/chart/values.yaml', './dist/chart/values.prod.yaml'],
    },
  ]);
  expect(release('{ repository: oci://registry.example/charts, version: 1.2.0 }')).toEqual([
    'HelmRepository',
    {
      chart: 'shop',
      version: '1.2.0',
      sourceRef: { kind: 'HelmRepository', name: 'shop-prod' },
      valuesFiles: ['values.yaml', 'values.prod.yaml'],
    },
  ]);
});

test.each([
  ['git@git.example:team/shop.git', 'HEAD', 'ssh://git@git.example/team/shop.git', { branch: 'main' }],
  ['https://git.example/shop', 'refs/tags/v1', 'https://git.example/shop', { name: 'refs/tags/v1' }],
  ['ssh://git.example/shop', 'a'.repeat(40), 'ssh://git.example/shop', { commit: 'a'.repeat(40) }],
])('%s at %s is as Flux takes it', (url, revision, taken, ref) => {
  const found = delivered('flux', {
    base,
    dev: `delivery: { repository: { url: '${url}', revision: '${revision}' } }`,
  });
  expect(found.objects['flux/dev/source.yaml']).toMatchObject([{ spec: { url: taken, ref } }]);
});
