import { optionFindings, podFindings, trafficFindings, weightFindings } from '../../../lib/check/release';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { diffOf } from '../changes/sides';

const object = (apiVersion: string, kind: string, name: string, spec: object): ApiObjectData => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
  spec,
});

const service = (name: string): ApiObjectData =>
  object('v1', 'Service', name, { selector: { app: name }, ports: [{ name: 'http', port: 80 }] });

const deployment = (name: string, image = 'web:1', replicas = 2): ApiObjectData =>
  object('apps/v1', 'Deployment', name, {
    replicas,
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'web', image }] } },
  });

const split = (...services: readonly object[]): ApiObjectData =>
  object('traefik.io/v1alpha1', 'TraefikService', 'web', { weighted: { services } });

const child = (name: string, weight: unknown, more: object = {}): object => ({
  name,
  port: 'http',
  weight,
  ...more,
});

const route: ApiObjectData = object('traefik.io/v1alpha1', 'IngressRoute', 'web', {
  entryPoints: ['web'],
  routes: [{ match: 'Host(`a.com`)', kind: 'Rule', services: [{ kind: 'TraefikService', name: 'web' }] }],
});

const alone = [route, service('web'), deployment('web'), split(child('web', 100))];
const both = [service('web'), deployment('web'), service('next'), deployment('next', 'web:2'), route];
const shared = [...both, split(child('web', 95), child('next', 5))];

const rules = (findings: readonly { readonly rule: string }[]): readonly string[] => [
  ...new Set(findings.map(({ rule }) => rule)),
];

test('who gets requests must be there and ready before', () => {
  expect(rules(podFindings(alone, shared))).toEqual(['release-not-ready']);
  expect(podFindings([...both, split(child('web', 100))], shared)).toEqual([]);
  const unready = [...both.filter(({ metadata }) => metadata.name !== 'next'), service('next')];
  expect(
    rules(podFindings([...unready, deployment('next', 'web:2', 0), split(child('web', 100))], shared)),
  ).toEqual(['release-not-ready']);
  expect(
    rules(podFindings([...unready, deployment('next', 'web:3'), split(child('web', 100))], shared)),
  ).toEqual(['release-not-ready']);
});

test('what gets requests is not removed in the step that leads them elsewhere', () => {
  expect(rules(podFindings(shared, alone))).toEqual(['release-removed-in-use']);
  expect(podFindings([...both, split(child('web', 100))], alone)).toEqual([]);
});

test('pods do not change their version under requests', () => {
  const changed = shared.map((one) =>
    one.kind === 'Deployment' && one.metadata.name === 'web' ? deployment('web', 'web:2') : one,
  );
  expect(rules(podFindings(shared, changed))).toEqual(['release-changed-in-use']);
});

test.each([[[95, 6]], [[100, 0]], [[99.5, 0.5]], [[95, undefined]], [[105, -5]]])(
  'weights %j are refused',
  (weights) => {
    const [own, next] = weights;
    const to = [...both, split(child('web', own), child('next', next))];
    expect(rules(weightFindings(shared, to))).toEqual(['release-weights']);
  },
);

test('weights of what a step leaves alone are nobody’s concern', () => {
  const others = [...both, split(child('web', 1), child('next', 1))];
  expect(weightFindings(others, others)).toEqual([]);
});

test('all references to a Service have one set of options', () => {
  const to = [...both, split(child('web', 95), child('next', 5, { passHostHeader: false }))];
  const services = new Set(['shop/next']);
  expect(optionFindings(to, services)).toEqual([]);
  const second = object('traefik.io/v1alpha1', 'TraefikService', 'other', {
    weighted: { services: [child('next', 1)] },
  });
  expect(rules(optionFindings([...to, second], services))).toEqual(['release-options-differ']);
});

test('a step that opens, closes or moves what it does not speak of is refused', () => {
  const guarded = object('traefik.io/v1alpha1', 'Middleware', 'office', {
    ipAllowList: { sourceRange: ['10.0.0.0/8'] },
  });
  const behind: ApiObjectData = object('traefik.io/v1alpha1', 'IngressRoute', 'web', {
    entryPoints: ['web'],
    routes: [
      {
        match: 'Host(`a.com`)',
        kind: 'Rule',
        middlewares: [{ name: 'office' }],
        services: [{ kind: 'TraefikService', name: 'web' }],
      },
    ],
  });
  const services = new Set(['shop/web', 'shop/next']);
  const others = alone.filter((one) => one !== route);
  const told = (from: readonly object[], to: readonly object[]): readonly string[] =>
    rules(trafficFindings(diffOf(from, to), services));
  expect(told([...others, guarded, behind], alone)).toEqual(['release-unguarded']);
  expect(told(alone, others)).toEqual(['release-moves-others']);
  expect(told(alone, shared)).toEqual([]);
  expect(rules(trafficFindings(diffOf(alone, shared), new Set(['shop/web'])))).toEqual([
    'release-moves-others',
  ]);
});
