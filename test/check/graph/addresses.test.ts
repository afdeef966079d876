import { addressesAmong, textsOf } from '../../../lib/check/graph';

const services = ['shop/dex', 'shop/web-1', 'infra/dex'].map((key) => {
  const [namespace = '', name = ''] = key.split('/');
  return { apiVersion: 'v1', kind: 'Service', metadata: { namespace, name } };
});

const addressed = addressesAmong(services);

test.each([
  ['http://dex/', ['shop/dex']],
  ['http://dex:5556/keys and https://dex.infra', ['shop/dex', 'infra/dex']],
  ['dex.infra.svc.cluster.local', ['infra/dex']],
  ['DEX.shop.svc', ['shop/dex']],
  ['postgres://user:p4ss@web-1:5432/db?host=dex', ['shop/web-1']],
  ['-addr=web-1:80', ['shop/web-1']],
  ['dex', []],
  ['see dex.html', []],
  ['http://dex.example.com/', []],
  ['http://my-dex:80, http://dex-2/, web-1.x:80', []],
  ['mail@dex.org', []],
])('%s addresses %j', (text, expected) => {
  const found = addressed(text, 'shop').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  expect(found).toEqual(expected);
});

test('a Rollout is told whom to ask by its arguments and variables, as a Deployment is', () => {
  const containers = [{ args: ['-dex=http://dex/'], env: [{ name: 'WEB', value: 'web-1:80' }] }];
  const spec = { template: { spec: { containers } } };
  const metadata = { name: 'api', namespace: 'shop' };
  const texts = textsOf({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata, spec });
  expect(texts).toEqual(['-dex=http://dex/', 'web-1:80']);
});
