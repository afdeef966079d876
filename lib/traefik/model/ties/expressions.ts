import { type RegexpProgram, regexpProgram } from '../../rule';
import type { Readable } from '../runtime/constraints';
import { type RuleNode, toBytes } from '../rules';

/** Where matchers stand deeper than this, or are more than this, they say nothing. */
const most = { depth: 100, alternatives: 32 };

/** Regular expressions of which a request must match one in its host or path; undefined where a rule asks for none. */
export function expressionsOf(
  { rule }: { readonly rule: Readable },
  of: 'host' | 'path',
): readonly RegexpProgram[] | undefined {
  if (rule.syntax === 'v2') return undefined;
  const hostMatcher = rule.protocol === 'tcp' ? 'HostSNIRegexp' : 'HostRegexp';
  return necessary(rule.tree, of === 'path' ? 'PathRegexp' : hostMatcher, 0);
}

function necessary(node: RuleNode, matcher: string, depth: number): readonly RegexpProgram[] | undefined {
  if (node.kind === 'not' || depth > most.depth) return undefined;
  if (node.kind === 'matcher') {
    const program = node.name === matcher ? regexpProgram(toBytes(node.args[0] ?? '')) : undefined;
    return program && [program];
  }
  const all: RegexpProgram[] = [];
  for (const operand of node.operands) {
    const programs = necessary(operand, matcher, depth + 1);
    if (node.kind === 'or' && !programs) return undefined;
    if (node.kind === 'and' && programs) return programs;
    all.push(...(programs ?? []));
  }
  return node.kind === 'and' || all.length > most.alternatives ? undefined : all;
}
