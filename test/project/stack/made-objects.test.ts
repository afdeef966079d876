import { App, Chart } from 'cdk8s';
import { DeliveryApp, EnvironmentStack, Environments, GoService } from '../../../lib';
import { problemsOf } from './support';

/** What an object shows is told at the line of the prop that it follows from. */
const text = `namespace: shop
services:
  web:
    image: ghcr.io/acme/web:1.4.2
    replicas: 2
    ports:
      http: 8080
      more: { port: 8081, servicePort: 8080 }
    env:
      LEVEL: { valueFrom: {} }
    resources:
      requests: { cpu: 2 }
      limits: { cpu: 1, memory: 512m }
    writable:
      /cache: lots
    probes:
      liveness: { httpGet: { path: / }, successThreshold: 2 }
    rollout: { maxSurge: 0, maxUnavailable: 0 }
    shutdown:
      preStopSeconds: 20
      terminationGracePeriodSeconds: 10
    podDisruptionBudget: { minAvailable: 1, maxUnavailable: 1 }
    networkPolicy:
      egress:
        - to: [{ cidr: 10.0.0.0/40 }]
    initContainers:
      wait:
        image: No Image
`;

test('what the objects of a service show is told where the environment says it, each once', () => {
  const problems = problemsOf(() => {
    const app = new DeliveryApp();
    for (const environment of Environments.from([{ file: 'dev.yaml', text }], { variables: {} })) {
      new EnvironmentStack(app, environment);
    }
    app.manifests();
  });
  const told = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, location }) => `${rule} ${location?.line}:${location?.column}`);
  expect(told.toSorted()).toEqual([
    'budget-said-twice 22:28',
    'duplicate-port 8:27',
    'grace-within-pre-stop 21:7',
    'invalid-image 28:9',
    'invalid-network 25:18',
    'invalid-quantity 15:7',
    'invalid-success-threshold 17:41',
    'limit-below-request 12:19',
    'not-one-variable-source 10:16',
    'rollout-stands-still 18:16',
    'thousandths-of-a-byte 13:25',
  ]);
});

const more = `namespace: shop
services:
  web:
    image: ghcr.io/acme/web
    ports: { http: 8080 }
    podLabels:
      tier: not ok
    serviceAccount:
      annotations: { 'a b': x }
    env:
      'A B': x
      API_TOKEN: abc
      URL: http://$(HOTS)/
    config:
      env: { 1A: x }
      files:
        /proc/a.yaml: text
        /etc/web/..data: text
    mounts:
      /run/key: { secret: { name: key }, key: 'a b' }
    writable:
      /cache/: 1Mi
    resources: false
    autoscaling: { maxReplicas: 4, memory: 80 }
    podDisruptionBudget: { maxUnavailable: 0 }
    placement:
      accelerators: { nvidia.com/gpu: 0.5 }
    probes:
      liveness: { httpGet: { port: 9090 } }
    initContainers:
      web: { args: ["a\\0"] }
kubernetesServices:
  pay: { externalName: 'https://pay.example.com' }
existing: { secrets: { key: {} } }
`;

test('so is what only objects of our own show as a mistake, and what any do', () => {
  const problems = problemsOf(() => {
    const app = new DeliveryApp();
    for (const environment of Environments.from([{ file: 'dev.yaml', text: more }], { variables: {} })) {
      new EnvironmentStack(app, environment);
    }
    app.manifests();
  });
  const told = problems.map(({ rule, location }) => `${rule} ${location?.line}:${location?.column}`);
  expect(told.toSorted()).toEqual([
    'autoscaling-without-request 24:36',
    'budget-forbids-eviction 25:5',
    'external-name-without-port 33:3',
    'floating-image 4:5',
    'invalid-external-name 33:10',
    'invalid-key 20:42',
    'invalid-label 7:7',
    'invalid-label 9:22',
    'invalid-name 31:7',
    'invalid-path 18:9',
    'invalid-path 22:7',
    'invalid-quantity 27:23',
    'invalid-variable-name 11:7',
    'invalid-variable-name 15:14',
    'mount-over-system-path 17:9',
    'nul-in-text 31:21',
    'plain-secret 12:7',
    'probe-on-unknown-port 29:30',
    'unresolved-variable 13:7',
  ]);
});

test('under an app of cdk8s itself the service tells it of its own props', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  const service = new GoService(chart, 'web', { image: 'No Image', ports: { http: 8080 } });
  expect(service.node.validate()).toEqual([
    expect.stringContaining('error invalid-image  [chart/web] image\n'),
  ]);
});
