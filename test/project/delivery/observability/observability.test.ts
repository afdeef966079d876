import { placesAt } from '../../../../lib/check/cluster';
import { isApiObject } from '../../../../lib/core/manifest';
import { readPromql } from '../../../support/promql';
import { type Delivered, delivered } from '../support';

const base = `namespace: shop
domain: shop.example.com
traefik:
  entryPoints: { websecure: { address: ':8443', http: { tls: {} } } }
  metrics: { prometheus: { addRoutersLabels: true } }
services:
  api: { image: 'example.com/api:1', ports: { http: 8080, metrics: 9090 } }
  web: { image: 'example.com/web:1', ports: { http: 80 } }
  idle: { image: 'example.com/idle:1', ports: { http: 80 } }
routes:
  http:
    api: { match: 'Host(\`api.\${domain}\`)', entryPoints: [websecure], services: [api] }
    web: { match: 'Host(\`web.\${domain}\`)', entryPoints: [websecure], services: [web] }
delivery:
  observability:
    labels: { release: prometheus }
    objective: { availability: 99.5 }
    services: { api: { latency: { seconds: 0.3, percent: 95 } } }
    routes: { web: { availability: 99.99 } }
`;

/** Traefik's names of the routers, and of the services that it makes of them. */
const api = 'shop-api-5581c460ca8697a61a61@kubernetescrd';
const web = 'shop-web-dcd5a59d426c215b7879@kubernetescrd';

/** Every query of alerts, as `group: expression`. */
function alerts({ objects }: Delivered, environment = 'prod'): readonly string[] {
  const [rule] = objects[`observability/${environment}/alerts.yaml`] ?? [];
  return rule
    ? placesAt(rule, ['spec', 'groups', '*']).flatMap(({ value }) => {
        const group: { readonly name: string; readonly rules: readonly { readonly expr: string }[] } =
          Object(value);
        return group.rules.map(({ expr }) => `${group.name}: ${expr}`);
      })
    : [];
}

/** The queries of all dashboards. */
function panels({ texts }: Delivered): readonly string[] {
  return [...texts]
    .filter(([file]) => file.endsWith('.json'))
    .flatMap(([, text]) => placesAt(asObject(JSON.parse(text)), ['panels', '*', 'targets', '*', 'expr']))
    .map(({ value }) => String(value));
}

/** placesAt looks into objects of Kubernetes alone. */
function asObject(value: unknown) {
  const object = { apiVersion: '', kind: '', metadata: { name: '' }, ...Object(value) };
  if (!isApiObject(object)) throw new Error('it is no object');
  return object;
}

test('each service and each route of which something is promised has alerts for how fast its budget burns', () => {
  const found = delivered('observability', { base, prod: '' });
  expect(found.problems).toEqual([]);
  const queries = alerts(found);
  expect(queries.map((query) => query.slice(0, query.indexOf(': ')))).toEqual(
    [
      'errors of Service shop/api',
      'latency of Service shop/api',
      'errors of Service shop/web',
      'errors of IngressRoute shop/web',
    ].flatMap((name) => [name, name, name, name]),
  );
  const failing = (window: string): string => {
    const requests = `traefik_service_requests_total{service="${web}"`;
    return `sum(rate(${requests},code=~"5.."}[${window}])) / sum(rate(${requests}}[${window}]))`;
  };
  expect(queries).toContain(
    `errors of Service shop/web: (${failing('1h')}) > 0.072 and (${failing('5m')}) > 0.072`,
  );
  expect(queries.find((query) => query.startsWith('errors of IngressRoute'))).toContain(
    `traefik_router_requests_total{router="${web}",code=~"5.."}[1h]`,
  );
  expect(queries.find((query) => query.startsWith('latency'))).toContain(
    `traefik_service_request_duration_seconds_bucket{service="${api}",le="0.3"}[1h]`,
  );
});

test('every query of alerts and dashboards is PromQL', () => {
  const found = delivered('observability', { base, prod: '' });
  const queries = [...alerts(found).map((text) => text.replace(/^[^:]*: /, '')), ...panels(found)];
  expect(queries.length).toBeGreaterThan(30);
  for (const query of queries) {
    const { faults } = readPromql(query.replaceAll('$__rate_interval', '5m'));
    expect({ query, faults }).toEqual({ query, faults: 0 });
  }
});

test('what has a port for metrics is watched, with the labels by which the operator chooses', () => {
  const { objects } = delivered('observability', { base, prod: '' });
  expect(objects['observability/prod/monitors.yaml']).toMatchObject([
    {
      kind: 'ServiceMonitor',
      metadata: { name: 'api', namespace: 'shop', labels: { release: 'prometheus' } },
      spec: { endpoints: [{ port: 'metrics' }] },
    },
  ]);
  expect(objects['observability/prod/alerts.yaml']).toMatchObject([
    { metadata: { labels: { release: 'prometheus' } } },
  ]);
});

test('a kustomization makes ConfigMaps of the dashboards, which Grafana finds by their label', () => {
  const { texts } = delivered('observability', { base, prod: '' });
  const text = texts.get('observability/prod/kustomization.yaml') ?? '';
  expect(text).toContain("grafana_dashboard: '1'");
  for (const [, file = ''] of text.matchAll(/- (\S+\.(?:json|yaml))$/gm))
    expect([file, texts.has(`observability/prod/${file}`)]).toEqual([file, true]);
});

test.each([
  [
    'a promise of what is not there',
    base.replace('services: { api: {', 'services: { apy: {'),
    /^base\.yaml:\d+: unknown-objective: Traefik counts no requests of "apy" in prod\.$/,
    'Did you mean "api"?',
  ],
  [
    'a promise of what nobody asks for',
    base.replace('services: { api: {', 'services: { idle: {'),
    /^base\.yaml:\d+: unknown-objective: Traefik counts no requests of "idle" in prod\.$/,
    expect.any(String),
  ],
  [
    'a latency that is no bucket',
    base.replace('seconds: 0.3', 'seconds: 0.5'),
    /^base\.yaml:\d+: unmeasured-latency: Traefik does not count the requests that are answered within 0\.5 s\.$/,
    'Say one of 0.1, 0.3, 1.2, 5, or name it among metrics.prometheus.buckets of Traefik.',
  ],
  [
    'a promise of routes whose metrics are off',
    base.replace('addRoutersLabels: true', 'addRoutersLabels: false'),
    /^base\.yaml:\d+: metrics-without-routers: /,
    expect.any(String),
  ],
])('%s is a problem with its place, and nothing is written', (_, text, told, fix) => {
  const { problems, fixes, texts } = delivered('observability', { base: text, prod: '' });
  expect(problems).toEqual([expect.stringMatching(told)]);
  expect(fixes).toEqual([fix]);
  expect(texts.size).toBe(0);
});

test('a Traefik whose metrics are off is told, and the bounds of histograms that it says are taken', () => {
  const off = base
    .replace('metrics: { prometheus: { addRoutersLabels: true } }', 'api: {}')
    .replace(/ {4}routes: .*\n/, '');
  expect(delivered('observability', { base: off, prod: '' }).problems).toEqual([
    expect.stringMatching(
      /^base\.yaml:\d+: metrics-without-services: The Traefik of prod gives Prometheus no metrics/,
    ),
  ]);
  const bounds = base
    .replace('addRoutersLabels: true', 'addRoutersLabels: true, buckets: [0.5]')
    .replace('seconds: 0.3', 'seconds: 0.5');
  expect(delivered('observability', { base: bounds, prod: '' }).problems).toEqual([]);
});
