import * as fc from 'fast-check';
import { validateSchema } from '../../../../lib/core/schema';
import { type Domain, admits, domainSchema, sayDomain } from '../../../../lib/tools/chart/trial/domain';

const characters = fc.uniqueArray(fc.constantFrom(...'abc019-.^]\\[ "/{}\n\t'.split('')), { maxLength: 8 });

const texts: fc.Arbitrary<Domain> = fc.record({
  kind: fc.constant('texts' as const),
  minLength: fc.nat(2),
  maxLength: fc.integer({ min: 2, max: 6 }),
  characters: fc.tuple(characters, characters, characters).map(([first, middle, last]) => ({
    first: first.join(''),
    middle: middle.join(''),
    last: last.join(''),
  })),
  except: fc.constantFrom([], ['ab'], ['a', '-.']),
});

test('the schema of a domain admits what the domain admits', () => {
  const text = fc
    .array(fc.constantFrom(...'abc019-.^]\\[ "/{}\n\té'.split('')), { maxLength: 7 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(texts, text, (domain, one) => {
      expect(validateSchema(domainSchema(domain), one).length === 0).toBe(admits(domain, one));
    }),
    { numRuns: 2000, seed: 20261127 },
  );
});

test.each<[Domain, string | undefined]>([
  [{ kind: 'any' }, undefined],
  [{ kind: 'values', values: ['a', 2] }, '"a" or 2'],
  [{ kind: 'numbers', minimum: 2, maximum: 10 }, 'from 2 to 10'],
  [{ kind: 'lists', minItems: 1, maxItems: 64 }, '1 to 64 items'],
  [
    { kind: 'texts', minLength: 0, maxLength: 63, except: ['latest'] },
    '0 to 63 characters, but not "latest"',
  ],
])('%j is said in words', (domain, words) => {
  expect(sayDomain(domain)).toBe(words);
});
