import { type RequestLine, parseRule } from '../../../lib/traefik/rule';

function matches(rule: string, request: string | RequestLine): boolean {
  return parseRule(rule, { syntax: 'v2' }).matches(typeof request === 'string' ? { url: request } : request);
}

describe('the v2 syntax', () => {
  test.each([
    ['Host(`a`, `B.`)', 'http://b/', true],
    ['Host(`*.a`)', 'http://x.a/', false],
    ['HostHeader(`a`)', 'http://a./', true],
    ['HostRegexp(`{sub:[a-z]+}.example.com`)', 'http://WWW.example.com:80/', true],
    ['HostRegexp(`{sub}.example.com`)', 'http://a.b.example.com/', false],
    ['HostRegexp(`{sub}.example.com`, `example.com`)', 'http://example.com/', true],
    ['Path(`/a/{id:[0-9]+}`)', 'http://h/a/7', true],
    ['Path(`/a/{id:[0-9]+}`)', 'http://h/a/7/', false],
    ['Path(`/a.b`)', 'http://h/axb', false],
    ['PathPrefix(`/a/{id}`)', 'http://h/a/x/y', true],
    ['PathPrefix(`/a/{id}`)', 'http://h/a/', false],
    ['PathPrefix(`/b`, `/a`)', 'http://h/abc', true],
    ['Query(`k=v`, `x={n:[0-9]+}`)', 'http://h/?x=1&k=v', true],
    ['Query(`k=v`)', 'http://h/?k=w&k=v', false],
    ['Query(`k=`)', 'http://h/?k=anything', true],
    ['Query(`k=`)', 'http://h/?q', false],
    ['Query(`k`, `v`)', 'http://h/?k=v', true],
    ['ClientIP(`10.0.0.1`, `192.0.2.0/24`)', 'http://h/', true],
  ])('%s with %s: %s', (rule, url, expected) => {
    expect(matches(rule, url)).toBe(expected);
  });

  test('takes any of several methods and all of several headers', () => {
    const request: RequestLine = { url: 'http://h/', method: 'POST', headers: { A: '1', B: ['x', '2'] } };
    expect(matches('Method(`get`, `post`)', request)).toBe(true);
    expect(matches('Headers(`a`, `1`, `b`, `2`)', request)).toBe(true);
    expect(matches('Headers(`a`, `1`, `b`, `3`)', request)).toBe(false);
    expect(matches('HeadersRegexp(`b`, `^[0-9]$`)', request)).toBe(true);
    expect(matches('Headers(`a`, `0`, `a`, `1`)', request)).toBe(true);
    expect(matches('Headers(`a`, `0`, `A`, `1`)', request)).toBe(false);
  });

  test.each([
    ['Path(`a`)', 'mux: path must start with a slash, got "a"'],
    ['Path(`/{a`)', 'mux: unbalanced braces in "/{a"'],
    ['Path(`/}{`)', 'mux: unbalanced braces in "/}{"'],
    ['Path(`/{:a}`)', 'mux: missing name or pattern in "{:a}"'],
    ['Path(`/{a:}`)', 'mux: missing name or pattern in "{a:}"'],
    ['Path(`/{a:x)(y}`)', 'error parsing regexp: unexpected ): `^x)(y$`'],
    ['HostRegexp(`{a:[}`)', 'error parsing regexp: missing closing ]: `[$`'],
    ['Headers(`a`)', 'mux: number of parameters must be multiple of 2, got [a]'],
    ['Query(`a`)', 'mux: number of parameters must be multiple of 2, got [a]'],
    ['Query(`a={x}`, `b={x}`)', 'mux: duplicated route variable "x"'],
    ['HostRegexp(`é`)', 'non-ASCII characters are not allowed'],
  ])('refuses %s', (rule, message) => {
    expect(() => parseRule(rule, { syntax: 'v2' })).toThrow(message);
  });

  test.each(['PathRegexp(`/`)', 'QueryRegexp(`a`)', 'Header(`a`, `b`)', 'HeaderRegexp(`a`, `b`)'])(
    'does not know the v3 matcher %s',
    (rule) => {
      expect(() => parseRule(rule, { syntax: 'v2' })).toThrow('unsupported function');
    },
  );
});
