import { toBytes } from '../../../lib/traefik/rule';
import { domainMatches } from '../../../lib/traefik/rule/domain';

describe('a host expression', () => {
  test.each([
    ['a.b', 'A.B', true],
    ['a.b', '*.b', true],
    ['a', '*', true],
    ['a.b', '*', false],
    ['a.b.c', '*.c', false],
    ['.b', '*.b', true],
    ['a.b', '*b', false],
    ['ſ.com', 's.com', true],
    ['\u212a.com', 'k.com', true],
    ['é.com', 'e.com', false],
  ])('%s fits %s: %s', (domain, expression, expected) => {
    expect(domainMatches(toBytes(domain), expression)).toBe(expected);
  });
});
