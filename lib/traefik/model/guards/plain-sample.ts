import { type HttpRequest, type Rule, receive, receivePlain } from '../rules';
import type { Entrance } from '../ties/reach';

/**
 * A request that a rule of plain matchers takes and few others do, for a first try. Undefined where a rule is more than
 * that; it says nothing of the rule.
 */
export function plainSample({ tree, matchers }: Rule, { scheme }: Entrance): HttpRequest | undefined {
  if (tree.kind === 'not' || tree.kind === 'or') return undefined;
  let wantedHost: string | undefined;
  let wantedPath: string | undefined;
  let wantedMethod: string | undefined;
  for (const { matcher, negated } of matchers) {
    const { name } = matcher;
    const argument = matcher.args[0] ?? '';
    if (negated) return undefined;
    if (name === 'Host' && wantedHost === undefined) wantedHost = argument;
    else if (name === 'Method' && wantedMethod === undefined) wantedMethod = argument;
    else if ((name === 'Path' || name === 'PathPrefix') && wantedPath === undefined) {
      if (/[^\w/.-]|\/\/|\/\.\.?(?:\/|$)/.test(argument)) return undefined;
      wantedPath = name === 'Path' ? argument : `${argument}~`;
    } else return undefined;
  }
  const host = (wantedHost ?? 'example.com').replace(/^\*/, 'a');
  const path = wantedPath ?? '/~';
  const method = wantedMethod?.toUpperCase() ?? 'GET';
  const plain = receivePlain(method, host, path);
  if (plain) return plain;
  const received = receive({ url: `${scheme}://${host}${path}`, method });
  return typeof received === 'number' ? undefined : received;
}
