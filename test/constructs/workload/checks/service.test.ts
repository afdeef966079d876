import { linesOf, problemsOf } from '../support';

describe('options of a Service', () => {
  test('belong to types of it', () => {
    const options = {
      externalTrafficPolicy: 'Local',
      loadBalancerClass: 'x',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
    } as const;
    expect(linesOf(problemsOf({ service: options }))).toEqual([
      'error option-of-other-service-type service.externalTrafficPolicy',
      'error option-of-other-service-type service.loadBalancerClass',
      'error option-of-other-service-type service.loadBalancerSourceRanges',
    ]);
    expect(problemsOf({ service: { type: 'LoadBalancer', ...options } })).toEqual([]);
    expect(problemsOf({ service: { type: 'NodePort', externalTrafficPolicy: 'Local' } })).toEqual([]);
  });
});
