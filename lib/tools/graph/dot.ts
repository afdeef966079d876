import type { Graph } from '../../check/graph';

/** A graph in the language of Graphviz. What is missing is drawn with dashes. */
export function dotText({ nodes, edges }: Graph): string {
  const lines = [
    'digraph traefik {',
    '  rankdir=LR;',
    '  node [shape=box, fontname="Helvetica"];',
    ...nodes.map(({ id, state }) => `  ${quoted(id)}${state === 'missing' ? ' [style=dashed]' : ''};`),
    ...edges.map(
      ({ from, to, path, resolved }) =>
        `  ${quoted(from)} -> ${quoted(to)} [label=${quoted(path)}${resolved ? '' : ', style=dashed'}];`,
    ),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** A text between quotes, in which a backslash begins nothing; a control character would not be shown. */
function quoted(text: string): string {
  const plain = text
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"');
  return `"${plain}"`;
}
