import type { MatcherNode } from './tree';

/**
 * A tree that its parser still owns and changes in place, so that a rule of any length or nesting is built in
 * linear time. It is a `RuleNode` in every other respect.
 */
export type Draft = Placed<MatcherNode> | NotDraft | JunctionDraft;

type Placed<Node> = Omit<Node, 'start' | 'end'> & { start: number; end: number };

interface NotDraft {
  readonly kind: 'not';
  readonly operand: Draft;
  start: number;
  end: number;
}

interface JunctionDraft {
  readonly kind: 'and' | 'or';
  readonly operands: Draft[];
  start: number;
  end: number;
}

/** The opposite of a node; `start` is where its `!` stands. */
export function negateDraft(node: Draft, start: number): Draft {
  const { end } = node;
  return node.kind === 'not'
    ? placeDraft(node.operand, start, end)
    : { kind: 'not', operand: node, start, end };
}

/** Both of two nodes, or either. It takes them over. */
export function joinDrafts(kind: 'and' | 'or', left: Draft, right: Draft): Draft {
  const { start } = left;
  const { end } = right;
  if (left.kind === kind) {
    if (right.kind !== kind) left.operands.push(right);
    else for (const operand of right.operands) left.operands.push(operand);
    return placeDraft(left, start, end);
  }
  if (right.kind === kind) {
    right.operands.unshift(left);
    return placeDraft(right, start, end);
  }
  return { kind, operands: [left, right], start, end };
}

/** Gives a node a place: that of the parentheses around it, for one. */
export function placeDraft(node: Draft, start: number, end: number): Draft {
  node.start = start;
  node.end = end;
  return node;
}
