import { Inventory, trafficModelOf } from '../../../../lib/check/cluster';
import { findings } from '../../../../lib/check/rules';
import { type ApiObjectData, identityOf } from '../../../../lib/core/manifest';
import { declared, environmentText } from '../../release/support';

interface Told {
  readonly rule: string;
  readonly message: string;
  readonly at: string;
}

/** What the rules about controllers say of objects. */
function told(objects: readonly ApiObjectData[]): readonly Told[] {
  const placed = objects.map((object) => ({ object, locate: () => undefined }));
  return findings(placed, {})
    .filter(({ rule }) => ['written-by-controller', 'controller-cannot', 'undone-by-sync'].includes(rule))
    .map(({ rule, message, object, field = [] }) => ({
      rule,
      message,
      at: `${object?.kind} ${object?.name} ${field.join('.')}`,
    }));
}

const rules = (objects: readonly ApiObjectData[]): readonly string[] => told(objects).map(({ rule }) => rule);

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  spec: object,
  more: object = {},
): ApiObjectData => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop', ...more },
  spec,
});

const canary = (spec: object = {}): ApiObjectData =>
  object('flagger.app/v1beta1', 'Canary', 'web', {
    provider: 'traefik',
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    service: { port: 80 },
    analysis: { stepWeights: [5, 50] },
    ...spec,
  });

const deployment = (label: string): ApiObjectData =>
  object('apps/v1', 'Deployment', 'web', { selector: { matchLabels: { [label]: 'web' } } });

const traefikService = (services: readonly object[], more: object = {}): ApiObjectData =>
  object('traefik.io/v1alpha1', 'TraefikService', 'web', { weighted: { services } }, more);

const rollout = (steps: readonly object[] = [{ setWeight: 5 }]): ApiObjectData =>
  object('argoproj.io/v1alpha1', 'Rollout', 'web', {
    strategy: {
      canary: {
        stableService: 'web',
        canaryService: 'web-canary',
        trafficRouting: { traefik: { weightedTraefikServiceName: 'web' } },
        steps,
      },
    },
  });

const children = [
  { name: 'web', port: 80 },
  { name: 'web-canary', port: 80 },
];

test.each(['flagger', 'argo-rollouts'])('of what a release of mode %s writes nothing is told', (mode) => {
  const text = environmentText(
    `{ version: v2, mode: ${mode} }`,
    undefined,
    ', autoscaling: { maxReplicas: 6 }',
  );
  expect(told(declared(text).steps[0]?.applied ?? [])).toEqual([]);
});

test('what Flagger makes is told in manifests, and not in a dump of a cluster', () => {
  const own = [
    object('v1', 'Service', 'web', {}),
    object('v1', 'Service', 'web-canary', {}),
    traefikService(children),
    object('apps/v1', 'Deployment', 'web-primary', {}),
  ];
  expect(told([canary(), ...own]).map(({ at }) => at)).toEqual(
    ['Service web', 'Service web-canary', 'TraefikService web', 'Deployment web-primary'].map(
      (name) => `${name} metadata.name`,
    ),
  );
  const dumped = own.map((one) => ({ ...one, metadata: { ...one.metadata, uid: identityOf(one).name } }));
  expect(told([canary(), ...dumped])).toEqual([]);
  expect(told([canary({ provider: 'istio' }), ...own])).toEqual([]);
});

describe('what Flagger makes for a Canary', () => {
  const route = (reference: object): ApiObjectData =>
    object('traefik.io/v1alpha1', 'IngressRoute', 'web', {
      entryPoints: ['web'],
      routes: [{ kind: 'Rule', match: 'Host(`a.example.com`)', services: [reference] }],
    });
  const all = (objects: readonly ApiObjectData[]): readonly string[] =>
    findings(objects.map((one) => ({ object: one, locate: () => undefined }))).map(({ rule }) => rule);
  const split = { kind: 'TraefikService', name: 'web' };

  test('is there for routes, though no manifest has it', () => {
    expect(all([canary(), route(split)])).toEqual([]);
    expect(all([canary({ provider: undefined }), route(split)])).toEqual([]);
    expect(all([canary({ provider: 'kubernetes' }), route({ name: 'web', port: 80 })])).toEqual([]);
    expect(all([canary({ service: { name: 'shop', port: 80 } }), route({ ...split, name: 'shop' })])).toEqual(
      [],
    );
  });

  test('is no more than that', () => {
    expect(all([route(split)])).toEqual(['unknown-traefik-service']);
    expect(all([canary(), route({ ...split, name: 'wbe' })])).toEqual(['unknown-traefik-service']);
    expect(all([canary({ provider: 'kubernetes' }), route(split)])).toEqual(['unknown-traefik-service']);
    expect(all([canary(), route({ name: 'web', port: 8080 })])).toEqual(['unknown-port']);
    const open = { service: { port: 80, portDiscovery: true } };
    expect(all([canary(open), route({ name: 'web', port: 8080 })])).not.toContain('unknown-port');
  });

  test('answers requests: the primary alone while no release goes on', () => {
    const objects = [canary(), route(split)].map((one) => ({ object: one, locate: () => undefined }));
    const { backends } = trafficModelOf(new Inventory(objects)).explain({ url: 'http://a.example.com/' });
    expect(backends).toMatchObject([{ service: 'shop/web-primary', share: 1 }]);
  });
});

test.each([
  [{ analysis: { match: [] } }, 'makes no routes by header', 'spec.analysis.match'],
  [{ analysis: { mirror: true } }, 'mirrors nothing', 'spec.analysis.mirror'],
  [{ analysis: { sessionAffinity: {} } }, 'keeps no client', 'spec.analysis.sessionAffinity'],
  [{ analysis: { iterations: 5 } }, 'no blue/green', 'spec.analysis.iterations'],
  [{ analysis: { maxWeight: 100, stepWeight: 10 } }, 'reads it as 1', 'spec.analysis.maxWeight'],
  [{ analysis: { stepWeights: [50, 100] } }, 'reads it as 1', 'spec.analysis.stepWeights.1'],
  [{ service: { port: 80, appProtocol: 'kubernetes.io/h2c' } }, 'HTTP/1', 'spec.service.appProtocol'],
])('a Canary with %j asks what Flagger does not do', (spec, words, at) => {
  const [one, ...others] = told([canary(spec)]);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ rule: 'controller-cannot', at: `Canary web ${at}` });
  expect(one?.message).toContain(words);
});

test('Flagger needs a label by which it tells pods apart', () => {
  expect(rules([canary(), deployment('cdk8s.io/metadata.addr')])).toEqual(['controller-cannot']);
  expect(rules([canary(), deployment('app.kubernetes.io/name')])).toEqual([]);
});

test('weights and changing labels of the TraefikService of a Rollout are told', () => {
  expect(rules([rollout(), traefikService(children)])).toEqual([]);
  const weighted = children.map((child) => ({ ...child, weight: 50 }));
  expect(told([rollout(), traefikService(weighted)])).toMatchObject([
    { rule: 'written-by-controller', at: 'TraefikService web spec.weighted.services.0.weight' },
  ]);
  expect(rules([rollout(), traefikService(weighted, { uid: '1' })])).toEqual([]);
  expect(
    told([rollout(), traefikService(children, { labels: { 'helm.sh/chart': 'shop-1.0.0' } })]),
  ).toMatchObject([
    { rule: 'written-by-controller', at: 'TraefikService web metadata.labels.helm.sh/chart' },
  ]);
});

test('routes by header, mirrors and Services that are not listed are told of a Rollout', () => {
  const [children0] = children;
  const steps = [{ setHeaderRoute: {} }, { setWeight: 5 }, { setMirrorRoute: {} }];
  expect(told([rollout(steps), traefikService(children0 ? [children0] : [])]).map(({ at }) => at)).toEqual([
    'Rollout web spec.strategy.canary.steps.0.setHeaderRoute',
    'Rollout web spec.strategy.canary.steps.2.setMirrorRoute',
    'Rollout web spec.strategy.canary.canaryService',
  ]);
});

test('an Application of Argo CD leaves the weights of Rollouts alone, when it compares and when it writes', () => {
  const application = (spec: object): ApiObjectData =>
    object('argoproj.io/v1alpha1', 'Application', 'shop', spec);
  const ignoreDifferences = [
    { group: 'traefik.io', kind: 'TraefikService', jqPathExpressions: ['.spec.weighted.services[].weight'] },
  ];
  const syncPolicy = { syncOptions: ['RespectIgnoreDifferences=true'] };
  const at = (spec: object): readonly string[] =>
    told([rollout(), traefikService(children), application(spec)]).map((one) => one.at);
  expect(at({})).toEqual(['Application shop spec.ignoreDifferences']);
  expect(at({ ignoreDifferences })).toEqual(['Application shop spec.syncPolicy.syncOptions']);
  expect(at({ ignoreDifferences, syncPolicy })).toEqual([]);
  expect(told([application({})])).toEqual([]);
});
