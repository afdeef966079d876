import type { Test } from './matcher';
import type { RuleNode } from './tree';

/** Where evaluation goes on: a step, or one of these two ends. */
const YES = -1;
const NO = -2;

/** One matcher's test, and the step after it for either outcome. */
interface Step<Request> {
  readonly test: Test<Request>;
  readonly yes: number;
  readonly no: number;
}

/**
 * A rule laid out as steps with jumps: it runs without recursion, as lazily as `&&` and `||` do.
 *
 * @param tests one for each of its matchers, in written order
 */
export function compileProgram<Request>(tree: RuleNode, tests: readonly Test<Request>[]): Test<Request> {
  const [only] = tests;
  if (only && tree.kind === 'matcher') return only;
  const steps = layOut(tree, tests);
  return (request) => {
    let at = steps.length - 1;
    while (at >= 0) {
      const step = steps[at];
      at = step?.test(request) ? step.yes : (step?.no ?? NO);
    }
    return at === YES;
  };
}

interface Open {
  readonly node: RuleNode;
  /** Where to go on for either outcome; `next` is the step laid out last, which stands behind this node. */
  readonly yes: number | 'next';
  readonly no: number | 'next';
}

/** Lays the matchers out from last to first, so that the steps behind one are known when it is laid out. */
function layOut<Request>(tree: RuleNode, tests: readonly Test<Request>[]): readonly Step<Request>[] {
  const steps: Step<Request>[] = [];
  const open: Open[] = [{ node: tree, yes: YES, no: NO }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node } = next;
    const last = steps.length - 1;
    const yes = next.yes === 'next' ? last : next.yes;
    const no = next.no === 'next' ? last : next.no;
    if (node.kind === 'matcher') {
      const test = tests[tests.length - 1 - steps.length];
      if (test) steps.push({ test, yes, no });
    } else if (node.kind === 'not') {
      open.push({ node: node.operand, yes: no, no: yes });
    } else {
      const isAnd = node.kind === 'and';
      // The stack pops the last operand first. Only that one ends the junction either way.
      let left = node.operands.length;
      for (const operand of node.operands) {
        const isLast = --left === 0;
        open.push({
          node: operand,
          yes: isAnd && !isLast ? 'next' : yes,
          no: isAnd || isLast ? no : 'next',
        });
      }
    }
  }
  return steps;
}
