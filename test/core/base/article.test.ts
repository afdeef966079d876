import { withArticle } from '../../../lib/core/base';

test.each([
  ['Middleware', 'a Middleware'],
  ['IngressRoute', 'an IngressRoute'],
  ['EndpointSlice', 'an EndpointSlice'],
  ['HTTPRoute', 'an HTTPRoute'],
  ['GRPCRoute', 'a GRPCRoute'],
  ['TLSOption', 'a TLSOption'],
  ['UDPRoute', 'a UDPRoute'],
  ['Service', 'a Service'],
  ['HorizontalPodAutoscaler', 'a HorizontalPodAutoscaler'],
  ['error page', 'an error page'],
])('%s is spoken of as %s', (name, spoken) => {
  expect(withArticle(name)).toBe(spoken);
});
