import { Inventory, trafficModelOf } from '../../../../lib/check/cluster';
import { reviewPolicies } from '../../../../lib/check/policy';
import type { ApiObjectData } from '../../../../lib/core/manifest';

function object(apiVersion: string, kind: string, name: string, spec: unknown): ApiObjectData {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, spec };
}

const labels = { app: 'web' };
const probe = { httpGet: { path: '/healthz', port: 8080 } };
const makers = [
  ['apps/v1', 'Deployment'],
  ['argoproj.io/v1alpha1', 'Rollout'],
] as const;
const workloadOf = (apiVersion: string, kind: string): readonly ApiObjectData[] => [
  object(apiVersion, kind, 'web', {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { containers: [{ name: 'web', image: 'web:1', readinessProbe: probe }] },
    },
  }),
  object('v1', 'Service', 'web', { selector: labels, ports: [{ port: 80, targetPort: 8080 }] }),
  object('traefik.io/v1alpha1', 'Middleware', 'strip', { stripPrefix: { prefixes: ['/api'] } }),
];

const services = [{ name: 'web', port: 80 }];
const middlewares = [{ name: 'strip' }];

function route(name: string, spec: object, rule: object): ApiObjectData {
  return object('traefik.io/v1alpha1', 'IngressRoute', name, {
    ...spec,
    routes: [{ kind: 'Rule', ...rule }],
  });
}

/** The objects of which it is told that everybody reaches what the kubelet asks. */
function told(...routes: readonly ApiObjectData[]): readonly (string | undefined)[] {
  return toldBeside(workloadOf('apps/v1', 'Deployment'), routes);
}

function toldBeside(
  workload: readonly ApiObjectData[],
  routes: readonly ApiObjectData[],
): readonly (string | undefined)[] {
  const placed = [...workload, ...routes].map((each) => ({ object: each, locate: () => undefined }));
  const traffic = () => trafficModelOf(new Inventory(placed));
  const { findings } = reviewPolicies(placed, { profile: 'prod', traffic });
  return findings.flatMap(({ rule, object: at }) => (rule === 'probe-behind-route' ? [at?.name] : []));
}

test.each(makers)('a probe of the pods of %s %s is reached', (apiVersion, kind) => {
  const all = route('all', {}, { match: 'Host(`a.example.com`)', services });
  expect(toldBeside(workloadOf(apiVersion, kind), [all])).toEqual(['all']);
});

test('a probe is reached as it is asked for, and behind a prefix only where something takes the prefix away', () => {
  expect(told(route('all', {}, { match: 'Host(`a.example.com`)', services }))).toEqual(['all']);
  const match = 'Host(`a.example.com`) && PathPrefix(`/api`)';
  expect(told(route('kept', {}, { match, services }))).toEqual([]);
  expect(told(route('stripped', {}, { match, services, middlewares }))).toEqual(['stripped']);
});

test('a probe is reached behind the prefix that a parent or a service takes away', () => {
  const child = { match: 'PathPrefix(`/api`) || PathPrefix(`/healthz`)', services };
  const parent = route('parent', {}, { match: 'PathPrefix(`/api`)', middlewares });
  expect(told(parent, route('child', { parentRefs: [{ name: 'parent' }] }, child))).toEqual(['child']);
  const match = 'Host(`a.example.com`) && PathPrefix(`/api`)';
  const ofService = [{ name: 'web', port: 80, middlewares }];
  expect(told(route('service', {}, { match, services: ofService }))).toEqual(['service']);
});
