import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type ApiObjectData, formatIdentity, identityOf, objectsOf } from '../../../lib/core/manifest';
import { deliver, deliveredEnvironments, deliverySystems } from '../../../lib/project/delivery';
import { environmentsProgram } from '../../../lib/project/program';
import { type CustomResourceDefinition, crdsOf } from '../../../lib/traefik/api/crd';
import { delivered } from '../../project/delivery/support';
import { Box, until } from '../support';
import { fromJson } from '../support/json';

const folder = path.join(__dirname, '../../support/crds/delivery');

/** A box of its own: the kinds that others serve under the same names are of other versions. */
let box: Box;

beforeAll(async () => {
  box = await Box.start();
  const crds = readdirSync(folder).flatMap((file) =>
    crdsOf(fromJson<Parameters<typeof crdsOf>[0]>(readFileSync(path.join(folder, file), 'utf8'))),
  );
  await box.apply(crds);
  for (const { spec } of crds) await until(`${spec.names.kind} is served`, () => listed(spec));
});

afterAll(() => box.stop());

async function listed(spec: CustomResourceDefinition['spec']): Promise<true | undefined> {
  const listing = `/apis/${spec.group}/${spec.versions[0]?.name}/${spec.names.plural}`;
  return (await box.kube.request('GET', listing)).status === 200 || undefined;
}

/** The groups whose kinds the box serves, beside Kubernetes' own. */
const served =
  /^(?:[a-z.]*\.k8s\.io|argoproj\.io|policy\.karmada\.io|apps\.openyurt\.io|monitoring\.coreos\.com)\//;

const isServed = ({ apiVersion }: ApiObjectData): boolean =>
  served.test(apiVersion) || !apiVersion.split('/')[0]?.includes('.');

const variables = {};
const program = environmentsProgram('environments', { variables });
const environments = deliveredEnvironments(program, { variables, manifests: 'dist' });

/**
 * Entities of Backstage are no objects of a cluster; its own model takes them (test/project/delivery/backstage). The
 * CRDs of Flux are not kept here; docs/delivery.md says what it was held against.
 */
const systems = deliverySystems.filter((system) => system !== 'backstage' && system !== 'flux');

test.each(systems)(
  'the API server takes all that is written for %s of the environments, and drops none of it',
  async (system) => {
    const { files, problems } = deliver([system], {
      environments,
      project: 'shop',
      repository: { path: '' },
      output: 'deploy',
      isFile: () => true,
    });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const objects = [...files]
      .filter(([file]) => file.endsWith('.yaml'))
      .flatMap(([file, text]) => objectsOf(text, file).objects.map(({ object }) => object))
      .filter(isServed);
    expect(objects).not.toEqual([]);
    expect(await refusals(objects)).toEqual([]);
  },
);

const released = `namespace: shop
services:
  web: { image: 'example.com/web:v1', ports: { http: 8080 }, release: { version: v2, steps: [5] } }
routes: { http: { web: { entryPoints: [websecure], match: 'Host(\`a.example\`)', services: [web], tls: {} } } }
`;

test.each([
  'steps: { web: 40-weight-5 }',
  'chart: { path: dist/chart }, steps: { web: 40-weight-5 }',
  'chart: { repository: oci://registry.example/charts, version: 1.2.0 }',
])('and for argocd of an environment that says %s', async (said) => {
  const found = delivered('argocd', { base: released, prod: `delivery: { argocd: { ${said} } }` });
  expect(found.problems).toEqual([]);
  expect(await refusals(Object.values(found.objects).flat())).toEqual([]);
});

test('and for karmada of an environment whose clusters share replicas, with objects of the whole cluster', async () => {
  const base = `${released}objects:
  gold: { apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, value: 1000 }
`;
  const member = '{ overrides: [{ kind: PriorityClass, name: gold, path: /value, value: 9 }] }';
  const found = delivered('karmada', {
    base,
    prod: `delivery: { karmada: { clusters: { eu-1: ${member}, us-1: {} }, replicaScheduling: Divided } }`,
  });
  const objects = Object.values(found.objects).flat();
  expect(found.problems).toEqual([]);
  expect(objects.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['ClusterPropagationPolicy', 'ClusterOverridePolicy']),
  );
  expect(await refusals(objects)).toEqual([]);
});

async function refusals(objects: readonly ApiObjectData[]): Promise<readonly string[]> {
  const { rejected } = await box.tryApply(objects);
  return rejected.map(({ object, reason }) => `${formatIdentity(identityOf(object))}: ${reason}`);
}
