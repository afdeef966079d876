import { planOf, tcpRoute } from '../../check/release/support';
import { bounds } from '../environments/canary';
import type { Stage } from '../support';
import { type OpenedRelease, open, openRelease, versionOf } from './cluster';
import { ConnectionLoad, Load } from './load';
import { walkOf } from './walk';

const inside = { line: open, status: 200 };
/** Clients whom the address list refuses: at every moment, marked or not. */
const outside = [
  { line: open, status: 403, from: '203.0.113.9' },
  { line: open, status: 403, from: '203.0.113.9', headers: { 'X-Canary': 'always' } },
];

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

async function opened(release: string, routes?: string): Promise<OpenedRelease> {
  const one = await openRelease(release, routes);
  ({ stage } = one);
  return one;
}

test.each([
  ['{ version: v2, steps: [5, 50], header: { name: X-Canary } }'],
  ['{ version: v2, strategy: header }'],
  ['{ version: v2, strategy: mirror }'],
  ['{ version: v2, strategy: blueGreen }'],
  ['{ version: v2, steps: [50], sticky: { name: lane } }'],
])(
  '%s loses no request and opens nothing, from each step to the next and back from each',
  async (release) => {
    const { cluster, found } = await opened(release);
    if (!stage) throw new Error('there is no stage');
    // Of a release without a cookie it is none, and this is one client more.
    const cookie = await cookieOf(stage);
    const pinned = { ...inside, headers: { Cookie: cookie } };
    const load = new Load(stage, [inside, pinned, ...outside]);
    const walk = walkOf(found.steps);
    for (const step of walk) await cluster.goTo(step);
    const { failed, count } = await load.stop();
    expect(failed.slice(0, 10)).toEqual([]);
    expect(count).toBeGreaterThan(1_000);
    // A passage that nobody was sending requests through would show nothing.
    expect(count).toBeGreaterThan(50 * walk.length);
  },
  300_000,
);

/** The cookie that keeps a client at the version that answers it now. */
async function cookieOf(at: Stage): Promise<string> {
  const { headers } = await at.request(open);
  return /lane=[^;]+/.exec(headers['set-cookie'] ?? '')?.[0] ?? 'lane=none';
}

test('Traefik that is restarted between steps goes on with the step that it finds', async () => {
  const { cluster, found } = await opened('{ version: v2, steps: [50], header: { name: X-Canary } }');
  if (!stage) throw new Error('there is no stage');
  for (const step of found.steps) {
    await cluster.goTo(step);
    await stage.traefik.restart();
    await stage.traefik.settled();
    const load = new Load(stage, [inside, ...outside]);
    const { low, high } = bounds(step.weight / 100, 200);
    const next = (await cluster.answers(200))['web-canary'] ?? 0;
    const { failed } = await load.stop();
    expect(failed).toEqual([]);
    expect(next).toBeGreaterThanOrEqual(low);
    expect(next).toBeLessThanOrEqual(high);
  }
}, 120_000);

test.each([['canary'], ['blueGreen']])(
  'connections of TCP are all answered, from each step of %s to the next and back from each',
  async (strategy) => {
    const { cluster, found } = await opened(`{ version: v2, strategy: ${strategy} }`, tcpRoute);
    if (!stage) throw new Error('there is no stage');
    const load = new ConnectionLoad(stage, 'tcp', 4);
    const walk = walkOf(found.steps);
    for (const step of walk) await cluster.goTo(step);
    const { failed, count } = await load.stop();
    expect(failed.slice(0, 10)).toEqual([]);
    expect(count).toBeGreaterThan(10 * walk.length);
  },
  120_000,
);

test('shares of TCP are what the steps say', async () => {
  const { cluster, found } = await opened('{ version: v2, steps: [20] }', tcpRoute);
  if (!stage) throw new Error('there is no stage');
  const times = 400;
  for (const step of found.steps) {
    await cluster.goTo(step);
    const load = new ConnectionLoad(stage, 'tcp', 4, times);
    const { versions } = await load.done();
    const { low, high } = bounds(step.weight / 100, times);
    expect(versions['web-canary'] ?? 0).toBeGreaterThanOrEqual(low);
    expect(versions['web-canary'] ?? 0).toBeLessThanOrEqual(high);
  }
}, 120_000);

test('shares are what the steps say', async () => {
  const { cluster, found } = await opened('{ version: v2, steps: [5, 50] }');
  const times = 2_000;
  for (const step of found.steps) {
    await cluster.goTo(step);
    const { low, high } = bounds(step.weight / 100, times);
    const next = (await cluster.answers(times))['web-canary'] ?? 0;
    expect(next).toBeGreaterThanOrEqual(low);
    expect(next).toBeLessThanOrEqual(high);
  }
}, 120_000);

test('marked requests reach the next version alone, and nobody else does', async () => {
  const { cluster, found } = await opened('{ version: v2, strategy: header, cookie: { name: next } }');
  if (!stage) throw new Error('there is no stage');
  const step = found.steps.find(({ id }) => id === '30-header');
  for (const one of found.steps.slice(0, 3)) await cluster.goTo(one);
  expect(step).toBeDefined();
  const backendOf = async (headers: Readonly<Record<string, string>>): Promise<string | undefined> =>
    versionOf((await stage?.request(open, { headers }))?.seen?.backend);
  expect(await backendOf({ Cookie: 'a=b; next=always' })).toBe('web-canary');
  expect(await backendOf({ Cookie: 'next=alwayss' })).toBe('web');
  expect(await backendOf({})).toBe('web');
});

test('a sticky client stays at its version until that leaves the list', async () => {
  const { cluster, found } = await opened('{ version: v2, steps: [50], sticky: { name: lane } }');
  const at = async (id: string): Promise<void> => {
    const step = found.steps.find((one) => one.id === id);
    if (step) await cluster.goTo(step);
  };
  const answer = async (
    cookie?: string,
  ): Promise<{ readonly version?: string; readonly cookie?: string }> => {
    const { seen, headers } =
      (await stage?.request(open, cookie ? { headers: { Cookie: cookie } } : {})) ?? {};
    return {
      version: versionOf(seen?.backend),
      cookie: /lane=[^;]+/.exec(headers?.['set-cookie'] ?? '')?.[0],
    };
  };
  const { cookie } = await answer();
  expect(cookie).toBeDefined();
  await at('10-deploy');
  await at('40-weight-50');
  for (let index = 0; index < 20; index++) expect((await answer(cookie)).version).toBe('web');
  await at('70-shift');
  expect((await answer(cookie)).version).toBe('web-canary');
});

test('the gate asks for the very series in which Traefik counts the next version, its failures among them', async () => {
  const { cluster, found } = await opened('{ version: v2, steps: [50], header: { name: X-Canary } }');
  if (!stage) throw new Error('there is no stage');
  for (const step of found.steps.slice(0, 4)) await cluster.goTo(step);
  for (const server of [0, 1]) await stage.backend('web-canary', server).answerWith({ status: 500 });
  await stage.request(open, { headers: { 'X-Canary': 'always' } });
  await stage.flood(open, 50);
  const { gate } = planOf(found).plan.steps[3] ?? {};
  const [, asked = ''] = /service=~"([^"]+)"/.exec(gate?.queries[0]?.promql ?? '') ?? [];
  const services = asked.split('|').map((name) => name.replaceAll('\\\\', ''));
  expect(services).toHaveLength(2);
  const metrics = await stage.traefik.page('/metrics');
  const failed = [
    ...metrics.matchAll(/^traefik_service_requests_total\{code="500".*service="([^"]+)"/gm),
  ].map(([, service = '']) => service);
  expect(failed.toSorted()).toEqual(services.toSorted());
});

test('going past a step loses requests where Traefik has no empty services, as release check says', async () => {
  const { cluster, found } = await opened('{ version: v2, steps: [5] }');
  if (!stage) throw new Error('there is no stage');
  const shared = found.steps.find(({ id }) => id === '40-weight-5');
  if (!shared) throw new Error('there is no such step');
  // The next version is not ready: its Service has no endpoint.
  await stage.apply(shared.objects, { backends: { 'web-canary': 'none' } });
  const load = new Load(stage, [inside]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { failed } = await load.stop();
  expect(failed.length).toBeGreaterThan(0);
  void cluster;
});
