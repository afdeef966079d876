import * as fc from 'fast-check';
import { type RuleBuilder, type RuleNode, host, matchersOf } from '../../../lib/traefik/rule';
import { compileProgram } from '../../../lib/traefik/rule/program';

const names = ['a', 'b', 'c', 'd'];
const { rule } = fc.letrec<{ rule: RuleBuilder }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...names).map((name) => host(name)),
    fc.tuple(tie('rule'), tie('rule'), tie('rule')).map(([a, b, c]) => a.and(b, c)),
    fc.tuple(tie('rule'), tie('rule')).map(([a, b]) => a.or(b)),
    tie('rule').map((a) => a.not()),
  ),
}));

/** The obvious way, which a deep rule would overflow. */
function evaluate(node: RuleNode, facts: ReadonlySet<string>): boolean {
  if (node.kind === 'matcher') return facts.has(node.args[0] ?? '');
  if (node.kind === 'not') return !evaluate(node.operand, facts);
  return node.kind === 'and'
    ? node.operands.every((operand) => evaluate(operand, facts))
    : node.operands.some((operand) => evaluate(operand, facts));
}

describe('a program', () => {
  test('answers as its tree does', () => {
    fc.assert(
      fc.property(rule, fc.subarray(names), ({ tree }, known) => {
        const facts = new Set(known);
        const tests = matchersOf(tree).map(
          ({ matcher: { args } }) =>
            (set: ReadonlySet<string>) =>
              set.has(args[0] ?? ''),
        );
        const program = compileProgram(tree, tests);
        expect(program(facts)).toBe(evaluate(tree, facts));
      }),
      { seed: 6, numRuns: 1000 },
    );
  });

  test('asks no matcher that can no longer matter', () => {
    const asked: string[] = [];
    const { tree } = host('a').and(host('b')).or(host('c'));
    const tests = matchersOf(tree).map(({ matcher: { args } }) => () => {
      asked.push(args[0] ?? '');
      return args[0] === 'c';
    });
    expect(compileProgram<null>(tree, tests)(null)).toBe(true);
    expect(asked).toEqual(['a', 'c']);
  });
});
