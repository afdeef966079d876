import * as fc from 'fast-check';
import {
  type RuleBuilder,
  type RuleNode,
  formatRule,
  host,
  parseRule,
  path,
  query,
} from '../../../lib/traefik/rule';
import { Random } from '../../real/muxer/random';
import { ruleQuestion } from '../../real/muxer/rules';
import { RuleError } from '../../../lib/traefik/rule';
import { character } from '../../support/character';

const leaf = fc.oneof(
  fc.constantFrom('a', 'b').map((name) => host(name)),
  fc.string({ unit: character, minLength: 1 }).map((text) => path(`/${text}`)),
  fc.string({ minLength: 1 }).map((text) => query('k', text)),
);
const { rule } = fc.letrec<{ rule: RuleBuilder }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.tuple(tie('rule'), tie('rule')).map(([a, b]) => a.and(b)),
    fc.tuple(tie('rule'), tie('rule')).map(([a, b]) => a.or(b)),
    tie('rule').map((a) => a.not()),
  ),
}));

describe('a printed rule', () => {
  test('parses to the tree that it was printed from', () => {
    fc.assert(
      fc.property(rule, ({ tree }) => {
        expect(withoutPlaces(parseRule(formatRule(tree)).tree)).toEqual(withoutPlaces(tree));
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  test('means what was written, however oddly it was written', () => {
    const random = new Random(5);
    let compared = 0;
    for (const question of random.list(2000, 2000, () => ruleQuestion(random))) {
      const tree = treeOf(question.rule, question);
      if (!tree) continue;
      compared++;
      expect(withoutPlaces(treeOf(formatRule(tree), question) ?? {})).toEqual(withoutPlaces(tree));
    }
    expect(compared).toBeGreaterThan(500);
  });

  test.each([
    ['/`', '"/`"'],
    ['/a\rb', '"/a\\x0db"'],
    ['/\ufeff', '"/\\xef\\xbb\\xbf"'],
    ['/\u0000', '"/\\x00"'],
    ['/\udcff', '"/\\xff"'],
    ['/"\\`', '"/\\"\\\\`"'],
    ['/é\n', '`/é\n`'],
  ])('quotes %j as Go reads it back', (text, quoted) => {
    expect(String(path(text))).toBe(`Path(${quoted})`);
    expect(withoutPlaces(parseRule(String(path(text))).tree)).toEqual(withoutPlaces(path(text).tree));
  });
});

function treeOf(text: string, options: object): RuleNode | undefined {
  try {
    return parseRule(text, options).tree;
  } catch (error) {
    if (error instanceof RuleError) return undefined;
    throw error;
  }
}

function withoutPlaces(tree: object): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value) => (key === 'start' || key === 'end' ? undefined : value)),
  );
}
