import { placesAt } from '../../../lib/check/cluster';
import { declarationFindings } from '../../../lib/check/release';
import { valueAt } from '../../../lib/core/base';
import type { ApiObjectData } from '../../../lib/core/manifest';
import type { DeclaredRelease } from '../../../lib/project/source';
import { declared, environmentText, planOf, refusal, specAt, tcpRoute, webRoute } from './support';

const scaled = ', autoscaling: { maxReplicas: 6 }';
const released = (release: string, routes = webRoute): DeclaredRelease =>
  declared(environmentText(release, routes, scaled));

const flagger = released('{ version: v2, mode: flagger, steps: [5, 50], bake: 1h }');
const rollouts = released(
  '{ version: v2, mode: argo-rollouts, steps: [5, { weight: 50, bake: 1d }], sticky: { name: lane } }',
);

const names = (objects: readonly ApiObjectData[] | undefined): readonly string[] =>
  (objects ?? []).map(({ kind, metadata }) => `${kind} ${metadata.name}`).toSorted();

const applied = (found: DeclaredRelease, id: string): readonly ApiObjectData[] =>
  found.steps.find((step) => step.id === id)?.applied ?? [];

const one = (objects: readonly ApiObjectData[], kind: string, name = 'web'): unknown =>
  objects.find((object) => object.kind === kind && object.metadata.name === name)?.['spec'];

test('for Flagger a person owns the Deployment, what belongs to its pods, the routes, a Canary and its metrics', () => {
  expect(names(applied(flagger, '00-baseline'))).toEqual([
    'Canary web',
    'Deployment web',
    'HorizontalPodAutoscaler web',
    'IngressRoute web',
    'MetricTemplate web-error-ratio',
    'MetricTemplate web-p99',
    'MetricTemplate web-requests',
    'Middleware office',
    'NetworkPolicy web',
    'PodDisruptionBudget web',
    'ServiceAccount web',
  ]);
  expect(one(applied(flagger, '00-baseline'), 'Canary')).toEqual({
    provider: 'traefik',
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'web' },
    service: { port: 8080, portName: 'http', targetPort: 'http', portDiscovery: true },
    analysis: {
      // Flagger knows no hours.
      interval: '60m',
      threshold: 5,
      stepWeights: [5, 50],
      metrics: [
        metric('web-requests', { min: 100 }),
        metric('web-error-ratio', { max: 0.01 }),
        metric('web-p99', { max: 0.5 }),
      ],
    },
  });
});

const metric = (name: string, thresholdRange: object): object => ({
  name,
  interval: '60m',
  templateRef: { name },
  thresholdRange,
});

test('what guards the pods of a service holds for those that Flagger runs under another name', () => {
  const both = {
    matchLabels: { 'app.kubernetes.io/instance': 'web' },
    matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: ['web', 'web-primary'] }],
  };
  const objects = applied(flagger, '00-baseline');
  expect(one(objects, 'PodDisruptionBudget')).toMatchObject({ selector: both });
  expect(one(objects, 'NetworkPolicy')).toMatchObject({ podSelector: both });
  // The Deployment's own selector can never change.
  expect(one(objects, 'Deployment')).toMatchObject({
    selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
  });
});

test('policies of services that a released one calls admit its pods under both names', () => {
  const text = environmentText(
    '{ version: v2, mode: flagger }',
    webRoute,
    `${scaled}, dependsOn: [db]`,
  ).replace('middlewares:', "  db: { image: 'example.com/db:1', ports: { http: 5432 } }\nmiddlewares:");
  const policy = declared(text).inventory.objects.find(
    ({ object }) => object.kind === 'NetworkPolicy' && object.metadata.name === 'db',
  );
  const values = placesAt(policy?.object, [
    'spec',
    'ingress',
    '*',
    'from',
    '*',
    'podSelector',
    'matchExpressions',
    '*',
    'values',
  ]);
  expect(values.map(({ value }) => value)).toEqual([['web', 'web-primary']]);
});

test('for Argo Rollouts a person owns a Rollout, both Services, and a TraefikService without weights', () => {
  const objects = applied(rollouts, '00-baseline');
  expect(names(objects)).toEqual([
    'AnalysisTemplate web-40-weight-5',
    'AnalysisTemplate web-50-weight-50',
    'AnalysisTemplate web-70-shift',
    'HorizontalPodAutoscaler web',
    'IngressRoute web',
    'Middleware office',
    'NetworkPolicy web',
    'PodDisruptionBudget web',
    'Rollout web',
    'Service web',
    'Service web-canary',
    'ServiceAccount web',
    'TraefikService web',
  ]);
  expect(one(objects, 'TraefikService')).toEqual({
    weighted: {
      services: [
        { name: 'web', port: 'http' },
        { name: 'web-canary', port: 'http' },
      ],
      sticky: { cookie: { name: 'lane' } },
    },
  });
  expect(one(objects, 'Service', 'web-canary')).toEqual(one(objects, 'Service'));
  expect(one(objects, 'HorizontalPodAutoscaler')).toMatchObject({
    scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
  });
  expect(valueAt(one(objects, 'Rollout'), 'strategy')).toEqual({
    canary: {
      stableService: 'web',
      canaryService: 'web-canary',
      trafficRouting: { traefik: { weightedTraefikServiceName: 'web' } },
      abortScaleDownDelaySeconds: 0,
      steps: [
        { setWeight: 5 },
        { pause: { duration: '10m' } },
        { analysis: { templates: [{ templateName: 'web-40-weight-5' }] } },
        { setWeight: 50 },
        // Argo Rollouts knows no days.
        { pause: { duration: '1440m' } },
        { analysis: { templates: [{ templateName: 'web-50-weight-50' }] } },
        { setWeight: 100 },
        { pause: { duration: '10m' } },
        { analysis: { templates: [{ templateName: 'web-70-shift' }] } },
      ],
    },
  });
});

test('the TraefikService of a Rollout has no label that changes with a version, and is the same at both steps', () => {
  const [first, second] = ['00-baseline', '10-deploy'].map((id) =>
    applied(rollouts, id).find(({ kind }) => kind === 'TraefikService'),
  );
  expect(second).toEqual(first);
  const told = { ...first?.metadata.labels, ...first?.metadata.annotations };
  for (const label of ['app.kubernetes.io/version', 'helm.sh/chart'])
    expect(told).not.toHaveProperty([label]);
  // Nor is there a weight for a sync to write.
  expect(JSON.stringify(first)).not.toContain('weight"');
});

test.each([
  ['flagger', flagger, ['40-weight-5', '50-weight-50', '90-return']],
  ['argo-rollouts', rollouts, ['40-weight-5', '50-weight-50', '70-shift', '90-return']],
] as const)(
  'with %s a person applies two steps, and the rest is planned and proven as well',
  (mode, found, rest) => {
    const { plan, findings } = planOf(found);
    expect(findings).toEqual([]);
    expect(plan.mode).toBe(mode);
    expect(plan.invariants.every(({ holds }) => holds)).toBe(true);
    expect(plan.steps.filter(({ by }) => by === 'person').map(({ id }) => id)).toEqual([
      '00-baseline',
      '10-deploy',
    ]);
    expect(plan.steps.filter(({ by }) => by === mode).map(({ id }) => id)).toEqual(rest);
    for (const { rollback, id } of plan.steps.slice(1)) expect([id, rollback]).toEqual([id, '00-baseline']);
    const stable = mode === 'flagger' ? 'shop/web-primary' : 'shop/web';
    const shared = plan.steps.find(({ id }) => id === '40-weight-5')?.traffic.changes[0];
    expect(shared?.after.backends).toMatchObject([
      { service: stable, share: 0.95 },
      { service: 'shop/web-canary', share: 0.05 },
    ]);
  },
);

test.each([
  ['flagger', flagger, ['MetricTemplate', ['spec', 'query']]],
  [
    'argo-rollouts',
    rollouts,
    ['AnalysisTemplate', ['spec', 'metrics', '*', 'provider', 'prometheus', 'query']],
  ],
] as const)('with %s the cluster asks what the gates of the plan ask', (_, found, [kind, path]) => {
  const asked = applied(found, '00-baseline')
    .filter((object) => object.kind === kind)
    .flatMap((object) =>
      placesAt(object, [...path]).map(({ value }) =>
        String(value).replace('{{ interval }}', '1h').replaceAll('{{ interval }}', '1h'),
      ),
    );
  const planned = planOf(found).plan.steps.flatMap(
    ({ gate }) => gate?.queries.map(({ promql }) => promql) ?? [],
  );
  expect(new Set(asked)).toEqual(new Set(planned));
});

test('10-deploy changes nothing but what runs', () => {
  for (const found of [flagger, rollouts]) {
    const step = planOf(found).plan.steps[1];
    expect(step?.objects.changed.map(({ object }) => object.kind)).toEqual([
      found === flagger ? 'Deployment' : 'Rollout',
    ]);
    expect(step?.traffic.verdict).toBe('same');
  }
});

test.each([
  ['{ version: v2, mode: flagger, sticky: { name: lane } }', webRoute, 'Flagger drops the cookie'],
  ['{ version: v2, mode: flagger, strategy: mirror }', webRoute, 'Flagger mirrors nothing at Traefik'],
  ['{ version: v2, mode: flagger, strategy: header }', webRoute, 'Flagger makes no routes by header'],
  ['{ version: v2, mode: flagger, cookie: { name: next } }', webRoute, 'Flagger makes no routes by cookie'],
  ['{ version: v2, mode: flagger, strategy: blueGreen }', webRoute, 'Flagger can only share requests out'],
  ['{ version: v2, mode: flagger, steps: [5, { weight: 50, bake: 2h }] }', webRoute, 'one interval'],
  ['{ version: v2, mode: argo-rollouts, strategy: mirror }', webRoute, 'Argo Rollouts mirrors nothing'],
  [
    '{ version: v2, mode: argo-rollouts, header: { name: X } }',
    webRoute,
    'Argo Rollouts makes no routes by header',
  ],
  ['{ version: v2, mode: flagger }', tcpRoute, 'no route of HTTP leads through one'],
  ['{ version: v2, mode: argo-rollouts }', tcpRoute, 'no route of HTTP leads through one'],
])('%s is refused', (release, routes, words) => {
  const told = refusal(environmentText(release, routes, scaled));
  expect(told).toContain(words);
  expect(told).toContain('prod.yaml:5:');
});

test('what speaks h2c, or has other options, is nothing for Flagger', () => {
  const option = (text: string): string =>
    webRoute.replace('services: [web]', `services: [{ name: web, ${text} }]`);
  expect(refusal(environmentText('{ version: v2, mode: flagger }', option('scheme: h2c'), scaled))).toContain(
    'scheme: h2c of the routes to web is lost',
  );
  expect(
    refusal(environmentText('{ version: v2, mode: flagger }', option('serversTransport: slow'), scaled)),
  ).toContain('serversTransport: slow of the routes to web is lost');
  expect(
    refusal(environmentText('{ version: v2, mode: argo-rollouts }', option('scheme: h2c'), scaled)),
  ).toBe('');
});

test('a route past the TraefikService is told, and names of what Flagger makes are its own', () => {
  const routes = `${webRoute}${tcpRoute.replace('\n', '')}`;
  expect(refusal(environmentText('{ version: v2, mode: flagger }', routes, scaled))).toContain(
    'IngressRouteTCP.traefik.io shop/web leads to Service web itself',
  );
  const own = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web-primary', namespace: 'shop' },
    spec: {},
  };
  const [first] = flagger.steps;
  const findings = declarationFindings(
    [...(first?.applied ?? []), own],
    flagger.steps,
    flagger.release.declaration,
  );
  expect(findings.map(({ rule }) => rule)).toEqual(['release-name-taken']);
});

test('a fixed number of replicas is told for Flagger, with what follows', () => {
  const found = declared(environmentText('{ version: v2, mode: flagger }'));
  expect(specAt(found, '00-baseline', 'Deployment', 'web')).toMatchObject({ replicas: 2 });
  expect(found.release.declaration.made.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Service web',
    'Service web-primary',
    'Service web-canary',
    'TraefikService web',
  ]);
});

test('bake times, thresholds and the address of Prometheus are those of the declaration', () => {
  const found = released(
    '{ version: v2, mode: flagger, bake: 90s, gates: { errorRatio: 0.5, p99: false, prometheus: "http://p:1" }, minRequests: 0 }',
  );
  const objects = applied(found, '00-baseline');
  expect(valueAt(one(objects, 'Canary'), 'analysis')).toMatchObject({
    interval: '90s',
    stepWeights: [5, 25, 50],
    metrics: [{ name: 'web-error-ratio', thresholdRange: { max: 0.5 } }],
  });
  expect(one(objects, 'MetricTemplate', 'web-error-ratio')).toMatchObject({
    provider: { type: 'prometheus', address: 'http://p:1' },
  });
});
