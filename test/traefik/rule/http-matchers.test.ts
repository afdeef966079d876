import { type RequestLine, RuleError, parseRule } from '../../../lib/traefik/rule';

function matches(rule: string, request: string | RequestLine): boolean {
  return parseRule(rule).matches(typeof request === 'string' ? { url: request } : request);
}

describe('Host', () => {
  test.each([
    ['example.com', 'http://example.com/', true],
    ['example.com', 'https://EXAMPLE.com:8443/', true],
    ['Example.COM', 'http://example.com/', true],
    ['example.com', 'http://example.com./', true],
    ['example.com.', 'http://example.com/', true],
    ['example.com', 'http://a.example.com/', false],
    ['*.example.com', 'http://a.example.com/', true],
    ['*.example.com', 'http://example.com/', false],
    ['*.example.com', 'http://b.a.example.com/', false],
    ['*foo.com', 'http://foo.com/', false],
    ['a.*.com', 'http://a.b.com/', false],
    ['::1', 'http://[::1]:8080/', true],
    ['example.com:80', 'http://example.com:80/', false],
  ])('`%s` with %s: %s', (host, url, expected) => {
    expect(matches(`Host(\`${host}\`)`, url)).toBe(expected);
  });

  test('`*` takes a request without a host, which no other Host does', () => {
    const request: RequestLine = { url: 'http://x/', headers: { Host: '' } };
    expect(matches('Host(`*`)', request)).toBe(true);
    expect(matches('Host(`x`)', request)).toBe(false);
    expect(matches('!Host(`x`)', request)).toBe(true);
  });

  test("reads a Host header in place of the URL's host", () => {
    expect(matches('Host(`b`)', { url: 'http://a/', headers: { host: 'b' } })).toBe(true);
  });
});

describe('HostRegexp', () => {
  test('is not anchored and sees the host in lower case', () => {
    expect(matches('HostRegexp(`example.com`)', 'http://example.com.evil.io/')).toBe(true);
    expect(matches('HostRegexp(`EXAMPLE`)', 'http://EXAMPLE.com/')).toBe(false);
  });

  test('takes every host when it takes an empty one, as the unset CNAME is tried too', () => {
    expect(matches('HostRegexp(`^$`)', 'http://example.com/')).toBe(true);
    expect(matches('!HostRegexp(`x*`)', 'http://example.com/')).toBe(false);
  });
});

describe('Path, PathPrefix and PathRegexp', () => {
  test.each([
    ['Path(`/foo bar`)', '/foo%20bar', true],
    ['Path(`/a/b`)', '/a%2Fb', false],
    ['Path(`/a%2Fb`)', '/a%2Fb', true],
    ['Path(`/a/b`)', '/a%2fb', true],
    ['Path(`/é`)', '/%C3%A9', true],
    ['Path(`/é`)', '/é', true],
    ['Path("/\\xff")', '/%FF', true],
    ['Path("/\\xff")', '/\udcff', true],
    ['PathPrefix(`/foo`)', '/foobar', true],
    ['PathPrefix(`/foo/`)', '/foo', false],
    ['PathPrefix(`/api`)', '/a/../api', false],
    ['Path(`/`)', '', true],
    ['Path(`/`)', '?x=1', true],
    ['Path(`/a`)', '/a#b?c', true],
    ['PathRegexp(`[0-9]$`)', '/x/7', true],
    ['PathRegexp(`^/.$`)', '/%FF', true],
    ['PathRegexp(`^/\\x{FFFD}$`)', '/%FF', true],
    ['PathRegexp(`(?i)^/STRASSE$`)', '/Straſſe', true],
    ['Path(`/a{b}`)', '/a{b}', true],
    ['Path(`/[{`)', '/[{', false],
    ['Path(`/%5B{`)', '/[{', true],
  ])('%s with %s: %s', (rule, path, expected) => {
    expect(matches(rule, `http://h${path}`)).toBe(expected);
  });
});

describe('Query and QueryRegexp', () => {
  test.each([
    ['Query(`k`)', 'k', true],
    ['Query(`k`)', 'k=', true],
    ['Query(`k`)', 'k=1', false],
    ['Query(`k`, `1`)', 'k=0&k=1', true],
    ['Query(`k`, `a b`)', 'k=a+b', true],
    ['Query(`K`, `1`)', 'k=1', false],
    ['Query(`k`, `1`)', 'k=1;x=2', false],
    ['Query(`x`, `2`)', 'k=%zz&x=2', true],
    ['QueryRegexp(`k`, `^[0-9]+$`)', 'k=x&k=12', true],
    ['QueryRegexp(`k`)', 'k', true],
    ['Query(`k`, `1`)', `${'q=1&'.repeat(9_999)}k=1`, true],
    ['Query(`k`, `1`)', `${'q=1&'.repeat(10_000)}k=1`, false],
  ])('%s with %#: %s', (rule, query, expected) => {
    expect(matches(rule, `http://h/?${query}`)).toBe(expected);
  });
});

describe('Header, Method and ClientIP', () => {
  test('compare whole lines of a header, whatever the case of its name', () => {
    const request: RequestLine = { url: 'http://h/', headers: { 'x-test': ['a, b', 'c'] } };
    expect(matches('Header(`X-TEST`, `c`)', request)).toBe(true);
    expect(matches('Header(`X-Test`, `a`)', request)).toBe(false);
    expect(matches('HeaderRegexp(`x-test`, `^a`)', request)).toBe(true);
  });

  test('never see headers that the server takes for itself', () => {
    const headers = { Host: 'h', 'Transfer-Encoding': 'chunked', Trailer: 'X', 'Content-Length': '1' };
    for (const name of Object.keys(headers)) {
      expect(
        matches(`HeaderRegexp(\`${name}\`, \`\`)`.replace('``', '`^`'), { url: 'http://h/', headers }),
      ).toBe(false);
    }
  });

  test('compare methods in capitals', () => {
    expect(matches('Method(`post`)', { url: 'http://h/', method: 'POST' })).toBe(true);
    expect(matches('Method(`post`)', { url: 'http://h/', method: 'post' })).toBe(false);
    expect(matches('Method(`GET`)', 'http://h/')).toBe(true);
  });

  test.each([
    ['10.0.0.0/8', '10.1.2.3', true],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['::/0', '10.1.2.3', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['192.0.2.1', undefined, true],
    ['0.0.0.0/0', 'nonsense', false],
  ])('ClientIP `%s` with %s: %s', (network, clientIp, expected) => {
    const headers = { 'X-Forwarded-For': '8.8.8.8' };
    expect(matches(`ClientIP(\`${network}\`)`, { url: 'http://h/', clientIp, headers })).toBe(expected);
  });
});

describe('a rule with arguments that Traefik refuses', () => {
  test.each([
    ['Host()', 'no args for matcher Host'],
    ['Host(``)', 'empty args for matcher Host, []'],
    ['Query(`k`, ``)', 'empty args for matcher Query, [k ]'],
    [
      'Host(`a`, `b`)',
      'error while adding rule Host: unexpected number of parameters; got 2, expected one of [1]',
    ],
    [
      'Header(`a`)',
      'error while adding rule Header: unexpected number of parameters; got 1, expected one of [2]',
    ],
    [
      'Host(`é`)',
      'error while adding rule Host: invalid value "é" for Host matcher, non-ASCII characters are not allowed',
    ],
    ['Path(`a`)', 'error while adding rule Path: path "a" does not start with a \'/\''],
    [
      'ClientIP(`10.0.0.0/33`)',
      'error while adding rule ClientIP: parsing CIDR trusted IPs: invalid CIDR address: 10.0.0.0/33',
    ],
    ['PathRegexp(`(`)', 'error while adding rule PathRegexp: error parsing regexp: missing closing ): `(`'],
    [
      'PathRegexp(`a(?=b)`)',
      'error while adding rule PathRegexp: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
    ],
  ])('%s says why', (rule, message) => {
    expect(() => parseRule(rule)).toThrow(new RuleError(message, 0));
  });

  test('names the first one, where it stands', () => {
    expect(() => parseRule('Host(`a`) || Path(`b`) && Path(`c`)')).toThrow(/path "b"/);
    expect(() => parseRule('Host(`a`) || Path(`b`)')).toThrow(expect.objectContaining({ offset: 13 }));
  });
});
