import { collectProblems } from '../../../../lib/constructs/construct';
import { GoService, type GoServiceProps } from '../../../../lib/constructs/workload';
import { linesOf, newChart, problemsOf, props } from '../support';

const besideDex = (more: Partial<GoServiceProps>) => {
  const chart = newChart();
  new GoService(chart, 'dex', props({ ports: { web: 5556, grpc: 5557 } }));
  new GoService(chart, 'shop', props(more));
  return collectProblems(chart);
};

describe('what a service depends on', () => {
  test('must be there', () => {
    const [problem] = besideDex({ dependsOn: ['dax'] });
    expect(problem).toMatchObject({
      rule: 'unknown-service',
      field: ['dependsOn', 0],
      fix: 'Did you mean "dex"?',
    });
  });

  test('must have the port', () => {
    const [problem] = besideDex({ dependsOn: ['dex:grcp'] });
    expect(problem).toMatchObject({ rule: 'unknown-port', fix: 'Did you mean "grpc"?' });
    expect(besideDex({ dependsOn: ['dex:grpc'] })).toEqual([]);
  });

  test('needs a port where several could be meant', () => {
    const [problem] = besideDex({ dependsOn: ['dex'] });
    expect(problem).toMatchObject({ rule: 'ambiguous-port', fix: 'Name the port: dex:web, dex:grpc.' });
  });

  test('may come later in the program', () => {
    const chart = newChart();
    new GoService(chart, 'shop', props({ dependsOn: ['cart'] }));
    new GoService(chart, 'cart', props());
    expect(collectProblems(chart)).toEqual([]);
  });
});

describe('a network policy', () => {
  test('names ports that are declared', () => {
    const networkPolicy = {
      routedPorts: ['htp'],
      ingress: [{ from: [{ namespace: 'a' }], ports: ['metrics'] }],
    };
    expect(linesOf(problemsOf({ networkPolicy }))).toEqual([
      'error unknown-port networkPolicy.routedPorts.0',
      'error unknown-port networkPolicy.ingress.0.ports.0',
    ]);
  });

  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'fd00::/129', 'x/8', '10.0.0.0/8/8', ''])(
    'has no network %j',
    (cidr) => {
      expect(linesOf(problemsOf({ networkPolicy: { egress: [{ to: [{ cidr }] }] } }))).toEqual([
        'error invalid-network networkPolicy.egress.0.to.0.cidr',
      ]);
    },
  );

  test.each(['10.0.0.0/8', '0.0.0.0/0', 'fd00::/8', '::/0'])('can have the network %s', (cidr) => {
    expect(problemsOf({ networkPolicy: { egress: [{ to: [{ cidr }] }] } })).toEqual([]);
  });

  test('has peers that are networks or pods', () => {
    const from = [{ cidr: '10.0.0.0/8', except: ['10.1.0.0'], namespace: 'a' }];
    expect(linesOf(problemsOf({ networkPolicy: { ingress: [{ from, ports: ['http'] }] } }))).toEqual([
      'error network-peer-said-twice networkPolicy.ingress.0.from.0.cidr',
      'error invalid-network networkPolicy.ingress.0.from.0.except',
    ]);
  });

  test('knows the services that it admits', () => {
    const ingress = [
      { from: [{ service: 'dax' }, { service: 'elsewhere', namespace: 'b' }], ports: ['http'] },
    ];
    expect(linesOf(besideDex({ networkPolicy: { ingress } }))).toEqual([
      'error unknown-service networkPolicy.ingress.0.from.0.service',
    ]);
  });
});
