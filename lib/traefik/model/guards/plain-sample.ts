import { type HttpRequest, type RuleNode, matchersOf, receive, receivePlain } from '../rules';
import type { Entrance } from '../ties/reach';

/**
 * A request that a rule of plain matchers takes and few others do, for a first try. Undefined where a rule is more than
 * that; it says nothing of the rule.
 */
export function plainSample(tree: RuleNode, { scheme }: Entrance): HttpRequest | undefined {
  if (tree.kind === 'not' || tree.kind === 'or') return undefined;
  const wanted = new Map<string, string>();
  for (const { matcher, negated } of matchersOf(tree)) {
    const [argument = ''] = matcher.args;
    const name = matcher.name === 'PathPrefix' ? 'Path' : matcher.name;
    if (negated || wanted.has(name) || !['Host', 'Path', 'Method'].includes(name)) return undefined;
    if (name === 'Path' && /[^\w/.-]|\/\/|\/\.\.?(?:\/|$)/.test(argument)) return undefined;
    wanted.set(name, matcher.name === 'PathPrefix' ? `${argument}~` : argument);
  }
  const host = (wanted.get('Host') ?? 'example.com').replace(/^\*/, 'a');
  const path = wanted.get('Path') ?? '/~';
  const method = wanted.get('Method')?.toUpperCase() ?? 'GET';
  const plain = receivePlain(method, host, path);
  if (plain) return plain;
  const received = receive({ url: `${scheme}://${host}${path}`, method });
  return typeof received === 'number' ? undefined : received;
}
