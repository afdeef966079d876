import { type Attempt, failed, isFailed, made } from '../../core/base';
import { type MatcherNode, type RuleNode, matchersOf } from '../../traefik/rule';

/** How many matches a rule of an HTTPRoute can have, by its schema. */
export const mostMatches = 64;

type Alternative = readonly MatcherNode[];

/** A rule as alternatives, each of which asks for all its matchers. Fails where it has a negation, or too many of them. */
export function alternativesOf(tree: RuleNode): Attempt<readonly Alternative[]> {
  const matchers = matchersOf(tree);
  if (matchers.some(({ negated }) => negated)) return failed('it has no negation');
  // Also bounds how deep it can be nested.
  return matchers.length > 4 * mostMatches ? tooMany : expanded(tree);
}

const tooMany = failed(
  `it has more than ${mostMatches} alternatives, and a rule of an HTTPRoute takes no more`,
);

function expanded(node: RuleNode): Attempt<readonly Alternative[]> {
  if (node.kind === 'matcher') return made([[node]]);
  if (node.kind === 'not') return failed('it has no negation');
  let found: readonly Alternative[] = node.kind === 'and' ? [[]] : [];
  for (const operand of node.operands) {
    const more = expanded(operand);
    if (isFailed(more)) return more;
    found =
      node.kind === 'and'
        ? found.flatMap((left) => more.value.map((right) => [...left, ...right]))
        : [...found, ...more.value];
    // Hosts are no matches: of one path on many hosts one match is made.
    if (found.length > 4 * mostMatches) return tooMany;
  }
  return made(found);
}
