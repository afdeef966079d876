import { catalogue, policyObject } from '../../../lib/check/policy';
import { compilePolicy } from '../../../lib/check/policy/compile';
import { Subject, violations } from '../../../lib/check/policy/evaluate';
import { resourceOf } from '../../../lib/check/policy/resource';
import { fromJson } from '../../../lib/check/cel';
import { admitted } from '../../../lib/core/kubernetes';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { randomObject } from '../../check/policy/objects';
import { Random } from '../muxer/random';
import { Box, until } from '../support';

const SEED = Number(process.env['POLICY_SEED'] ?? 19);
const OBJECTS = Number(process.env['POLICY_OBJECTS'] ?? 600);

const policies = catalogue.map(policyObject);

/** A policy only warns, so that the API server says of each object what all policies have against it. */
const bindings = policies.map(({ apiVersion, metadata }): ApiObjectData => ({
  apiVersion,
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: metadata.name },
  spec: { policyName: metadata.name, validationActions: ['Warn'] },
}));

let box: Box;
let kept: ReadonlyMap<string, ApiObjectData> = new Map();

beforeAll(async () => {
  box = await Box.start();
  await box.apply([...policies, ...bindings]);
  const last = policies.at(-1);
  await until('the API server asks its policies', async () => {
    const { warnings } = await box.apply([probe()]);
    return last && warnings.length > 0 ? true : undefined;
  });
}, 120_000);

afterAll(async () => box.stop());

let probes = 0;

function probe(): ApiObjectData {
  return {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { name: `probe-${probes++}`, namespace: 'shop' },
    spec: { routes: [{ match: 'Path(`/`)', kind: 'Rule', middlewares: [{ name: 'a@file' }], services: [] }] },
  };
}

const said = /Validation failed for ValidatingAdmissionPolicy '([^']*)' with binding '[^']*': (.*)$/s;

/** What the policies say of the objects, as `object policy message`; the box makes further objects of its own. */
function heard(warnings: readonly string[]): readonly string[] {
  return warnings.flatMap((warning) => {
    const [, policy, message] = said.exec(warning) ?? [];
    const name = / \S+\/(o\d+):|\b(o\d+):/.exec(warning);
    return policy === undefined || !name ? [] : [`${name[1] ?? name[2]} ${policy} ${message}`];
  });
}

test(`every policy says of an object here what the API server says of it (seed ${SEED})`, async () => {
  const random = new Random(SEED);
  const objects = Array.from({ length: OBJECTS }, (_, index) => randomObject(random, `o${index}`));
  const compiled = policies.map(({ metadata, spec }) => compilePolicy(metadata.name, spec).policy);
  const { accepted, warnings } = await box.tryApply(objects, { namespace: 'shop' });
  kept = new Map(accepted.map((object) => [object.metadata.name, object]));
  const taken = new Set(accepted.map(({ metadata }) => metadata.name).filter((name) => /^o\d+$/.test(name)));
  const theirs = new Set(heard(warnings));
  const ours = new Set(
    objects
      .filter(({ metadata }) => taken.has(metadata.name))
      .flatMap((object) => {
        const subject = new Subject(resourceOf(object), fromJson(admitted(object)), (namespace) => ({
          'kubernetes.io/metadata.name': namespace,
        }));
        return compiled.flatMap((policy) =>
          policy
            ? violations(policy, subject).map(
                (message) => `${object.metadata.name} ${policy.name} ${message}`,
              )
            : [],
        );
      }),
  );
  console.log(`seed ${SEED}: ${taken.size} of ${objects.length} objects, ${ours.size} findings`);
  expect([...theirs].filter((each) => !ours.has(each))).toEqual([]);
  // The API server takes its policies into use one after another: it is asked again about what it let pass at first.
  const early = new Set([...ours].filter((each) => !theirs.has(each)).map((each) => each.split(' ')[0]));
  const again = await box.tryApply(
    objects.filter(({ metadata }) => early.has(metadata.name)),
    { namespace: 'shop' },
  );
  for (const each of heard(again.warnings)) theirs.add(each);
  expect([...ours].filter((each) => !theirs.has(each))).toEqual([]);
  expect(taken.size).toBeGreaterThanOrEqual(OBJECTS * 0.8);
  const found = new Set([...ours].map((each) => each.split(' ')[1]));
  expect(policies.map(({ metadata }) => metadata.name).filter((name) => !found.has(name))).toEqual(
    neverFound,
  );
}, 300_000);

/** What the API server refuses before it asks a policy. */
const neverFound = [
  'host-network',
  'privileged-container',
  'host-port',
  'repeated-variable',
  'lost-pods',
].map((rule) => `${rule}.policy.cdk8s-traefik`);

test('an object has the defaults here that the API server gives it', () => {
  const random = new Random(SEED);
  const differences = Array.from({ length: OBJECTS }, (_, index) =>
    randomObject(random, `o${index}`),
  ).flatMap((object) => {
    const theirs = kept.get(object.metadata.name);
    if (!theirs || object.kind === 'Namespace') return [];
    const [ours, real] = [leaves(admitted(object)['spec']), leaves(theirs['spec'])];
    return [
      ...[...ours].filter(([path, value]) => real.get(path) !== value),
      ...[...real].filter(([path]) => !ours.has(path) && !ofControllers.test(path)),
    ].map(([path, value]) => `${object.kind} ${path} = ${value}`);
  });
  expect([...new Set(differences)].toSorted()).toEqual([]);
});

/** What the API server fills in from its own state, and not before policies are asked. */
const ofControllers =
  /^(?:clusterIPs?|ipFamil|nodePort|ports.*nodePort|finalizers|selector.*controller-uid|template.*controller-uid|selector|template.metadata.labels|nodeName|tolerations|preemptionPolicy|priority|healthCheckNodePort)/;

function leaves(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, JSON.stringify(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, each]) => [...leaves(each, path === '' ? key : `${path}.${key}`)]),
  );
}
