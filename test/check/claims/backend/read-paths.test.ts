import { array, assert, constantFrom, property } from 'fast-check';
import { ReadPaths } from '../../../../lib/check/claims/backend/read-paths';
import { type Reading, readPath } from '../../../../lib/check/claims/backend/reading';
import { prefixAutomaton, takes, wordsAutomaton } from '../../../../lib/traefik/regions';

const decoded: Reading = { decodes: true, folds: false };
const readings: readonly Reading[] = [
  decoded,
  { decodes: false, folds: false },
  { decodes: true, folds: true },
];

describe('what a backend makes of a path', () => {
  test.each([
    ['/-/admin', '/-/admin'],
    ['/-%2Fadmin?x=%2F', '/-/admin'],
    ['//-//admin/', '/-/admin/'],
    ['/x/../-/./admin', '/-/admin'],
    ['/../..%2F-%2Fadmin', '/-/admin'],
    ['/a%252Fb', '/a%2Fb'],
    ['/%C3%A9', '/é'],
    ['', '/'],
    ['/a/..', '/'],
  ])('is of %s, where it decodes, %s', (target, path) => {
    expect(readPath(decoded, target)).toBe(path);
  });

  test('stays encoded where it does not decode, and is small where it folds case', () => {
    expect(readPath({ decodes: false, folds: false }, '/a//b%2Fc')).toBe('/a/b%2Fc');
    expect(readPath({ decodes: true, folds: true }, '/-/ADMIN%2FÄ')).toBe('/-/admin/Ä');
  });
});

/** Paths as rules see them: only reserved characters are left encoded. */
const paths = array(
  constantFrom('/', 'a', 'A', 'b', '.', '..', '/', '%2F', '%3B', '%25', ';', 'admin', '/-', '//', '/./'),
  {
    maxLength: 9,
  },
).map((parts) => `/${parts.join('')}`);

const sets = [prefixAutomaton('/-/admin'), prefixAutomaton('/a'), wordsAutomaton(['/', '/a/b', '/a/'])];

test('the set of paths that a backend reads so holds all of them, and without ".." no others', () => {
  assert(
    property(paths, constantFrom(...readings), constantFrom(...sets), (path, reading, set) => {
      const isRead = takes(set, readPath(reading, path));
      const belongs = (dots: 'any' | 'none', wants: boolean): boolean =>
        takes(new ReadPaths(set, reading, wants, dots), path);
      // With any dots nothing is missing, without any nothing is too much.
      expect(belongs('any', isRead)).toBe(true);
      expect(belongs('none', !isRead)).toBe(false);
      const hasDots = path.includes('..');
      expect(hasDots || belongs('none', isRead)).toBe(true);
      expect(!hasDots && belongs('any', !isRead)).toBe(false);
    }),
    { seed: 13, numRuns: 1500 },
  );
});

test('what Traefik cuts off or puts in front is counted in decoded characters', () => {
  const admin = prefixAutomaton('/admin');
  const cut = new ReadPaths(admin, decoded, true, 'any', { cut: 4, prefix: '' });
  expect(
    ['/api/admin', '/apiadmin', '/api%2Fadmin', '/api/%2Fadmin'].map((path) => takes(cut, path)),
  ).toEqual([true, true, true, true]);
  expect(takes(cut, '/admin')).toBe(false);
  const put = new ReadPaths(admin, decoded, true, 'any', { cut: 0, prefix: '/admin' });
  expect(takes(put, '/x')).toBe(true);
  // Which segment ".." leads back to is not kept.
  expect(takes(new ReadPaths(admin, decoded, true, 'any', { cut: 0, prefix: '/x' }), '/../admin')).toBe(true);
});
