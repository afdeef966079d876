import type { MatcherNode } from './tree';

/**
 * A tree that its parser still owns and may extend in place, so that a rule of any length or nesting is built in
 * linear time. It is a `RuleNode` in every other respect.
 */
export type Draft = MatcherNode | NotDraft | JunctionDraft;

interface NotDraft {
  readonly kind: 'not';
  readonly operand: Draft;
  readonly start: number;
  readonly end: number;
}

interface JunctionDraft {
  readonly kind: 'and' | 'or';
  readonly operands: Draft[];
  readonly start: number;
  readonly end: number;
}

/** The opposite of a node; `start` is where its `!` stands. */
export function negateDraft(node: Draft, start: number): Draft {
  const span = { start, end: node.end };
  return node.kind === 'not' ? { ...node.operand, ...span } : { kind: 'not', operand: node, ...span };
}

/** Both of two nodes, or either. It takes them over. */
export function joinDrafts(kind: 'and' | 'or', left: Draft, right: Draft): Draft {
  const span = { start: left.start, end: right.end };
  if (left.kind === kind) {
    for (const operand of right.kind === kind ? right.operands : [right]) left.operands.push(operand);
    return { kind, operands: left.operands, ...span };
  }
  if (right.kind === kind) {
    right.operands.unshift(left);
    return { kind, operands: right.operands, ...span };
  }
  return { kind, operands: [left, right], ...span };
}

/** Gives a node the place of the parentheses around it. */
export function placeDraft(node: Draft, start: number, end: number): Draft {
  return { ...node, start, end };
}
