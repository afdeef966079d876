import { validateSpec } from '../../../../lib/traefik/api/check';

test.each([
  [(pattern: string) => ({ stripPrefixRegex: { regex: [pattern] } }), ['stripPrefixRegex', 'regex', 0]],
  [
    (pattern: string) => ({ replacePathRegex: { regex: pattern, replacement: '/' } }),
    ['replacePathRegex', 'regex'],
  ],
  [
    (pattern: string) => ({ redirectRegex: { regex: pattern, replacement: '/' } }),
    ['redirectRegex', 'regex'],
  ],
  [
    (pattern: string) => ({ headers: { accessControlAllowOriginListRegex: [pattern] } }),
    ['headers', 'accessControlAllowOriginListRegex', 0],
  ],
  [
    (pattern: string) => ({ forwardAuth: { address: 'http://auth', authResponseHeadersRegex: pattern } }),
    ['forwardAuth', 'authResponseHeadersRegex'],
  ],
])('a regular expression that Go cannot compile disables the routers (%#)', (spec, field) => {
  expect(validateSpec('Middleware', spec('^/(?P<version>v[0-9]+)/'))).toEqual([]);
  for (const pattern of ['(?!admin)', '(a)\\1', '(', '[']) {
    expect(validateSpec('Middleware', spec(pattern))).toMatchObject([
      { rule: 'invalid-regexp', field, consequence: expect.stringContaining('disables every router') },
    ]);
  }
});
