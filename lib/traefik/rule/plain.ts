import type { Bytes } from './bytes';
import type { MatcherNode, Parsed, RuleNode } from './tree';

const BACKTICK = 0x60;
const CLOSE = 0x29;

/** What Go's scanner reads otherwise than it is written, or not as a byte a character. */
const peculiar = /[\0\r\u0080-\uffff]/;

/** Where Go's bound on nesting may be met, it is counted. */
const mostLength = 10_000;

/**
 * A rule as nearly all are: matchers of one argument in backticks, all joined by the same operator with a space on either
 * side. It is what `parse` makes of it, in a tenth of the time, which counts where thousands are read once each.
 * Undefined for every other text, which need not be wrong.
 *
 * @param matchers Traefik's name of a matcher by each spelling that it takes
 */
export function parsePlain(source: Bytes, matchers: ReadonlyMap<string, string>): Parsed | undefined {
  if (source.length > mostLength || peculiar.test(source)) return undefined;
  const found: MatcherNode[] = [];
  let operator = '';
  for (let start = 0; ;) {
    const open = source.indexOf('(', start);
    const name = open < 0 ? undefined : matchers.get(source.slice(start, open));
    if (name === undefined || source.charCodeAt(open + 1) !== BACKTICK) return undefined;
    const close = source.indexOf('`', open + 2);
    if (close < 0 || source.charCodeAt(close + 1) !== CLOSE) return undefined;
    const end = close + 2;
    found.push({ kind: 'matcher', name, args: [source.slice(open + 2, close)], start, end });
    if (end === source.length) break;
    operator ||= source.startsWith(' && ', end) ? ' && ' : ' || ';
    if (!source.startsWith(operator, end)) return undefined;
    start = end + operator.length;
  }
  return {
    tree: joined(found, operator, source.length),
    matchers: found.map((matcher) => ({ matcher, negated: false })),
  };
}

function joined(operands: readonly MatcherNode[], operator: string, end: number): RuleNode {
  const [first] = operands;
  return first && operands.length === 1
    ? first
    : { kind: operator === ' && ' ? 'and' : 'or', operands, start: 0, end };
}
