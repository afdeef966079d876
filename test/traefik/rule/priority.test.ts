import { parseRule, rulePriority } from '../../../lib/traefik/rule';

describe('the default priority', () => {
  test.each([
    ['Host(`a`)', 9],
    ['Host( `a` )\n', 12],
    ['Path(`/é`)', 11],
    ['\ufeffHost(`a`)', 12],
  ])('of %j is its length in bytes: %i', (rule, priority) => {
    expect(parseRule(rule).priority).toBe(priority);
    expect(rulePriority(rule)).toBe(priority);
  });

  test.each(['HostSNI(`*`)', '!HostSNI(`*`)', '( hostsni(`*`) )'])(
    'of the TCP catch-all %s is -1',
    (rule) => {
      expect(parseRule(rule, { protocol: 'tcp' }).priority).toBe(-1);
      expect(rulePriority(rule, 'tcp')).toBe(-1);
    },
  );

  test('of any other TCP rule is its length, valid or not', () => {
    expect(rulePriority('HostSNI(`*`) || HostSNI(`*`)', 'tcp')).toBe(28);
    expect(rulePriority('HostSNI(`*`) nonsense', 'tcp')).toBe(21);
    expect(rulePriority('HostSNI(`*`)', 'http')).toBe(12);
  });
});
