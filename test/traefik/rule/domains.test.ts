import { parseDomains, parseHostSNI, parseRule } from '../../../lib/traefik/rule';

describe('the domains of a rule', () => {
  test('are those of every Host that is not negated, in written order and lower case', () => {
    const rule =
      'Path(`/`) && (HOST(`B.example`) || !Host(`a.example`)) && HostRegexp(`c`) || Host(`b.example`)';
    expect(parseRule(rule).hosts).toEqual(['b.example', 'b.example']);
    expect(parseDomains(rule)).toEqual(['b.example', 'b.example']);
    expect(parseDomains(rule, '3.7.9')).toEqual(['b.example', 'a.example', 'b.example']);
  });

  test('of v2 leave HostHeader out', () => {
    expect(parseRule('Host(`A`, `b`) || HostHeader(`c`)', { syntax: 'v2' }).hosts).toEqual(['a', 'b']);
  });

  test('are read before the rule is checked', () => {
    expect(parseDomains('Host(`É`) && Headers(`a`)')).toEqual(['é']);
    expect(() => parseDomains('Host(`a`')).toThrow('in argument list');
  });

  test('of a TCP rule are those of HostSNI', () => {
    expect(parseRule('HostSNI(`A.b`) || ALPN(`h2`)', { protocol: 'tcp' }).hosts).toEqual(['a.b']);
    expect(parseHostSNI('!HostSNI(`*`)', '3.7.9')).toEqual(['*']);
    expect(parseHostSNI('!HostSNI(`*`)')).toEqual([]);
  });
});
