import { oncePer } from '../../core/base';

/** Where in the rule's text a node was written: `[start, end)` in UTF-16 units; both 0 for a built rule. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One matcher with its arguments, for example ``Host(`example.com`)``. */
export interface MatcherNode extends Span {
  readonly kind: 'matcher';
  /** Traefik's name of the matcher, however the rule spells it. */
  readonly name: string;
  /** The arguments as text; bytes that are no UTF-8 stand as the lone surrogates U+DC80 to U+DCFF. */
  readonly args: readonly string[];
}

/** All operands (`and`) or any of them (`or`); two at least, in written order, none of the same kind. */
export interface JunctionNode extends Span {
  readonly kind: 'and' | 'or';
  readonly operands: readonly RuleNode[];
}

/** The opposite of its operand, which is never a `not` itself. */
export interface NotNode extends Span {
  readonly kind: 'not';
  readonly operand: RuleNode;
}

/**
 * A rule as plain data, in one canonical form: `a && (b && c)` is one `and` of three, `!!a` is `a`. Nesting can
 * be as deep as the rule's author likes; walk it with `matchersOf` or a stack of your own, not by recursion.
 */
export type RuleNode = MatcherNode | JunctionNode | NotNode;

/** One matcher of a rule, and whether an odd number of `!` stands over it. */
export interface PlacedMatcher {
  readonly matcher: MatcherNode;
  readonly negated: boolean;
}

/** A rule as it was read. */
export interface Parsed {
  readonly tree: RuleNode;
  /** What `matchersOf` finds in it. */
  readonly matchers: readonly PlacedMatcher[];
}

/** All matchers of a rule in written order: many checks ask for those of the same rule. */
export const matchersOf = oncePer(findMatchers);

function findMatchers(tree: RuleNode): readonly PlacedMatcher[] {
  const found: PlacedMatcher[] = [];
  const open: { node: RuleNode; negated: boolean }[] = [{ node: tree, negated: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, negated } = next;
    if (node.kind === 'matcher') found.push({ matcher: node, negated });
    else if (node.kind === 'not') open.push({ node: node.operand, negated: !negated });
    else for (const operand of node.operands.toReversed()) open.push({ node: operand, negated });
  }
  return found;
}

/** The opposite of a node. */
export function negate(node: RuleNode, span: Span = node): RuleNode {
  return node.kind === 'not'
    ? { ...node.operand, ...pick(span) }
    : { kind: 'not', operand: node, ...pick(span) };
}

/** Both of two nodes, or either of them, in the canonical form. */
export function join(kind: 'and' | 'or', left: RuleNode, right: RuleNode): RuleNode {
  const operands = [left, right].flatMap((node) => (node.kind === kind ? node.operands : [node]));
  return { kind, operands, start: left.start, end: right.end };
}

function pick({ start, end }: Span): Span {
  return { start, end };
}
