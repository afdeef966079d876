import * as fc from 'fast-check';
import { budget, meetingsOf, regexpAutomaton, takes, universeOf } from '../../../lib/traefik/regions';
import { compiledByRe2 } from '../../../lib/traefik/rule/regexp-program';

/** All that four letters make behind a slash, so long that more make nothing new. */
const texts = [1, 2, 3, 4].reduce<readonly string[]>(
  (shorter) => [
    ...new Set(['/', ...shorter.flatMap((text) => [text, ...Array.from('abcx', (letter) => text + letter)])]),
  ],
  [],
);

const part = fc.constantFrom('a', 'b', 'c', '[ab]', '[^a]', 'a?', '(b|c)');
const pattern = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => `^/${parts.join('')}x*$`);

test('sets meet where some text belongs to an expression of each, and nowhere else', () => {
  const counts = { met: 0, apart: 0 };
  fc.assert(
    fc.property(
      fc.array(fc.array(pattern, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 }),
      (sets) => {
        const automata = sets.map((own) =>
          own.map((written) => {
            const program = compiledByRe2(written);
            if (!program) throw new Error(written);
            return regexpAutomaton(program);
          }),
        );
        const meetings = meetingsOf(universeOf('path'), automata, budget());
        for (const [one, first] of automata.entries()) {
          for (const [other, second] of automata.entries()) {
            if (one >= other) continue;
            const inBoth = texts.some((text) =>
              [first, second].every((set) => set.some((each) => takes(each, text))),
            );
            counts[inBoth ? 'met' : 'apart']++;
            expect([sets[one], sets[other], meetings?.have(one, other)]).toEqual([
              sets[one],
              sets[other],
              inBoth,
            ]);
          }
        }
      },
    ),
    { seed: 20261128, numRuns: 100 },
  );
  expect(Math.min(counts.met, counts.apart)).toBeGreaterThan(50);
});
