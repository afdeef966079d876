import { budget, satisfy, wordsAutomaton } from '../../../lib/traefik/regions';
import { parseRule } from '../../../lib/traefik/rule';

const set = { kind: 'paths', automaton: wordsAutomaton(['/a', '/admin']) } as const;
const admin = parseRule('PathPrefix(`/ad`)').tree;

test('a set of paths that no matcher says is a condition like others', () => {
  expect(satisfy({ kind: 'all', of: [set, admin] }, 'http', budget())).toMatchObject({
    request: { url: 'http://example.com/admin' },
  });
  const other = { kind: 'none', of: set } as const;
  expect(satisfy({ kind: 'all', of: [other, admin] }, 'http', budget())).toMatchObject({
    request: { url: 'http://example.com/ad' },
  });
  expect(satisfy({ kind: 'all', of: [set, other] }, 'http', budget())).toBe('none');
});
