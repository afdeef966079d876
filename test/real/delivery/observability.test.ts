import { placesAt } from '../../../lib/check/cluster';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { objectsOf } from '../../../lib/core/manifest';
import { deliver } from '../../../lib/project/delivery';
import { type OpenedRelease, open, openRelease } from '../release/cluster';
import { type Scrape, askPrometheus } from '../release/prometheus';

/** A scrape each minute for six hours and a little, in which a budget of errors burns or does not. */
const minute = 60_000;

let opened: OpenedRelease | undefined;
afterEach(async () => {
  await opened?.stage.close();
  opened = undefined;
});

/** What is written of the objects of a cluster: alerts, and the queries of dashboards. */
function written(objects: readonly ApiObjectData[]) {
  const { files, problems } = deliver(['observability'], {
    environments: [
      {
        name: 'prod',
        folder: 'dist/prod',
        objects: objects.map((object) => ({ object, locate: () => undefined })),
        files: new Map(),
        facts: {},
        releases: [],
      },
    ],
    project: 'shop',
    repository: { path: '' },
    output: 'deploy',
    isFile: () => false,
  });
  expect(problems).toEqual([]);
  const [rule] = objectsOf(files.get('observability/prod/alerts.yaml') ?? '', 'alerts.yaml').objects;
  const alerts = rule ? placesAt(rule.object, ['spec', 'groups', '*', 'rules', '*', 'expr']) : [];
  const panels = [...files]
    .filter(([file]) => file.endsWith('.json'))
    .flatMap(([, text]) =>
      Array.from(text.matchAll(/"expr": (".*"),?$/gm), ([, expr = '""']) => String(JSON.parse(expr))),
    );
  return {
    alerts: alerts.map(({ value }) => String(value)),
    panels: panels.map((query) => query.replaceAll('$__rate_interval', '5m')),
  };
}

/** Scrapes Traefik between floods of requests. */
async function scraped({ stage }: OpenedRelease): Promise<readonly Scrape[]> {
  const scrapes: Scrape[] = [];
  for (let index = 0; index <= 6; index++) {
    await stage.flood(open, 20);
    scrapes.push({ at: index * minute, text: await stage.traefik.page('/metrics') });
  }
  return scrapes;
}

test('every panel of the dashboards has lines where there were requests, and no alert fires that nothing failed for', async () => {
  const one = await openRelease('{ version: v2 }');
  opened = one;
  const { alerts, panels } = written(one.found.steps[0]?.objects ?? []);
  const scrapes = await scraped(one);
  const at = scrapes.at(-1)?.at ?? 0;
  expect(panels.length).toBeGreaterThan(8);
  // Nothing failed: there is no series of its kind yet.
  const empty = panels.filter((query) => askPrometheus(scrapes, at, query).length === 0);
  expect(empty.filter((query) => !query.includes('code=~'))).toEqual([]);
  expect(alerts.length).toBeGreaterThan(3);
  expect(alerts.flatMap((query) => askPrometheus(scrapes, at, query))).toEqual([]);
}, 120_000);

test('alerts fire where requests fail', async () => {
  const one = await openRelease('{ version: v2 }');
  opened = one;
  const { alerts } = written(one.found.steps[0]?.objects ?? []);
  for (const server of [0, 1]) await one.stage.backend('web', server).answerWith({ status: 500 });
  const scrapes = await scraped(one);
  const at = scrapes.at(-1)?.at ?? 0;
  expect(alerts.map((query) => askPrometheus(scrapes, at, query).length)).toEqual(alerts.map(() => 1));
}, 120_000);
