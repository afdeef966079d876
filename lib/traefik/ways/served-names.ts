import { quoteMeta } from '../../core/base';
import { type RuleBuilder, type RuleNode, fromBytes, hostSNI, hostSNIRegexp, toBytes } from '../rule';

/** The server names for which there is a certificate of these names; undefined where there is none. */
export function servedNames(names: Iterable<string>): RuleNode | undefined {
  const [first, ...others] = Array.from(names, ruleOf);
  return first?.or(...others).tree;
}

/** Any number of labels at the front may be wildcards; each stands for one label. */
function ruleOf(name: string): RuleBuilder {
  const bare = name.startsWith('*') ? name.replace(/\.+$/, '') : name;
  if (/^(?:\*\.)?[\w-]+(?:\.[\w-]+)*$/.test(bare)) return hostSNI(bare);
  const labels = bare.split('.').map((label) => {
    return label === '*' && name.startsWith('*') ? '[^.]*' : fromBytes(quoteMeta(toBytes(label)));
  });
  return hostSNIRegexp(`^${labels.join('\\.')}$`);
}
