import { TrafficModel, areReadAlike, formatJson } from '../../../../lib/traefik/model';
import { pick, randomOf } from '../../difference/random';
import { ingressRoute, namespace, service } from '../objects';

const selecting = {
  ...service('web', { name: 'http', port: 80, targetPort: 'http' }),
  spec: {
    selector: { app: 'web' },
    ports: [{ name: 'http', port: 80, targetPort: 'http' }],
  },
};

interface Pods {
  readonly app?: string;
  readonly version?: string;
  readonly image?: string;
  readonly port?: string;
  readonly number?: number;
  readonly replicas?: number;
  readonly name?: string;
}

function workload(pods: Pods): object {
  const { app = 'web', version = 'v1', image = 'web:v1', port = 'http', number = 8080 } = pods;
  const { replicas = 2, name = 'web' } = pods;
  const containers = [{ name: 'web', image, ports: [{ name: port, containerPort: number }] }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: { version } },
    spec: { replicas, template: { metadata: { labels: { app, version } }, spec: { containers } } },
  };
}

const objectsWith = (pods: Pods): readonly object[] => [
  selecting,
  ingressRoute('web', 'Host(`a.example`)'),
  workload(pods),
];

test.each<[Pods, boolean]>([
  [{}, true],
  [{ image: 'web:v2', version: 'v2', replicas: 0 }, true],
  [{ app: 'other' }, false],
  [{ port: 'web' }, false],
  [{ number: 9090 }, false],
  [{ name: 'other' }, false],
])('whether a Traefik can tell other pods apart: %j', (pods, isAlike) => {
  expect(areReadAlike(objectsWith({}), objectsWith(pods))).toBe(isAlike);
});

test('of a Rollout a Traefik can tell no more than of a Deployment', () => {
  const objects = (pods: Pods): readonly object[] => [
    selecting,
    { ...workload(pods), apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' },
  ];
  expect(areReadAlike(objects({}), objects({ image: 'web:v2' }))).toBe(true);
  expect(areReadAlike(objects({}), objects({ number: 9090 }))).toBe(false);
});

test('objects that are no workloads, and lists of other lengths, are told apart', () => {
  const [route, other] = ['Host(`a.example`)', 'Host(`b.example`)'].map((match) =>
    ingressRoute('web', match),
  );
  expect(areReadAlike([route], [other])).toBe(false);
  expect(areReadAlike([route], [route, other])).toBe(false);
  expect(areReadAlike([route], [{ ...route }])).toBe(true);
});

const seed = 1;
const pairs = 60;

test(`models of objects that are read alike tell the same of requests (${pairs} pairs, seed ${seed})`, () => {
  const random = randomOf(seed);
  const told = (pods: Pods): string => {
    const model = TrafficModel.from(objectsWith(pods));
    const explanation = model.exactExplanation({
      method: 'GET',
      url: 'http://a.example/',
      entryPoint: 'web',
    });
    return formatJson([model.exactRoutes(), explanation]);
  };
  const anyPods = (): Pods => ({
    app: pick(random, 'web', 'web', 'other'),
    version: pick(random, 'v1', 'v2'),
    image: pick(random, 'web:v1', 'web:v2'),
    port: pick(random, 'http', 'http', 'web'),
    number: pick(random, 8080, 8080, 9090),
    replicas: pick(random, 0, 1, 2),
  });
  let alike = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const [some, others] = [anyPods(), anyPods()];
    if (!areReadAlike(objectsWith(some), objectsWith(others))) continue;
    alike++;
    expect(told(others)).toBe(told(some));
  }
  expect(alike).toBeGreaterThan(pairs / 10);
});
