import { validateSpec } from '../../../../lib/traefik/api/check';

test('a TLS version is spelled as Go does, or the limit does not hold', () => {
  expect(validateSpec('TLSOption', { minVersion: 'TLS1.2' })).toMatchObject([
    {
      rule: 'unknown-tls-version',
      field: ['minVersion'],
      consequence: expect.stringContaining('does not hold'),
    },
  ]);
  expect(validateSpec('TLSOption', { minVersion: 'VersionTLS1.2' })).toMatchObject([
    { fix: expect.stringMatching(/^Write "VersionTLS1[0-3]"/) },
  ]);
});

test('unknown cipher suites and curves break TLS', () => {
  const spec = { cipherSuites: ['TLS_AES_128_GCM_SHA256', 'AES'], curvePreferences: ['P256', 'X25519'] };
  expect(validateSpec('TLSOption', spec)).toMatchObject([
    {
      rule: 'unbuildable-tls-option',
      field: ['cipherSuites', 1],
      consequence: expect.stringContaining('closes TLS'),
    },
    { rule: 'unbuildable-tls-option', field: ['curvePreferences', 0] },
  ]);
});

test('a lowest version above the highest leaves none', () => {
  expect(validateSpec('TLSOption', { minVersion: 'VersionTLS13', maxVersion: 'VersionTLS12' })).toMatchObject(
    [{ rule: 'empty-range', consequence: 'No TLS handshake succeeds.' }],
  );
  expect(validateSpec('TLSOption', { minVersion: 'VersionTLS13', maxVersion: 'VersionTLS13' })).toEqual([]);
});

test.each(['VerifyClientCertIfGiven', 'RequireAndVerifyClientCert'])(
  '%s needs an authority',
  (clientAuthType) => {
    expect(validateSpec('TLSOption', { clientAuth: { clientAuthType } })).toMatchObject([
      { rule: 'unbuildable-tls-option', field: ['clientAuth', 'secretNames'] },
    ]);
    expect(validateSpec('TLSOption', { clientAuth: { clientAuthType, secretNames: ['ca'] } })).toEqual([]);
  },
);

test('client authentication without a type lets everybody in while its secret is missing', () => {
  expect(validateSpec('TLSOption', { clientAuth: { secretNames: ['ca'] } })).toMatchObject([
    { rule: 'optional-client-auth', severity: 'warning' },
  ]);
  expect(validateSpec('TLSOption', { clientAuth: { clientAuthType: 'RequestClientCert' } })).toEqual([]);
});

test.each([
  { minVersion: 'VersionTLS12' },
  { minVersion: 'VersionTLS12', maxVersion: 'VersionTLS12' },
  { minVersion: 'VersionTLS13', maxVersion: 'VersionTLS12' },
])('a transport with %p loses its TLS settings', (spec) => {
  expect(validateSpec('ServersTransport', spec)).toMatchObject([
    { rule: 'unfit-servers-transport', consequence: expect.stringContaining('loses all TLS settings') },
  ]);
});

test('a transport may have a highest version, and a lowest below it', () => {
  expect(validateSpec('ServersTransport', { maxVersion: 'VersionTLS12' })).toEqual([]);
  expect(
    validateSpec('ServersTransport', { minVersion: 'VersionTLS12', maxVersion: 'VersionTLS13' }),
  ).toEqual([]);
});

test('an authority lies in a Secret or in a ConfigMap, for HTTP and for TCP', () => {
  const rootCAs = [{ secret: 'a' }, { configMap: 'b' }, { secret: 'a', configMap: 'b' }, {}];
  const rules = [
    { rule: 'unfit-servers-transport', consequence: 'The API server refuses the object.' },
    { rule: 'unfit-servers-transport', consequence: 'Traefik does not trust it.' },
  ];
  expect(validateSpec('ServersTransport', { rootCAs })).toMatchObject(rules);
  expect(validateSpec('ServersTransportTCP', { tls: { rootCAs } })).toMatchObject(rules);
});
