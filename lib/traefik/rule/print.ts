import { oncePer } from '../../core/base';
import { toBytes } from './bytes';
import type { MatcherNode, RuleNode } from './tree';

/** How tightly a node binds; an operand that binds less than its parent needs parentheses. */
const BINDING: Readonly<Record<RuleNode['kind'], number>> = { or: 1, and: 2, not: 3, matcher: 4 };

type Piece = string | { readonly node: RuleNode; readonly within: number };

/**
 * A tree as the shortest text that parses to it, with one space around `&&` and `||`.
 *
 * @param textOf what stands for a matcher in place of itself; undefined for itself
 */
export function formatRule(
  tree: RuleNode,
  textOf: (matcher: MatcherNode) => string | undefined = () => undefined,
): string {
  if (tree.kind === 'matcher') return textOf(tree) ?? matcherText(tree);
  const text: string[] = [];
  const open: Piece[] = [{ node: tree, within: 0 }];
  for (let piece = open.pop(); piece !== undefined; piece = open.pop()) {
    if (typeof piece === 'string') text.push(piece);
    else for (const part of pieces(piece.node, piece.within, textOf).toReversed()) open.push(part);
  }
  return text.join('');
}

function pieces(
  node: RuleNode,
  within: number,
  textOf: (matcher: MatcherNode) => string | undefined,
): Piece[] {
  if (node.kind === 'matcher') return [textOf(node) ?? matcherText(node)];
  const binding = BINDING[node.kind];
  if (node.kind === 'not') return ['!', { node: node.operand, within: binding }];
  const operator = node.kind === 'and' ? ' && ' : ' || ';
  const joined = node.operands.flatMap((operand, index): Piece[] =>
    index === 0 ? [{ node: operand, within: binding }] : [operator, { node: operand, within: binding }],
  );
  return binding < within ? ['(', ...joined, ')'] : joined;
}

const matcherText = oncePer(
  ({ name, args }: MatcherNode) => `${name}(${args.map(formatArgument).join(', ')})`,
);

/** An argument in backticks, or in double quotes with escapes where backticks can't hold it. */
function formatArgument(argument: string): string {
  return /[`\r\0\ufeff]|\p{Cs}/u.test(argument)
    ? `"${Array.from(toBytes(argument), escape).join('')}"`
    : `\`${argument}\``;
}

function escape(byte: string): string {
  if (byte === '"' || byte === '\\') return `\\${byte}`;
  return byte >= ' ' && byte <= '~' ? byte : `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
