import { found, objectOf } from './support';

test('networks that are none, and peers that are a network and pods at once, are told', () => {
  const peer = "{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/33, except: ['10.1.0.0'] } }";
  expect(
    found(objectOf('networking.k8s.io/v1', 'NetworkPolicy', `{ ingress: [{ from: [${peer}] }] }`)),
  ).toEqual([
    'invalid-network spec.ingress.0.from.0.ipBlock.cidr',
    'invalid-network spec.ingress.0.from.0.ipBlock.except.0',
    'network-peer-said-twice spec.ingress.0.from.0.ipBlock',
  ]);
});
