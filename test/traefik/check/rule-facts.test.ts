import { hostSNI } from '../../../lib/traefik/rule';
import { type RuleUse, factsOf, ruleUses } from '../../../lib/traefik/check';

function use(text: string, protocol: RuleUse['protocol'] = 'http', syntax?: RuleUse['syntax']): RuleUse {
  return { text, protocol, syntax, field: ['routes', 0, 'match'] };
}

describe('what is known of a rule', () => {
  test('are the hosts that it asks for, and those that Traefik takes for TLS', () => {
    expect(factsOf(use('Host(`a.com`) && !Host(`b.com`)'))).toEqual({
      hosts: ['a.com'],
      hostExpressions: [],
      domains: ['a.com'],
    });
  });

  test('are its host expressions, except where they are negated', () => {
    const rule = 'HostRegexp(`a`) || (Path(`/`) && !HostRegexp(`b`))';
    expect(factsOf(use(rule)).hostExpressions).toEqual(['a']);
    expect(factsOf(use('HostSNIRegexp(`c`)', 'tcp')).hostExpressions).toEqual(['c']);
  });

  test('is the same for v2, whose matchers take several hosts', () => {
    expect(factsOf(use('Host(`a.com`, `b.com`)', 'http', 'v2')).hosts).toEqual(['a.com', 'b.com']);
    expect(factsOf(use('HostHeader(`a.com`)', 'http', 'v2')).hosts).toEqual(['a.com']);
  });

  test('is the server name for TCP', () => {
    expect(factsOf(use('HostSNI(`*`)', 'tcp'))).toMatchObject({ hosts: ['*'], domains: ['*'] });
  });

  test('is why Traefik cannot read it, and nothing else', () => {
    const { error, ...rest } = factsOf(use('Host('));
    expect(error?.name).toBe('RuleError');
    expect(rest).toEqual({ hosts: [], hostExpressions: [], domains: [] });
  });

  test('is found once for every rule', () => {
    const rule = use('Host(`a.com`)');
    expect(factsOf(rule)).toBe(factsOf(rule));
  });

  test('does not end the program where a rule is nested ten thousand times', () => {
    const deep = `${'('.repeat(10000)}Host(\`a.com\`)${')'.repeat(10000)}`;
    expect(factsOf(use(deep)).hosts).toEqual(['a.com']);
    expect(factsOf(use(`${'!'.repeat(10001)}Host(\`a.com\`)`)).hosts).toEqual([]);
  });
});

describe('the rules of routes', () => {
  test('have their places, and are text however they were written', () => {
    expect(ruleUses('tcp', [{ match: 'HostSNI(`*`)' }, { match: hostSNI('a.com'), syntax: 'v3' }])).toEqual([
      { text: 'HostSNI(`*`)', protocol: 'tcp', syntax: undefined, field: ['routes', 0, 'match'] },
      { text: 'HostSNI(`a.com`)', protocol: 'tcp', syntax: 'v3', field: ['routes', 1, 'match'] },
    ]);
  });
});
