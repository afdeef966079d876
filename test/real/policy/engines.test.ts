import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { apiKinds, kubernetesKinds } from '../../../lib/core/kubernetes';
import { isPlainMap, valueAt } from '../../../lib/core/base';
import { pluralOf } from '../../../lib/check/policy/resource';
import { type ApiObjectData, isApiObject, objectsOf } from '../../../lib/core/manifest';
import { commandLine } from '../../support/command-line';
import { downloaded } from '../parts/copies';
import { Box, until } from '../support';

const gatekeeper = 'github.com/open-policy-agent/gatekeeper/v3@v3.23.1';
const kyverno = 'github.com/kyverno/kyverno@v1.19.1';

let box: Box;

beforeAll(async () => {
  box = await Box.start();
}, 120_000);

afterAll(async () => box.stop());

function crdOf(module: string, file: string): ApiObjectData {
  const crd: unknown = load(readFileSync(path.join(downloaded(module), file), 'utf8'));
  if (!isApiObject(crd)) throw new Error(`${file} is no object`);
  return crd;
}

/** CRDs of one group are served one after the other. */
async function served(groupVersion: string, kinds: readonly string[]): Promise<void> {
  await until(`the API server serves ${kinds.join(', ')} of ${groupVersion}`, async () => {
    const { status, body } = await box.kube.request('GET', `/apis/${groupVersion}`);
    const { resources = [] } = status === 200 ? discovered(body) : {};
    return kinds.every((kind) => resources.some((resource) => resource.kind === kind)) ? true : undefined;
  });
}

async function emitted(engine: string): Promise<readonly ApiObjectData[]> {
  const { out, code } = await commandLine([
    'policy',
    'emit',
    '--for',
    engine,
    '--profile',
    'prod',
    '--namespace',
    'shop',
  ]);
  expect(code).toBe(0);
  return objectsOf(out, 'emitted').objects.map(({ object }) => object);
}

test("Kyverno's ValidatingPolicies are such as its CRD has them, and nothing of them is lost", async () => {
  const name = 'config/crds/policies.kyverno.io/policies.kyverno.io_validatingpolicies.yaml';
  await box.apply([crdOf(kyverno, name)]);
  await served('policies.kyverno.io/v1', ['ValidatingPolicy']);
  const policies = await emitted('kyverno');
  expect(policies.length).toBeGreaterThan(50);
  const { accepted, rejected } = await box.tryApply(policies);
  expect(rejected).toEqual([]);
  const kept = new Map(accepted.map((object) => [object.metadata.name, object['spec']]));
  for (const { metadata, spec } of policies) expect(kept.get(metadata.name)).toMatchObject(Object(spec));
}, 120_000);

test("Gatekeeper's ConstraintTemplates and Constraints are such as its CRDs have them", async () => {
  const folder = 'manifest_staging/charts/gatekeeper/crds';
  await box.apply([crdOf(gatekeeper, `${folder}/constrainttemplate-customresourcedefinition.yaml`)]);
  await served('templates.gatekeeper.sh/v1', ['ConstraintTemplate']);
  const objects = await emitted('gatekeeper');
  const templates = objects.filter(({ kind }) => kind === 'ConstraintTemplate');
  const { accepted, rejected } = await box.tryApply(templates);
  expect(rejected).toEqual([]);
  expect(accepted).toHaveLength(templates.length);
  const kept = new Map(accepted.map((object) => [object.metadata.name, object['spec']]));
  for (const { metadata, spec } of templates) expect(kept.get(metadata.name)).toMatchObject(Object(spec));
  // Gatekeeper makes a CRD of each template, with the schema of what it matches by.
  const matching = crdOf(gatekeeper, 'config/crd/bases/match.gatekeeper.sh_matchcrd.yaml');
  const constraints = objects.filter(({ kind }) => kind !== 'ConstraintTemplate').slice(0, 3);
  await box.apply(constraints.map(({ kind }) => constraintCrd(kind, matching)));
  await served(
    'constraints.gatekeeper.sh/v1beta1',
    constraints.map(({ kind }) => kind),
  );
  const made = await box.tryApply(constraints);
  expect(made.rejected).toEqual([]);
  expect(made.accepted.map(({ spec }) => spec)).toMatchObject(constraints.map(({ spec }) => spec));
}, 120_000);

function constraintCrd(kind: string, matching: ApiObjectData): ApiObjectData {
  const versions: unknown = valueAt(matching, 'spec', 'versions');
  const [version]: unknown[] = Array.isArray(versions) ? versions : [];
  const match = valueAt(version, 'schema', 'openAPIV3Schema', 'properties', 'embeddedMatch');
  if (!isPlainMap(match)) throw new Error('the CRD has no schema of what is matched');
  const plural = kind.toLowerCase();
  const spec = { type: 'object', properties: { enforcementAction: { type: 'string' }, match } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.constraints.gatekeeper.sh` },
    spec: {
      group: 'constraints.gatekeeper.sh',
      scope: 'Cluster',
      names: { kind, plural },
      versions: [
        {
          name: 'v1beta1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
        },
      ],
    },
  };
}

interface Discovered {
  readonly groups?: readonly {
    readonly versions: readonly { readonly groupVersion: string }[];
    readonly name: string;
  }[];
  readonly resources?: readonly { readonly name: string; readonly kind: string; readonly group?: string }[];
}

function discovered(body: unknown): Discovered {
  return typeof body === 'string' ? JSON.parse(body) : Object(body);
}

test('every kind that the API server has is known, by its plural, in each of its versions', async () => {
  const ask = async (place: string): Promise<Discovered> => {
    const { body } = await box.kube.request('GET', place);
    return discovered(body);
  };
  const { groups = [] } = await ask('/apis');
  const own = groups.filter(({ name }) => name === '' || !name.includes('.') || name.endsWith('.k8s.io'));
  const places = [
    { group: '', version: 'v1', place: '/api/v1' },
    ...own.flatMap(({ name, versions }) =>
      versions.map(({ groupVersion }) => ({
        group: name,
        version: groupVersion,
        place: `/apis/${groupVersion}`,
      })),
    ),
  ];
  const known = new Set(apiKinds.map(({ group, kind }) => `${group}/${kind} ${pluralOf(kind)}`));
  const lists = await Promise.all(places.map(async (place) => ({ ...place, ...(await ask(place.place)) })));
  const theirs = lists.flatMap(({ group, version, resources = [] }) =>
    resources.filter(({ name }) => !name.includes('/')).map((resource) => ({ group, version, ...resource })),
  );
  expect(theirs.length).toBeGreaterThan(40);
  expect(theirs.filter(({ group, name, kind }) => !known.has(`${group}/${kind} ${name}`))).toEqual([]);
  expect(theirs.filter(({ version, kind }) => !kubernetesKinds[version]?.includes(kind))).toEqual([]);
});
