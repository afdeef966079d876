import { found, objectOf } from './support';

const certificate = (spec: string) => found(objectOf('cert-manager.io/v1', 'Certificate', spec));

test('what cert-manager refuses of a Certificate is told', () => {
  expect(certificate('{ secretName: a }')).toEqual(['certificate-without-names spec.dnsNames']);
  const long = 'a'.repeat(65);
  expect(certificate(`{ commonName: ${long}, renewBefore: 1h, renewBeforePercentage: 10 }`)).toEqual([
    'common-name-too-long spec.commonName',
    'renewal-said-twice spec.renewBefore',
  ]);
});

test('a Certificate may have names of any sort, and such as only an issuer of its own signs', () => {
  for (const spec of ['{ uris: [spiffe://a] }', '{ literalSubject: CN=a }', '{ dnsNames: [my_host] }']) {
    expect(certificate(spec)).toEqual([]);
  }
});
