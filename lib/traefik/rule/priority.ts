import { Remembered } from '../../core/base';
import { type Bytes, toBytes } from './bytes';
import { type RuleProtocol, spellingsOf } from './language';
import { parse } from './parser';
import { RuleError } from './rule-error';
import type { RuleNode } from './tree';

const CATCH_ALL = 'HostSNI';
const CATCH_ALL_NAMES = spellingsOf([CATCH_ALL]);

/** Of rules of TCP, which models of the same objects ask for again and again. */
const priorities = new Remembered<number>(1000);

/** The priority that Traefik computes for a rule's text, valid or not, when its router sets none. */
export function rulePriority(text: string, protocol: RuleProtocol = 'http'): number {
  return protocol === 'http' ? toBytes(text).length : priorities.get(text, () => tcpPriority(text));
}

function tcpPriority(text: string): number {
  const source = toBytes(text);
  try {
    return priorityOf(parse(source, CATCH_ALL_NAMES).tree, source, 'tcp');
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return source.length;
  }
}

/** The same for a rule that is parsed: its length in bytes, but last of all for ``HostSNI(`*`)``, negated or not. */
export function priorityOf(tree: RuleNode, source: Bytes, protocol: RuleProtocol): number {
  const only = tree.kind === 'not' ? tree.operand : tree;
  const isCatchAll =
    protocol === 'tcp' &&
    only.kind === 'matcher' &&
    only.name === CATCH_ALL &&
    only.args.length === 1 &&
    only.args[0] === '*';
  return isCatchAll ? -1 : source.length;
}
