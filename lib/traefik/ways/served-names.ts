import { type RuleNode, fromBytes, hostSNIRegexp, quoteMeta, toBytes } from '../rule';

/** The server names for which there is a certificate of these names; undefined where there is none. */
export function servedNames(names: Iterable<string>): RuleNode | undefined {
  const [first, ...others] = [...names].map(patternOf).map((pattern) => hostSNIRegexp(`^${pattern}$`));
  return first?.or(...others).tree;
}

/** Any number of labels at the front may be wildcards; each stands for one label. */
function patternOf(name: string): string {
  if (!name.startsWith('*')) return fromBytes(quoteMeta(toBytes(name)));
  const labels = name.replace(/\.+$/, '').split('.');
  return labels.map((label) => (label === '*' ? '[^.]*' : fromBytes(quoteMeta(toBytes(label))))).join('\\.');
}
