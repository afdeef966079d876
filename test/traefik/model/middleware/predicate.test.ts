import { TrafficModel } from '../../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../objects';

function statusOf(spec: object): unknown {
  const model = TrafficModel.from(
    shop(
      traefikObject('Middleware', 'm', spec),
      ingressRoute('r', 'Path(`/`)', { middlewares: [{ name: 'm' }] }),
    ),
  );
  return model.routes().middlewares?.['shop-m@kubernetescrd']?.['status'];
}

describe('expressions of circuit breakers and buffers', () => {
  it.each([
    'NetworkErrorRatio() > 0.30',
    'LatencyAtQuantileMS(50.0) > 100 || ResponseCodeRatio(500, 600, 0, 600) > 0.25',
    '(NetworkErrorRatio() >= .5) && LatencyAtQuantileMS(99.9) != 1',
  ])('takes %s', (expression) => {
    expect(statusOf({ circuitBreaker: { expression } })).toBe('enabled');
  });

  it.each([
    '',
    'NetworkErrorRatio()',
    'NetworkErrorRatio() > 1',
    'LatencyAtQuantileMS(50) > 1',
    'x > 1',
    '1 > 1',
    '(',
    '!NetworkErrorRatio() > 0.1',
  ])('disables the middleware with %j', (expression) => {
    expect(statusOf({ circuitBreaker: { expression } })).toBe('disabled');
  });

  it('knows the words of retry expressions', () => {
    expect(statusOf({ buffering: { retryExpression: 'IsNetworkError() && Attempts() < 2' } })).toBe(
      'enabled',
    );
    expect(statusOf({ buffering: { retryExpression: 'RequestMethod() == "GET"' } })).toBe('enabled');
    expect(statusOf({ buffering: { retryExpression: 'RequestMethod() < "GET"' } })).toBe('disabled');
  });
});
