import { type RequestLine, type RuleSyntax, parseRule } from '../../../lib/traefik/rule';

function matches(rule: string, request: string | RequestLine, syntax: RuleSyntax = 'v3'): boolean {
  const line = typeof request === 'string' ? { url: request } : request;
  return parseRule(rule, { protocol: 'tcp', syntax }).matches(line);
}

describe('HostSNI', () => {
  test.each([
    ['*', 'tcp://h:1', true],
    ['*', 'tls://10.0.0.1:1', true],
    ['h', 'tcp://h:1', false],
    ['h', 'tls://H:1', true],
    ['h', 'https://h/', true],
    ['h.', 'tls://h.:1', true],
    ['*.a', 'tls://x.a:1', true],
    ['*.a', 'tls://y.x.a:1', false],
    ['10.0.0.1', 'tls://10.0.0.1:1', false],
  ])('`%s` with %s: %s', (name, url, expected) => {
    expect(matches(`HostSNI(\`${name}\`)`, url)).toBe(expected);
  });

  test('reads the server name that the request gives, and none where it is empty', () => {
    expect(matches('HostSNI(`a`)', { url: 'tls://h:1', sni: 'A' })).toBe(true);
    expect(matches('HostSNI(`h`)', { url: 'tls://h:1', sni: '' })).toBe(false);
    expect(matches('HostSNI(`10.0.0.1`)', { url: 'tls://h:1', sni: '10.0.0.1' })).toBe(true);
  });

  test.each(['**', 'a b', 'http://a', 'a/', 'é'])('refuses %s', (name) => {
    expect(() => parseRule(`HostSNI(\`${name}\`)`, { protocol: 'tcp' })).toThrow('is not a valid hostname');
  });

  test('of v2 takes several names, exactly, and `*` first of all without a name', () => {
    expect(matches('HostSNI(`a`, `B.`)', 'tls://b:1', 'v2')).toBe(true);
    expect(matches('HostSNI(`a`, `*`)', 'tcp://b:1', 'v2')).toBe(false);
    expect(matches('HostSNI(`*`, `a`)', 'tcp://b:1', 'v2')).toBe(true);
  });
});

describe('HostSNIRegexp, ALPN and ClientIP', () => {
  test('match an unset server name as an empty one', () => {
    expect(matches('HostSNIRegexp(`^$`)', 'tcp://h:1')).toBe(true);
    expect(matches('HostSNIRegexp(`{a}.b`)', 'tls://x.B:1', 'v2')).toBe(true);
  });

  test('compare the protocols that the client offers', () => {
    expect(matches('ALPN(`h2`)', { url: 'tls://h:1', alpn: ['http/1.1', 'h2'] })).toBe(true);
    expect(matches('ALPN(`h2`)', { url: 'tcp://h:1', alpn: ['h2'] })).toBe(false);
    expect(() => parseRule('ALPN(`acme-tls/1`)', { protocol: 'tcp' })).toThrow('is not allowed');
  });

  test('compare the address of the other end', () => {
    expect(matches('ClientIP(`192.0.2.0/24`)', 'tcp://h:1')).toBe(true);
    expect(matches('ClientIP(`192.0.2.0/24`, `::1`)', { url: 'tcp://h:1', clientIp: '::1' }, 'v2')).toBe(
      true,
    );
  });
});
