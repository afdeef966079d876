import { quoteMeta } from '../../../core/base';
import type { RuleNode } from '../rules';

/** How deep a rule is looked into. */
const maxDepth = 100;

/**
 * A rule with its paths as they were most likely meant: a `Path` takes what lies below it as well, a path with a slash
 * at its end the one without. Undefined where that is the rule itself.
 */
export function widened(tree: RuleNode, depth = 0): RuleNode | undefined {
  if (tree.kind === 'not' || depth > maxDepth) return undefined;
  if (tree.kind !== 'matcher') {
    const operands = tree.operands.map((operand) => widened(operand, depth + 1));
    if (operands.every((operand) => operand === undefined)) return undefined;
    return { ...tree, operands: operands.map((wide, index) => wide ?? tree.operands[index] ?? tree) };
  }
  const [path = ''] = tree.args;
  const isMeant =
    path !== '/' && (tree.name === 'Path' || (tree.name === 'PathPrefix' && path.endsWith('/')));
  if (!isMeant) return undefined;
  const bare = quoteMeta(path.replace(/\/+$/, ''));
  return { ...tree, name: 'PathRegexp', args: [`^${bare}(?:/|$)`] };
}
