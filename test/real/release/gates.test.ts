import { gateObjects } from '../../../lib/check/release';
import { placesAt } from '../../../lib/check/cluster';
import { planOf } from '../../check/release/support';
import { type OpenedRelease, open, openRelease } from './cluster';
import { type Scrape, askPrometheus } from './prometheus';

const bake = 600_000;

let opened: OpenedRelease | undefined;
afterEach(async () => {
  await opened?.stage.close();
  opened = undefined;
});

/** A release at a share of a half, and the objects that ask its gate. */
async function atHalf(more = ''): Promise<OpenedRelease> {
  const one = await openRelease(`{ version: v2, steps: [50]${more} }`);
  opened = one;
  for (const step of one.found.steps.slice(0, 3)) await one.cluster.goTo(step);
  return one;
}

/** Sends requests and scrapes Traefik between, as Prometheus does while a step bakes. */
async function baked({ stage }: OpenedRelease, requests = 80): Promise<readonly Scrape[]> {
  const scrapes: Scrape[] = [];
  for (let index = 0; index <= 4; index++) {
    await stage.flood(open, requests);
    scrapes.push({ at: (bake / 4) * index, text: await stage.traefik.page('/metrics') });
  }
  return scrapes;
}

/** What the gate of the step says to each of its questions, as who asks each would take it. */
function verdicts({ found }: OpenedRelease, scrapes: readonly Scrape[]): Readonly<Record<string, boolean>> {
  const { plan } = planOf(found);
  const { gate, id } = plan.steps[2] ?? {};
  const { namespace } = found.release.declaration;
  const options = { namespace, prometheus: 'http://prometheus:9090' };
  const [rules] = gateObjects(plan, 'prometheus-rule', options);
  const alerts = placesAt(rules, ['spec', 'groups', '*']).flatMap(({ value }) => {
    const isOfStep = JSON.stringify(value).includes(`"name":"release-web-${id}"`);
    return isOfStep ? placesAt(value, ['rules', '*', 'expr']).map((place) => String(place.value)) : [];
  });
  return Object.fromEntries(
    (gate?.queries ?? []).map(({ name, promql, threshold }, index) => {
      const values = askPrometheus(scrapes, bake, promql);
      const passes = values.length > 0 && values.every((value) => holds(value, threshold));
      // The alert of the same question fires exactly where something is measured that stops the release.
      const fires = askPrometheus(scrapes, bake, alerts[index] ?? '').length > 0;
      expect([name, fires]).toEqual([name, values.some((value) => !Number.isNaN(value)) && !passes]);
      return [name, passes];
    }),
  );
}

function holds(value: number, threshold: string): boolean {
  const [sign, bound] = threshold.split(' ');
  return sign === '<=' ? value <= Number(bound) : value >= Number(bound);
}

test('a gate lets a healthy version through', async () => {
  const one = await atHalf();
  expect(verdicts(one, await baked(one))).toEqual({ requests: true, 'error-ratio': true, p99: true });
}, 120_000);

test('a gate stops a version that answers 500', async () => {
  const one = await atHalf();
  for (const server of [0, 1]) await one.stage.backend('web-canary', server).answerWith({ status: 500 });
  expect(verdicts(one, await baked(one))).toEqual({ requests: true, 'error-ratio': false, p99: true });
}, 120_000);

test('a gate stops a version that fails now and then, and lets one through that fails more rarely than is allowed', async () => {
  const one = await atHalf(', gates: { errorRatio: 0.3 }');
  await one.stage.backend('web-canary', 0).answerWith({ status: 500 });
  // One of two servers fails: a half of the answers.
  expect(verdicts(one, await baked(one))).toMatchObject({ 'error-ratio': false });
  const patient = await planWith(one, 0.7);
  expect(patient).toBe(true);
}, 120_000);

/** Whether the same answers pass a gate that allows more errors. */
async function planWith(one: OpenedRelease, bound: number): Promise<boolean> {
  const [, ratio] = planOf(one.found).plan.steps[2]?.gate?.queries ?? [];
  const [value = 1] = askPrometheus(await baked(one), bake, ratio?.promql ?? '');
  return value <= bound;
}

test('a gate stops a version that is slow', async () => {
  const one = await atHalf(', minRequests: 5, gates: { p99: 100ms }');
  for (const server of [0, 1])
    await one.stage.backend('web-canary', server).answerWith({ status: 200, delayMs: 300 });
  expect(verdicts(one, await baked(one, 12))).toEqual({ requests: true, 'error-ratio': true, p99: false });
}, 120_000);

test('a gate stops a version that too few requests have come to', async () => {
  const one = await atHalf();
  expect(verdicts(one, await baked(one, 4))).toMatchObject({ requests: false });
}, 120_000);

test.each([[false], [true]])(
  'a gate stops a version without endpoints, with allowEmptyServices: %s: nothing can be measured of it',
  async (allowEmptyServices) => {
    const one = await openRelease('{ version: v2, steps: [50] }', undefined, { allowEmptyServices });
    opened = one;
    const [, , shared] = one.found.steps;
    if (!shared) throw new Error('there is no such step');
    await one.stage.apply(shared.objects, { backends: { web: 2, 'web-canary': 'none' } });
    const scrapes = await baked(one);
    const { gate } = planOf(one.found).plan.steps[2] ?? {};
    for (const { promql, name } of gate?.queries ?? [])
      expect([name, askPrometheus(scrapes, bake, promql)]).toEqual([name, []]);
  },
  120_000,
);
