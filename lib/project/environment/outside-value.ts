import { quote } from '../../core/schema';
import { type Node, sourcesOf } from './node';

/** What comes from outside of the files may be secret, and pipelines keep reports: its value is not told. */
export function withoutOutsideValue(text: string, node: Node): string {
  if (node.kind !== 'scalar' || !sourcesOf(node.origin).some(({ name }) => name.startsWith('env:')))
    return text;
  const { value } = node;
  return text
    .replaceAll(quote(value), '"…"')
    .replaceAll(quote(String(value)), '"…"')
    .replaceAll(new RegExp(`(?<=number |Write )${String(value).replaceAll(/[^\w]/g, '\\$&')}\\b`, 'g'), '…');
}
