import { parseRule } from '../../../lib/traefik/rule';

const hosts = (text: string, traefikVersion?: string, protocol: 'http' | 'tcp' = 'http'): readonly string[] =>
  parseRule(text, { traefikVersion, protocol }).hosts;

describe('the domains of a rule', () => {
  it('were those below a negation too until 3.7.12', () => {
    const rule = 'Host(`a.example`) && !Host(`b.example`)';
    expect(hosts(rule, '3.7.9')).toEqual(['a.example', 'b.example']);
    expect(hosts(rule, '3.7.13')).toEqual(['a.example']);
  });

  it('are counted by the negations over them', () => {
    expect(hosts('!(!Host(`a.example`) || Host(`b.example`))', '3.7.13')).toEqual(['a.example']);
  });

  it('are so for server names of TCP too', () => {
    expect(hosts('!HostSNI(`a.example`)', '3.7.9', 'tcp')).toEqual(['a.example']);
    expect(hosts('!HostSNI(`a.example`)', '3.7.13', 'tcp')).toEqual([]);
  });
});
