import { quoteMeta } from '../../../core/base';
import type { MatcherNode, RuleNode } from '../rules';

/** How deep a rule is looked into. */
const maxDepth = 100;

const span = { start: 0, end: 0 };

/** Letters beyond ASCII have no other case for most servers, and some of theirs fold to ASCII: `K` of Kelvin to `k`. */
const ofAscii: MatcherNode = { kind: 'matcher', name: 'PathRegexp', args: ['^[\\x00-\\x7f]*$'], ...span };

/**
 * A rule with its paths in any mix of small and capital letters. Undefined where it names no path with letters. What it
 * leaves out stays left out as it is written.
 */
export function inAnyCase(tree: RuleNode, depth = 0): RuleNode | undefined {
  if (tree.kind === 'not' || depth > maxDepth) return undefined;
  if (tree.kind === 'matcher') return matcherInAnyCase(tree);
  const operands = tree.operands.map((operand) => inAnyCase(operand, depth + 1));
  if (operands.every((operand) => operand === undefined)) return undefined;
  return { ...tree, operands: operands.map((folded, index) => folded ?? tree.operands[index] ?? tree) };
}

function matcherInAnyCase(tree: MatcherNode): RuleNode | undefined {
  const [path = ''] = tree.args;
  if (!/[a-z]/i.test(path)) return undefined;
  const folded = quoteMeta(path).replace(/[a-z]/gi, (letter) => {
    return `[${letter.toLowerCase()}${letter.toUpperCase()}]`;
  });
  if (tree.name === 'PathPrefix') return { ...tree, name: 'PathRegexp', args: [`^${folded}`] };
  if (tree.name === 'Path') return { ...tree, name: 'PathRegexp', args: [`^${folded}$`] };
  if (tree.name !== 'PathRegexp') return undefined;
  return { kind: 'and', operands: [{ ...tree, args: [`(?i)${path}`] }, ofAscii], ...span };
}

/**
 * A rule with the last letter or digit of its paths being any other: for a path beside the guarded one, of the same
 * length. Undefined where it names no such path.
 */
export function withOtherLetter(tree: RuleNode, depth = 0): RuleNode | undefined {
  if (tree.kind === 'not' || depth > maxDepth) return undefined;
  if (tree.kind === 'matcher') {
    const [path = ''] = tree.args;
    const parts = /^(.*)([a-z0-9])([^a-z0-9]*)$/is.exec(path);
    if (!parts || (tree.name !== 'Path' && tree.name !== 'PathPrefix')) return undefined;
    const [, before = '', letter = '', after = ''] = parts;
    const other = `[^/${letter.toLowerCase()}${letter.toUpperCase()}]`;
    const end = tree.name === 'Path' ? '$' : '';
    return { ...tree, name: 'PathRegexp', args: [`^${quoteMeta(before)}${other}${quoteMeta(after)}${end}`] };
  }
  const operands = tree.operands.map((operand) => withOtherLetter(operand, depth + 1));
  if (operands.every((operand) => operand === undefined)) return undefined;
  return { ...tree, operands: operands.map((wide, index) => wide ?? tree.operands[index] ?? tree) };
}

/** A rule without what it leaves out: it takes that too. */
export function withoutExceptions(tree: RuleNode, depth = 0): RuleNode {
  if (tree.kind === 'not' || depth > maxDepth) return anything;
  if (tree.kind === 'matcher') return tree;
  return { ...tree, operands: tree.operands.map((operand) => withoutExceptions(operand, depth + 1)) };
}

const anything: MatcherNode = { kind: 'matcher', name: 'PathPrefix', args: ['/'], ...span };
