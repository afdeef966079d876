import { ApiObject, App, Chart } from 'cdk8s';
import { collectProblems } from '../../lib/constructs/construct';
import type { ApiObjectData } from '../../lib/core/manifest';
import { KubernetesService, type KubernetesServiceProps } from '../../lib/constructs/workload';
import { Environments } from '../../lib/project/environment';
import { DeliveryApp, EnvironmentStack } from '../../lib/project/stack';
import { Box } from './support';

/** The objects of a Service, which are made even where the checks find it wrong, and what they find. */
function made(props: KubernetesServiceProps): {
  readonly objects: readonly ApiObjectData[];
  readonly errors: readonly string[];
} {
  const chart = new Chart(new App(), 'chart');
  new KubernetesService(chart, 'payments', props);
  const objects = chart.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  return {
    objects: objects.map((object): ApiObjectData => object.toJson()),
    errors: collectProblems(chart)
      .filter(({ severity }) => severity === 'error')
      .map(({ rule }) => rule),
  };
}

test.each<[string, KubernetesServiceProps]>([
  ['a name outside of the cluster', { externalName: 'payments.example.com', ports: { https: 443 } }],
  ['a name outside of the cluster, without a port', { externalName: 'payments.example.com' }],
  [
    'pods, with every option',
    {
      selector: { app: 'payments' },
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      loadBalancerClass: 'example.com/x',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      sessionAffinity: 'ClientIP',
      trafficDistribution: 'PreferSameZone',
      ports: {
        http: { port: 80, targetPort: 8080, nodePort: 30091 },
        grpc: { port: 9000, targetPort: 'rpc' },
        dns: { port: 53, protocol: 'UDP' },
      },
    },
  ],
  ['pods by DNS alone', { selector: { app: 'payments' }, headless: true }],
  ['addresses', { addresses: ['192.0.2.1', '192.0.2.2'], ports: { http: 80 } }],
  ['addresses of IPv6', { addresses: ['2001:db8::1'], ports: { http: { port: 80, targetPort: 8080 } } }],
])('the API server takes a Service to %s', async (_title, props) => {
  const { objects, errors } = made(props);
  expect(errors).toEqual([]);
  const { warnings } = await Box.shared().apply(objects, { namespace: namespaceOf() });
  expect(warnings).toEqual([]);
});

test.each<[string, KubernetesServiceProps]>([
  ['invalid-external-name', { externalName: 'https://payments.example.com', ports: { https: 443 } }],
  ['invalid-address', { addresses: ['example.com'], ports: { http: 80 } }],
  ['invalid-address', { addresses: ['192.0.2.1', '2001:db8::1'], ports: { http: 80 } }],
  ['service-without-port', { selector: { app: 'payments' } }],
  ['invalid-port-name', { selector: { app: 'payments' }, ports: { Web: 80 } }],
  [
    'node-port-without-type',
    { selector: { app: 'payments' }, ports: { http: { port: 80, nodePort: 30092 } } },
  ],
])('what we call %s, the API server refuses', async (rule, props) => {
  const { objects, errors } = made(props);
  expect(errors).toContain(rule);
  const { rejected } = await Box.shared().tryApply(objects, { namespace: namespaceOf() });
  expect(rejected).not.toEqual([]);
});

test('the API server takes namespaces, objects of any kind and defaults as environment files declare them', async () => {
  const namespace = namespaceOf();
  const text = `namespace: ${namespace}
defaults: { pods: { labels: { team: a } }, services: { networkPolicy: { scrape: monitoring } } }
namespaces: { own: { name: "\${namespace}", podSecurity: restricted } }
services: { api: { image: "example.com/api:1", ports: { http: 8080, metrics: 9090 } } }
jobs: { migrate: { image: "example.com/api:1" } }
objects:
  limits: { apiVersion: v1, kind: LimitRange, spec: { limits: [{ type: Container, max: { memory: 2Gi } }] } }
  headers: { apiVersion: traefik.io/v1alpha1, kind: Middleware, spec: { headers: { frameDeny: true } } }
`;
  const app = new DeliveryApp();
  for (const environment of Environments.from([{ file: 'dev.yaml', text }], { variables: {} })) {
    new EnvironmentStack(app, environment);
  }
  const objects = [...app.manifests().values()].flat();
  const { warnings } = await Box.shared().apply(objects, { namespace });
  expect(warnings).toEqual([]);
});

let count = 0;

function namespaceOf(): string {
  return `kubernetes-objects-${process.pid}-${++count}`;
}
