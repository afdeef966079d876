import * as routing from '../../../lib/constructs/routing';
import {
  Middleware,
  type MiddlewareProps,
  MiddlewareTCP,
  type MiddlewareTCPProps,
} from '../../../lib/constructs/routing';
import { exampleSpecs } from '../../traefik/api/examples';
import { makeChart, only, problemIds, problemsOf } from './support';

describe('a Middleware', () => {
  test.each(exampleSpecs('middlewares'))('of kind %s is written as Traefik has it', (_kind, spec) => {
    const chart = makeChart();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one kind with its example
    new Middleware(chart, 'middleware', spec as MiddlewareProps);
    expect(only(chart, 'Middleware')).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'Middleware',
      metadata: { name: 'middleware', namespace: 'shop' },
      spec,
    });
    expect(problemsOf(chart).filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has its name, namespace and labels beside its kind', () => {
    const chart = makeChart();
    new Middleware(chart, 'id', {
      name: 'limit',
      namespace: 'edge',
      labels: { a: 'b' },
      rateLimit: { average: 1 },
    });
    expect(only(chart, 'Middleware')).toMatchObject({
      metadata: { name: 'limit', namespace: 'edge', labels: { a: 'b' } },
      spec: { rateLimit: { average: 1 } },
    });
  });

  test('finds what a chain refers to wrongly', () => {
    const chart = makeChart();
    new Middleware(
      chart,
      'chain',
      routing.chain({ middlewares: [new MiddlewareTCP(chart, 'tcp', { inFlightConn: { amount: 1 } })] }),
    );
    expect(problemIds(chart)).toEqual(['wrong-kind chain.middlewares.0']);
  });

  test('is refused with two kinds or none, from files where no type helps', () => {
    for (const [text, rule] of [
      ['{}', 'no-middleware-kind'],
      ['{"addPrefix":{"prefix":"/a"},"replacePath":{"path":"/b"}}', 'several-middleware-kinds'],
    ] as const) {
      const chart = makeChart();
      const props: MiddlewareProps = JSON.parse(text);
      new Middleware(chart, 'middleware', props);
      expect(problemIds(chart)).toEqual([`${rule} `]);
    }
  });
});

describe('a MiddlewareTCP', () => {
  test.each(exampleSpecs('tcp-middlewares'))('of kind %s is written as Traefik has it', (_kind, spec) => {
    const chart = makeChart();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one kind with its example
    new MiddlewareTCP(chart, 'middleware', spec as MiddlewareTCPProps);
    expect(only(chart, 'MiddlewareTCP')).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'MiddlewareTCP',
      metadata: { name: 'middleware', namespace: 'shop' },
      spec,
    });
    expect(problemsOf(chart)).toEqual([]);
  });
});
