import { oncePer } from '../../../core/base';
import { type Rule, type RuleNode, toBytes } from '../rules';

/** What a request must have for a rule to match, each once; undefined where the rule asks for nothing of the kind. */
export interface Constraints {
  /** One of these hosts, as `hostKey` writes them. */
  readonly hosts: readonly string[] | undefined;
  /** A path that starts with one of these. */
  readonly paths: readonly string[] | undefined;
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
  return {
    hosts: necessary(rule.tree, rule.protocol === 'tcp' ? serverNameOf : hostOf),
    paths: necessary(rule.tree, pathOf),
  };
}

const hostOf: KeyOf = (name, argument) => (name === 'Host' ? hostOrAny(argument) : undefined);
const serverNameOf: KeyOf = (name, argument) => (name === 'HostSNI' ? hostOrAny(argument) : undefined);
const pathOf: KeyOf = (name, argument) => (name === 'Path' || name === 'PathPrefix' ? argument : undefined);

function hostOrAny(argument: string): string | undefined {
  return argument === '*' ? undefined : hostKey(argument.toLowerCase());
}

type KeyOf = (matcher: string, argument: string) => string | undefined;

/** Keys of which a matching request must have at least one. */
function necessary(node: RuleNode, keyOf: KeyOf, depth = 0): readonly string[] | undefined {
  if (node.kind === 'not' || depth > maxDepth) return undefined;
  if (node.kind === 'matcher') {
    const key = keyOf(node.name, toBytes(node.args[0] ?? ''));
    return key === undefined ? undefined : [key];
  }
  // All of an `and` hold, so the narrowest is enough; of an `or` any may hold, so all are needed.
  if (node.kind === 'and') {
    let narrowest: readonly string[] | undefined;
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
  return union.size > maxAlternatives ? undefined : [...union];
}

function isNarrower(one: readonly string[], other: readonly string[]): boolean {
  return one.length < other.length || (one.length === other.length && longest(one) > longest(other));
}

function longest(keys: readonly string[]): number {
  return Math.max(...keys.map((key) => key.length));
}
