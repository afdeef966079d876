import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gateKinds, gateObjects } from '../../../lib/check/release';
import { type ApiObjectData, formatIdentity, identityOf } from '../../../lib/core/manifest';
import { type CustomResourceDefinition, crdsOf } from '../../../lib/traefik/api/crd';
import { planOf } from '../../check/release/support';
import { bounds } from '../environments/canary';
import { Box, type Stage, until } from '../support';
import { fromJson } from '../support/json';
import { type OpenedRelease, open, openRelease } from './cluster';

const folder = path.join(__dirname, '../../support/crds');

/** The kinds of Flagger, Argo Rollouts and the Prometheus operator, in the cluster that the suites share. */
beforeAll(async () => {
  const box = Box.shared();
  const crds = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) =>
      crdsOf(fromJson<Parameters<typeof crdsOf>[0]>(readFileSync(path.join(folder, file), 'utf8'))),
    );
  await box.apply(crds);
  for (const { spec } of crds) await until(`${spec.names.kind} is served`, () => isServed(box, spec));
});

async function isServed(box: Box, spec: CustomResourceDefinition['spec']): Promise<true | undefined> {
  const listing = `/apis/${spec.group}/${spec.versions[0]?.name}/${spec.names.plural}`;
  const answer = await box.kube.request('GET', listing);
  return answer.status === 200 ? true : undefined;
}

let opened: OpenedRelease | undefined;
afterEach(async () => {
  await opened?.stage.close();
  opened = undefined;
});

const scaled = { more: ', autoscaling: { maxReplicas: 6 }' };

async function released(release: string): Promise<OpenedRelease> {
  opened = await openRelease(release, undefined, scaled);
  return opened;
}

function refusals(stage: Stage, objects: readonly ApiObjectData[]): Promise<readonly string[]> {
  return stage
    .tryApply(objects)
    .then(({ rejected }) =>
      rejected.map(({ object, reason }) => `${formatIdentity(identityOf(object))}: ${reason}`),
    );
}

test.each([
  ['{ version: v2, mode: flagger, bake: 2h, gates: { saturation: 0.9 } }', 'Canary'],
  ['{ version: v2, mode: argo-rollouts, bake: 1d, sticky: { name: lane } }', 'Rollout'],
  ['{ version: v2, mode: argo-rollouts, strategy: blueGreen }', 'AnalysisTemplate'],
])('the API server takes all that a person applies for %s, and drops none of it', async (release, kind) => {
  const { stage, found } = await released(release);
  for (const { applied } of found.steps) expect(await refusals(stage, applied)).toEqual([]);
  expect(found.steps[0]?.applied.map((object) => object.kind)).toContain(kind);
});

test('the API server takes gates as alerts, analyses and metrics', async () => {
  const { stage, found } = await released(
    '{ version: v2, header: { name: X-Canary }, gates: { saturation: 0.9 } }',
  );
  const { plan } = planOf(found);
  const options = { namespace: stage.namespace, prometheus: 'http://prometheus:9090' };
  for (const kind of gateKinds) expect(await refusals(stage, gateObjects(plan, kind, options))).toEqual([]);
});

test.each([['flagger'], ['argo-rollouts']])(
  'what %s makes of each step shares requests out as the plan says',
  async (mode) => {
    const { stage, cluster, found } = await released(`{ version: v2, mode: ${mode}, steps: [5, 50] }`);
    const times = 1_000;
    for (const step of found.steps) {
      await cluster.goTo(step);
      const { low, high } = bounds(step.weight / 100, times);
      const answers = await cluster.answers(times);
      expect(answers['web-canary'] ?? 0).toBeGreaterThanOrEqual(low);
      expect(answers['web-canary'] ?? 0).toBeLessThanOrEqual(high);
      // Who the rest are led to is Flagger's own.
      const stable = mode === 'flagger' ? 'web-primary' : 'web';
      expect((answers[stable] ?? 0) > 0).toBe(step.weight < 100);
    }
    expect((await stage.request(open, { from: '203.0.113.9' })).status).toBe(403);
  },
  120_000,
);

test('a primary of weight 0, which Flagger leaves out, still gets one request in a hundred: it is never asked for', async () => {
  const { stage, found } = await released('{ version: v2, mode: flagger }');
  const split = found.steps[0]?.objects.find(({ kind }) => kind === 'TraefikService');
  if (!split) throw new Error('there is no TraefikService');
  const services = [
    { name: 'web-primary', port: 8080 },
    { name: 'web-canary', port: 8080, weight: 100 },
  ];
  await stage.apply([{ ...split, spec: { weighted: { services } } }]);
  const answers = await stage.flood(open, 1_000);
  const primary = answers.filter(({ body }) => body.toString().includes('.web-primary.')).length;
  const { low, high } = bounds(1 / 101, 1_000);
  expect(primary).toBeGreaterThan(Math.max(0, low - 1));
  expect(primary).toBeLessThanOrEqual(high);
});

test('without weights, as they are in Git, a half of the requests goes to each version: no sync may write them', async () => {
  const { stage, found } = await released('{ version: v2, mode: argo-rollouts }');
  const inGit = found.steps[0]?.applied.filter(({ kind }) => kind === 'TraefikService') ?? [];
  await stage.apply(inGit);
  const answers = await stage.flood(open, 400);
  const next = answers.filter(({ body }) => body.toString().includes('.web-canary.')).length;
  const { low, high } = bounds(0.5, 400);
  expect(next).toBeGreaterThanOrEqual(low);
  expect(next).toBeLessThanOrEqual(high);
});
