import { valueAt } from '../../../lib/core/base';
import { stringifyYamlValue } from '../../../lib/core/yaml';
import { delivered } from '../../project/delivery/support';
import { type RuleAnswer, type Scrape, evaluateRules } from '../release/prometheus';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const { objects, problems } = delivered('observability', {
  prod: `namespace: shop
traefik:
  entryPoints: { websecure: { address: ':8443', http: { tls: {} } } }
  metrics: { prometheus: { addRoutersLabels: true } }
services: { web: { image: 'example.com/web:1', ports: { http: 8080 } } }
routes: { http: { web: { entryPoints: [websecure], match: 'Host(\`a.example\`)', services: [web], tls: {} } } }
delivery:
  observability: { objective: { availability: 99.9, latency: { seconds: 0.3, percent: 99 } } }
`,
});
const rules = stringifyYamlValue(valueAt(objects['observability/prod/alerts.yaml']?.[0], 'spec'));
const [, service = ''] = /service="([^"]+)"/.exec(JSON.parse(JSON.stringify(rules))) ?? [];

/** Of what share of the requests something is so, from a time on. */
type Course = readonly (readonly [from: number, share: number])[];

/** Pages of metrics, one each minute, of a hundred requests a minute of which some fail and some are slow. */
function pages(until: number, { failing = [], slow = [] }: { failing?: Course; slow?: Course }): Scrape[] {
  const shareAt = (course: Course, at: number): number => course.findLast(([from]) => from <= at)?.[1] ?? 0;
  const counted = { ok: 0, failed: 0, fast: 0, all: 0 };
  return Array.from({ length: until / minute + 1 }, (_, index) => {
    const at = index * minute;
    const failed = 100 * shareAt(failing, at);
    counted.ok += 100 - failed;
    counted.failed += failed;
    counted.fast += 100 * (1 - shareAt(slow, at));
    counted.all += 100;
    const requests = (code: string, count: number): string =>
      `traefik_service_requests_total{code="${code}",method="GET",protocol="http",service="${service}"} ${count}\n`;
    const bucket = (le: string, count: number): string =>
      `traefik_service_request_duration_seconds_bucket{code="200",method="GET",protocol="http",service="${service}",le="${le}"} ${count}\n`;
    const text = [
      requests('200', counted.ok),
      requests('503', counted.failed),
      bucket('0.3', counted.fast),
      bucket('+Inf', counted.all),
      `traefik_service_request_duration_seconds_count{code="200",method="GET",protocol="http",service="${service}"} ${counted.all}\n`,
    ];
    return { at, text: text.join('') };
  });
}

/** When an alert of a window begins to fire, in minutes; `end` of the last that fires. */
function windows({ firing }: RuleAnswer, alert: string): Readonly<Record<string, number>> {
  const first = new Map<string, number>();
  for (const { at, labels } of firing)
    if (labels['alertname'] === alert && !first.has(labels['window'] ?? ''))
      first.set(labels['window'] ?? '', at / minute);
  return Object.fromEntries(first);
}

test('Prometheus reads the rules that are written, and refuses others', () => {
  expect(problems).toEqual([]);
  const read = evaluateRules(rules, [], { every: minute, until: 0 });
  expect(read).toEqual({ errors: [], alerts: 8, firing: [] });
  const broken = evaluateRules(rules.replace('sum(rate(', 'sum(rate)('), [], { every: minute, until: 0 });
  expect(broken.errors).not.toEqual([]);
});

test('as long as the promises are kept no alert fires, and none where nobody asks for anything', () => {
  const options = { every: minute, until: 7 * hour };
  const kept = evaluateRules(
    rules,
    pages(options.until, { failing: [[0, 0.0005]], slow: [[0, 0.005]] }),
    options,
  );
  expect(kept.firing).toEqual([]);
  expect(evaluateRules(rules, [], options).firing).toEqual([]);
});

test('somebody is paged once an hour is long enough over the rate, and no longer when it is over', () => {
  const options = { every: minute, until: 4 * hour };
  const burning = {
    failing: [
      [2 * hour, 0.02],
      [2.5 * hour, 0],
    ],
  } as const;
  const answer = evaluateRules(rules, pages(options.until, burning), options);
  // 2 % are 20 times the budget: after 43 minutes an hour has 14.4 times as much as it may, after 30 it has not.
  expect(windows(answer, 'ErrorBudgetBurn')).not.toHaveProperty('1h');
  const longer = {
    failing: [
      [2 * hour, 0.02],
      [3 * hour, 0],
    ],
  } as const;
  const paged = evaluateRules(rules, pages(options.until, longer), options);
  const { '1h': begins = 0 } = windows(paged, 'ErrorBudgetBurn');
  expect(begins).toBeGreaterThanOrEqual(120 + 43);
  expect(begins).toBeLessThanOrEqual(120 + 50);
  const pages1h = paged.firing.filter(({ labels }) => labels['window'] === '1h');
  expect(pages1h.every(({ labels }) => labels['severity'] === 'page')).toBe(true);
  expect((pages1h.at(-1)?.at ?? 0) / minute).toBeLessThan(180 + 6);
  expect(paged.firing.filter(({ labels }) => labels['alertname'] === 'LatencyBudgetBurn')).toEqual([]);
});

test('a slow burn is a ticket after days, and pages nobody', () => {
  const options = { every: 10 * minute, until: 3.5 * day };
  const scrapes = pages(options.until, { failing: [[0, 0.0015]] });
  const answer = evaluateRules(rules, scrapes, options);
  expect(Object.keys(windows(answer, 'ErrorBudgetBurn'))).toEqual(['3d']);
  expect(new Set(answer.firing.map(({ labels }) => labels['severity']))).toEqual(new Set(['ticket']));
}, 60_000);

test('slow answers burn the budget of the latency that is promised, and not that of errors', () => {
  const options = { every: minute, until: 3 * hour };
  const answer = evaluateRules(rules, pages(options.until, { slow: [[hour, 0.5]] }), options);
  expect(windows(answer, 'LatencyBudgetBurn')).toHaveProperty('1h');
  expect(windows(answer, 'ErrorBudgetBurn')).toEqual({});
});
