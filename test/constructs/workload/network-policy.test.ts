import { Testing } from 'cdk8s';
import { GoService, type GoServiceProps } from '../../../lib/constructs/workload';
import { type Manifest, byKind, newChart, props } from './support';

function policyOf(more: Partial<GoServiceProps>, ...routed: readonly string[]): Manifest {
  const chart = newChart();
  const service = new GoService(chart, 'shop', props(more));
  for (const name of routed) service.routePort(name);
  return byKind(Testing.synth(chart))['NetworkPolicy'];
}

const ports = { http: 8080, grpc: 9000, metrics: 9090, dns: { port: 53, protocol: 'UDP' } } as const;
const namespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

describe('the network policy', () => {
  test('admits nobody while no route leads to the service', () => {
    expect(policyOf({ ports }).spec).toEqual({
      podSelector: {
        matchLabels: { 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/instance': 'shop' },
      },
      policyTypes: ['Ingress'],
      ingress: [],
    });
  });

  test('admits Traefik on the ports that routes lead to, and nowhere else', () => {
    expect(policyOf({ ports }, 'grpc', 'dns').spec.ingress).toEqual([
      { from: [namespace('traefik')], ports: [{ port: 9000 }, { port: 53, protocol: 'UDP' }] },
    ]);
  });

  test('never admits Traefik on a port that may not be routed', () => {
    expect(policyOf({ ports }, 'metrics').spec.ingress).toEqual([]);
  });

  test('speaks of the port of the pod, not of the Service', () => {
    const { ingress } = policyOf({ ports: { http: { port: 8080, servicePort: 80 } } }, 'http').spec;
    expect(ingress[0].ports).toEqual([{ port: 8080 }]);
  });

  test('knows where Traefik runs', () => {
    const traefik = { namespace: 'edge', podLabels: { app: 'traefik' } };
    const from = [{ ...namespace('edge'), podSelector: { matchLabels: { app: 'traefik' } } }];
    expect(policyOf({ ports, traefik }, 'http').spec.ingress[0].from).toEqual(from);
    expect(policyOf({ ports, networkPolicy: { traefik } }, 'http').spec.ingress[0].from).toEqual(from);
  });

  test('can shut Traefik out, or let it in for routes made elsewhere', () => {
    expect(policyOf({ ports, networkPolicy: { traefik: false } }, 'http').spec.ingress).toEqual([]);
    expect(policyOf({ ports, networkPolicy: { routedPorts: ['http'] } }).spec.ingress[0].ports).toEqual([
      { port: 8080 },
    ]);
  });

  test('admits others where they are named', () => {
    const networkPolicy = {
      ingress: [
        { from: [{ namespace: 'monitoring', podLabels: { app: 'prometheus' } }], ports: ['metrics'] },
        {
          from: [
            { service: 'cart', namespace: 'stage' },
            { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
            { namespaceLabels: { team: 'a' } },
            {},
          ],
          ports: ['http', 'grpc'],
        },
      ],
    };
    expect(policyOf({ ports, networkPolicy }).spec.ingress).toEqual([
      {
        from: [{ ...namespace('monitoring'), podSelector: { matchLabels: { app: 'prometheus' } } }],
        ports: [{ port: 9090 }],
      },
      {
        from: [
          { ...namespace('stage'), podSelector: { matchLabels: { 'app.kubernetes.io/name': 'cart' } } },
          { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
          { namespaceSelector: { matchLabels: { team: 'a' } } },
          { podSelector: {} },
        ],
        ports: [{ port: 8080 }, { port: 9000 }],
      },
    ]);
  });

  test('restricts outgoing connections only when asked, and leaves DNS open', () => {
    expect(policyOf({ ports }).spec).not.toHaveProperty('egress');
    const networkPolicy = {
      egress: [{ to: [{ namespace: 'db' }], ports: [{ port: 5432 }] }, { ports: [{ port: 443 }] }],
    };
    const { spec } = policyOf({ ports, networkPolicy });
    expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(spec.egress).toEqual([
      { ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }] },
      { to: [namespace('db')], ports: [{ port: 5432 }] },
      { ports: [{ port: 443 }] },
    ]);
  });

  test('can be turned off', () => {
    expect(policyOf({ networkPolicy: false })).toBeUndefined();
  });

  test('admits services that say that they depend on it', () => {
    const chart = newChart();
    new GoService(chart, 'cart', props({ dependsOn: ['dex:grpc', 'dex'] }));
    new GoService(chart, 'dex', props({ ports: { http: 5556, grpc: 5557 } }));
    const policies = Testing.synth(chart).filter(({ kind }) => kind === 'NetworkPolicy');
    const from = [
      {
        podSelector: {
          matchLabels: { 'app.kubernetes.io/name': 'cart', 'app.kubernetes.io/instance': 'cart' },
        },
      },
    ];
    expect(policies[1].spec.ingress).toEqual([
      { from, ports: [{ port: 5557 }] },
      { from, ports: [{ port: 5556 }] },
    ]);
  });

  test('that restricts outgoing connections leaves those open that the service depends on', () => {
    const chart = newChart();
    new GoService(chart, 'cart', props({ dependsOn: ['dex:grpc'], networkPolicy: { egress: [] } }));
    new GoService(chart, 'dex', props({ ports: { http: 5556, grpc: 5557 } }));
    const policy = Testing.synth(chart).find(({ kind }) => kind === 'NetworkPolicy');
    const labels = { 'app.kubernetes.io/name': 'dex', 'app.kubernetes.io/instance': 'dex' };
    expect(policy.spec.egress).toEqual([
      { ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }] },
      { to: [{ podSelector: { matchLabels: labels } }], ports: [{ port: 5557 }] },
    ]);
  });
});

describe('metrics', () => {
  test('are open to Prometheus by its namespace, on each port that shows them', () => {
    const all = { ...ports, telemetry: 5558 };
    expect(policyOf({ ports: all, networkPolicy: { scrape: 'monitoring' } }).spec.ingress).toEqual([
      { from: [namespace('monitoring')], ports: [{ port: 9090 }, { port: 5558 }] },
    ]);
  });

  test('are open to who else reads them, on the ports that are named', () => {
    const scrape = { from: [{ namespace: 'a', podLabels: { b: 'c' } }], ports: ['http'] };
    expect(policyOf({ ports, networkPolicy: { scrape } }).spec.ingress).toEqual([
      {
        from: [{ ...namespace('a'), podSelector: { matchLabels: { b: 'c' } } }],
        ports: [{ port: 8080 }],
      },
    ]);
  });

  test('of a service that shows none open nothing', () => {
    const policy = policyOf({ ports: { http: 8080 }, networkPolicy: { scrape: 'monitoring' } });
    expect(policy.spec.ingress).toEqual([]);
  });
});
