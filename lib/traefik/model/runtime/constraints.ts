import { oncePer } from '../../../core/base';
import { type Rule, type RuleNode, toBytes } from '../rules';

/** What a request must have for a rule to match; undefined where the rule asks for nothing of the kind. */
export interface Constraints {
  /** One of these hosts, as `hostKey` writes them. */
  readonly hosts: ReadonlySet<string> | undefined;
  /** A path that starts with one of these. */
  readonly paths: ReadonlySet<string> | undefined;
}

/** More alternatives than this are not worth an index. */
const maxAlternatives = 32;

/** How deep a rule is looked into; what lies deeper constrains nothing. */
const maxDepth = 100;

/** A host expression as the index knows it: dots at the end make no difference. */
export function hostKey(host: string): string {
  return host.endsWith('.') ? host.replace(/\.+$/, '') : host;
}

/** The key of the wildcard expressions that match a host: `*` in place of the first label. */
export function wildcardKey(host: string): string {
  const bare = hostKey(host);
  const dot = bare.indexOf('.');
  return dot < 0 ? '*' : `*${bare.slice(dot)}`;
}

/** What is looked at of a rule. */
export type Readable = Pick<Rule, 'syntax' | 'protocol' | 'tree'>;

/** What a request must have for a rule to match. Only the v3 syntax is looked into. */
export const constraintsOf = oncePer(read);

function read(rule: Readable): Constraints {
  if (rule.syntax === 'v2') return { hosts: undefined, paths: undefined };
  const host = rule.protocol === 'tcp' ? 'HostSNI' : 'Host';
  return {
    hosts: necessary(rule.tree, (name, argument) => {
      return name === host && argument !== '*' ? hostKey(argument.toLowerCase()) : undefined;
    }),
    paths: necessary(rule.tree, (name, argument) => {
      return name === 'Path' || name === 'PathPrefix' ? argument : undefined;
    }),
  };
}

type KeyOf = (matcher: string, argument: string) => string | undefined;

/** Keys of which a matching request must have at least one. */
function necessary(node: RuleNode, keyOf: KeyOf, depth = 0): ReadonlySet<string> | undefined {
  if (node.kind === 'not' || depth > maxDepth) return undefined;
  if (node.kind === 'matcher') {
    const key = keyOf(node.name, toBytes(node.args[0] ?? ''));
    return key === undefined ? undefined : new Set([key]);
  }
  // All of an `and` hold, so the narrowest is enough; of an `or` any may hold, so all are needed.
  if (node.kind === 'and') {
    let narrowest: ReadonlySet<string> | undefined;
    for (const operand of node.operands) {
      const keys = necessary(operand, keyOf, depth + 1);
      if (keys && (!narrowest || isNarrower(keys, narrowest))) narrowest = keys;
    }
    return narrowest;
  }
  const union = new Set<string>();
  for (const operand of node.operands) {
    const keys = necessary(operand, keyOf, depth + 1);
    if (!keys) return undefined;
    for (const key of keys) union.add(key);
  }
  return union.size > maxAlternatives ? undefined : union;
}

function isNarrower(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size < other.size || (one.size === other.size && longest(one) > longest(other));
}

function longest(keys: ReadonlySet<string>): number {
  return Math.max(...[...keys].map((key) => key.length));
}
