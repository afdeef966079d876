import type { Test } from './matcher';
import type { MatcherNode, RuleNode } from './tree';

/** Where evaluation goes on: a step, or one of these two ends. */
const YES = -1;
const NO = -2;

/** One matcher's test, and the step after it for either outcome. */
interface Step<Request> {
  readonly test: Test<Request>;
  readonly yes: number;
  readonly no: number;
}

/** A rule laid out as steps with jumps: it runs without recursion, as lazily as `&&` and `||` do. */
export function compileProgram<Request>(
  tree: RuleNode,
  testOf: (matcher: MatcherNode) => Test<Request>,
): Test<Request> {
  const { steps, first } = layOut(tree, testOf);
  return (request) => {
    let at = first;
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
function layOut<Request>(
  tree: RuleNode,
  testOf: (matcher: MatcherNode) => Test<Request>,
): { steps: Step<Request>[]; first: number } {
  const steps: Step<Request>[] = [];
  const open: Open[] = [{ node: tree, yes: YES, no: NO }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node } = next;
    const last = steps.length - 1;
    const yes = next.yes === 'next' ? last : next.yes;
    const no = next.no === 'next' ? last : next.no;
    if (node.kind === 'matcher') {
      steps.push({ test: testOf(node), yes, no });
    } else if (node.kind === 'not') {
      open.push({ node: node.operand, yes: no, no: yes });
    } else {
      // The stack pops the last operand first. Only that one ends the junction either way.
      for (const [index, operand] of node.operands.entries()) {
        const isLast = index === node.operands.length - 1;
        if (node.kind === 'and') open.push({ node: operand, yes: isLast ? yes : 'next', no });
        else open.push({ node: operand, yes, no: isLast ? no : 'next' });
      }
    }
  }
  return { steps, first: steps.length - 1 };
}
