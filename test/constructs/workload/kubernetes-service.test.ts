import { Testing } from 'cdk8s';
import { collectProblems } from '../../../lib/constructs/construct';
import { IngressRoute } from '../../../lib/constructs/routing';
import { KubernetesService, type KubernetesServiceProps } from '../../../lib/constructs/workload';
import { type Manifest, byKind, linesOf, newChart } from './support';

function objectsOf(props: KubernetesServiceProps): Record<string, Manifest> {
  const chart = newChart();
  new KubernetesService(chart, 'payments', props);
  return byKind(Testing.synth(chart));
}

function linesFor(props: KubernetesServiceProps): readonly string[] {
  const chart = newChart();
  new KubernetesService(chart, 'payments', props);
  return linesOf(collectProblems(chart));
}

describe('a KubernetesService', () => {
  test('leads to a name outside of the cluster', () => {
    const { Service } = objectsOf({
      externalName: 'payments.example.com',
      ports: { https: 443 },
      labels: { team: 'a' },
    });
    expect(Service.metadata).toMatchObject({ name: 'payments', namespace: 'prod', labels: { team: 'a' } });
    expect(Service.spec).toEqual({
      type: 'ExternalName',
      externalName: 'payments.example.com',
      ports: [{ name: 'https', port: 443, appProtocol: 'https' }],
    });
  });

  test('leads to pods that something else runs', () => {
    const { Service } = objectsOf({
      selector: { app: 'payments' },
      headless: true,
      ports: {
        http: { port: 80, targetPort: 8080 },
        grpc: { port: 9000, targetPort: 'rpc' },
        dns: { port: 53, protocol: 'UDP' },
      },
    });
    expect(Service.spec).toEqual({
      clusterIP: 'None',
      selector: { app: 'payments' },
      ports: [
        { name: 'http', port: 80, targetPort: 8080 },
        { name: 'grpc', port: 9000, targetPort: 'rpc', appProtocol: 'kubernetes.io/h2c' },
        { name: 'dns', port: 53, protocol: 'UDP' },
      ],
    });
  });

  test('leads to addresses', () => {
    const { Service, EndpointSlice } = objectsOf({
      addresses: ['192.0.2.1', '192.0.2.2'],
      ports: { http: { port: 80, targetPort: 8080 } },
    });
    expect(Service.spec).toEqual({ ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
    expect(EndpointSlice).toMatchObject({
      metadata: { labels: { 'kubernetes.io/service-name': 'payments' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.0.2.1'] }, { addresses: ['192.0.2.2'] }],
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    });
    expect(objectsOf({ addresses: ['2001:db8::1'], ports: { http: 80 } })['EndpointSlice'].addressType).toBe(
      'IPv6',
    );
  });

  test('gives routes its port and scheme', () => {
    const chart = newChart();
    const service = new KubernetesService(chart, 'payments', { selector: { a: 'b' }, ports: { grpc: 9000 } });
    new IngressRoute(chart, 'route', { routes: [{ match: 'Host(`a`)', services: [service] }] });
    const route = Testing.synth(chart).find(({ kind }: Manifest) => kind === 'IngressRoute');
    expect(route.spec.routes[0].services).toEqual([{ name: 'payments', port: 'grpc', scheme: 'h2c' }]);
  });

  test('leads to one thing, and says how to write it', () => {
    expect(linesFor({ ports: { http: 80 } })).toEqual(['error not-one-service-target ']);
    expect(linesFor({ externalName: 'a.example.com', selector: { a: 'b' }, ports: { http: 80 } })).toEqual([
      'error not-one-service-target selector',
    ]);
  });

  test('has an external name that is a name, and a port', () => {
    const external = (externalName: string, more: KubernetesServiceProps = {}): readonly string[] =>
      linesFor({ externalName, ports: { https: 443 }, ...more });
    expect(external('payments.example.com')).toEqual([]);
    expect(external('https://payments.example.com')).toEqual(['error invalid-external-name externalName']);
    expect(external('192.0.2.1')).toEqual(['error invalid-external-name externalName']);
    expect(external('a.example.com', { ports: {} })).toEqual(['warning external-name-without-port ports']);
    expect(external('a.example.com', { type: 'LoadBalancer' })).toEqual([
      'error option-of-other-service-type type',
    ]);
  });

  test('has addresses of one kind, and ports that the API server takes', () => {
    expect(linesFor({ addresses: ['example.com'], ports: { http: 80 } })).toEqual([
      'error invalid-address addresses.0',
    ]);
    expect(linesFor({ addresses: ['192.0.2.1', '2001:db8::1'], ports: { http: 80 } })).toEqual([
      'error invalid-address addresses.1',
    ]);
    expect(linesFor({ selector: { a: 'b' } })).toEqual(['error service-without-port ports']);
    expect(
      linesFor({ selector: { a: 'b' }, ports: { Web: 80, http: { port: 81, nodePort: 30000 } } }),
    ).toEqual(['error invalid-port-name ports.Web', 'error node-port-without-type ports.http.nodePort']);
    expect(linesFor({ selector: { a: 'b' }, ports: { http: 80 }, externalTrafficPolicy: 'Local' })).toEqual([
      'error option-of-other-service-type externalTrafficPolicy',
    ]);
  });
});
