import { validateSpec } from '../../../../../lib/traefik/api/check';

function findings(spec: object) {
  return validateSpec('Middleware', spec);
}

describe('what a middleware cannot do without', () => {
  test.each<[object, string[], string?]>([
    [{ addPrefix: {} }, ['addPrefix', 'prefix']],
    [{ basicAuth: {} }, ['basicAuth', 'secret']],
    [{ basicAuth: { secret: '' } }, ['basicAuth', 'secret']],
    [{ chain: {} }, ['chain', 'middlewares']],
    [{ chain: { middlewares: [] } }, ['chain', 'middlewares']],
    [{ circuitBreaker: {} }, ['circuitBreaker', 'expression'], 'invalid-expression'],
    [{ digestAuth: {} }, ['digestAuth', 'secret']],
    [{ errors: { service: { name: 'pages' } } }, ['errors', 'status']],
    [{ errors: { status: ['404'] } }, ['errors', 'service']],
    [{ forwardAuth: {} }, ['forwardAuth', 'address']],
    [{ inFlightReq: {} }, ['inFlightReq', 'amount'], 'amount-zero'],
    [{ ipWhiteList: {} }, ['ipWhiteList', 'sourceRange'], 'invalid-ip-range'],
    [{ rateLimit: {} }, ['rateLimit', 'average'], 'no-rate'],
    [{ redirectRegex: { replacement: '/' } }, ['redirectRegex', 'regex']],
    [{ redirectRegex: { regex: '^' } }, ['redirectRegex', 'replacement']],
    [{ redirectScheme: {} }, ['redirectScheme', 'scheme']],
    [{ replacePath: {} }, ['replacePath', 'path']],
    [{ replacePathRegex: {} }, ['replacePathRegex', 'regex']],
    [{ retry: {} }, ['retry', 'attempts'], 'no-attempts'],
    [{ stripPrefix: {} }, ['stripPrefix', 'prefixes']],
    [{ stripPrefixRegex: { regex: [] } }, ['stripPrefixRegex', 'regex']],
  ])('%j misses a field', (spec, field, rule = 'missing-field') => {
    expect(findings(spec)).toMatchObject([
      { rule, severity: 'error', field, consequence: expect.stringMatching(/./) },
    ]);
  });
});

describe('paths', () => {
  test('a prefix begins with a slash, or the API server refuses it', () => {
    expect(findings({ addPrefix: { prefix: 'api' } })).toMatchObject([
      {
        rule: 'relative-prefix',
        consequence: 'The API server refuses the Middleware.',
        fix: 'Write "/api".',
      },
    ]);
  });

  test.each(['redirectRegex', 'replacePathRegex'])(
    '%s: a group that runs into the text after it is empty',
    (kind) => {
      const spec = (replacement: string) => ({ [kind]: { regex: '^/(.*)', replacement } });
      expect(findings(spec('/$1abc'))).toMatchObject([
        { rule: 'ambiguous-group', severity: 'warning', field: [kind, 'replacement'], fix: 'Write ${1}abc.' },
      ]);
      expect(findings(spec('/${1}abc/$1/$1-x/$$1abc'))).toEqual([]);
    },
  );
});

describe('limits', () => {
  test('an amount of 0 refuses every request and closes every connection', () => {
    expect(findings({ inFlightReq: { amount: 0 } })).toMatchObject([
      { rule: 'amount-zero', consequence: 'Traefik answers every request with 429.' },
    ]);
    expect(validateSpec('MiddlewareTCP', { inFlightConn: { amount: 0 } })).toMatchObject([
      { rule: 'amount-zero', consequence: 'Traefik closes every connection.' },
    ]);
    expect(validateSpec('MiddlewareTCP', { inFlightConn: {} })).toMatchObject([{ rule: 'amount-zero' }]);
  });

  test.each(['rateLimit', 'inFlightReq'])('%s counts by one criterion', (kind) => {
    const numbers = { rateLimit: { average: 1 }, inFlightReq: { amount: 1 } };
    const spec = (sourceCriterion: object) => ({
      [kind]: { ...new Map<string, object>(Object.entries(numbers)).get(kind), sourceCriterion },
    });
    expect(findings(spec({ requestHost: true, requestHeaderName: 'X-User' }))).toMatchObject([
      { rule: 'several-source-criteria', field: [kind, 'sourceCriterion'] },
    ]);
    expect(findings(spec({ requestHost: false, ipStrategy: { depth: 1 } }))).toEqual([]);
  });

  test('an IPv6 prefix has 1 to 128 bits, where Traefik looks at it', () => {
    const spec = (ipStrategy: object) => ({ ipAllowList: { sourceRange: ['::/0'], ipStrategy } });
    expect(findings(spec({ ipv6Subnet: 64 }))).toEqual([]);
    expect(findings(spec({ ipv6Subnet: 0 }))).toMatchObject([{ rule: 'out-of-range' }]);
    expect(findings(spec({ depth: 1, ipv6Subnet: 129 }))).toMatchObject([{ rule: 'out-of-range' }]);
    expect(findings(spec({ excludedIPs: ['10.0.0.0/8'], ipv6Subnet: 129 }))).toEqual([]);
  });

  test('addresses of proxies are addresses, where Traefik looks at them', () => {
    const spec = (ipStrategy: object) => ({ ipAllowList: { sourceRange: ['::/0'], ipStrategy } });
    expect(findings(spec({ excludedIPs: ['proxy'] }))).toMatchObject([
      { rule: 'invalid-ip-range', field: ['ipAllowList', 'ipStrategy', 'excludedIPs', 0] },
    ]);
    expect(findings(spec({ depth: 1, excludedIPs: ['proxy'] }))).toEqual([]);
  });

  test('who is refused gets a status code that HTTP knows', () => {
    const spec = (rejectStatusCode: number) => ({ ipAllowList: { sourceRange: ['::/0'], rejectStatusCode } });
    expect(findings(spec(404))).toEqual([]);
    expect(findings(spec(499))).toMatchObject([{ rule: 'unknown-status-code' }]);
  });
});

describe('retry', () => {
  test('0 attempts disable the routers, and 1 never tries again', () => {
    expect(findings({ retry: { attempts: 0 } })).toMatchObject([{ rule: 'no-attempts', severity: 'error' }]);
    expect(findings({ retry: { attempts: 1 } })).toMatchObject([
      { rule: 'single-attempt', severity: 'warning' },
    ]);
    expect(findings({ retry: { attempts: 2 } })).toEqual([]);
  });

  test('something must make a request go again', () => {
    const retry = { attempts: 2, disableRetryOnNetworkError: true };
    expect(findings({ retry })).toMatchObject([{ rule: 'nothing-to-retry' }]);
    expect(findings({ retry: { ...retry, status: ['503'] } })).toEqual([]);
  });
});

describe('content', () => {
  test('compress either includes or excludes content types', () => {
    const types = { includedContentTypes: ['text/html'], excludedContentTypes: ['image/png'] };
    expect(findings({ compress: types })).toMatchObject([
      { rule: 'unbuildable-compression', field: ['compress'] },
    ]);
  });

  test('compress knows gzip, br and zstd, and its default is among them', () => {
    expect(findings({ compress: { encodings: ['gzip', 'deflate'] } })).toMatchObject([
      { rule: 'unbuildable-compression', field: ['compress', 'encodings', 1] },
    ]);
    expect(findings({ compress: { encodings: [] } })).toMatchObject([{ rule: 'missing-field' }]);
    expect(findings({ compress: { encodings: ['br'], defaultEncoding: 'gzip' } })).toMatchObject([
      { rule: 'unbuildable-compression', field: ['compress', 'defaultEncoding'], fix: 'Write one of br.' },
    ]);
    expect(findings({ compress: { defaultEncoding: 'zstd' } })).toEqual([]);
  });

  test('who allows one encoded character is told that the others are refused', () => {
    expect(findings({ encodedCharacters: { allowEncodedSlash: true } })).toMatchObject([
      { rule: 'denied-characters', severity: 'info', message: expect.stringContaining('%5C, %00') },
    ]);
    expect(findings({ encodedCharacters: {} })).toEqual([]);
  });
});

describe('headers', () => {
  test.each([
    {},
    { customRequestHeaders: {} },
    { accessControlAllowOriginList: [] },
    { frameDeny: false, referrerPolicy: '', addVaryHeader: false },
  ])('%j sets no header, and disables the routers', (headers) => {
    expect(findings({ headers })).toMatchObject([{ rule: 'no-headers', field: ['headers'] }]);
  });

  test.each([
    { stsSeconds: 0 },
    { accessControlMaxAge: 0 },
    { frameDeny: true },
    { customResponseHeaders: { 'X-Powered-By': '' } },
    { allowedHosts: ['shop.example'] },
  ])('%j is enough', (headers) => {
    expect(findings({ headers })).toEqual([]);
  });
});

test('a middleware has exactly one plugin', () => {
  expect(findings({ plugin: {} })).toMatchObject([{ rule: 'no-middleware-kind', field: ['plugin'] }]);
  expect(findings({ plugin: { a: {}, b: {} } })).toMatchObject([{ message: '2 plugins are named: a, b.' }]);
});
