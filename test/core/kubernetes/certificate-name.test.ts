import { isCertificateName } from '../../../lib/core/kubernetes';

describe('the names of a certificate', () => {
  test.each(['example.com', '*.example.com', 'a-b.example.com', 'localhost', '1.example.com'])(
    'may be %s',
    (name) => {
      expect(isCertificateName(name)).toBe(true);
    },
  );

  test.each([
    '',
    '*',
    '*.',
    'a.*.com',
    '**.example.com',
    'Example.com',
    'a_b.example.com',
    'a.example.com:443',
    'https://a.example.com',
    'a..b',
    '-a.example.com',
    '10.0.0.1',
    '::1',
    'bücher.example',
    `${'a'.repeat(64)}.com`,
    `${'a.'.repeat(127)}com`,
  ])('may not be %j', (name) => {
    expect(isCertificateName(name)).toBe(false);
  });
});
