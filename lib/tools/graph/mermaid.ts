import { mermaidLabel } from '../../core/report';
import type { Graph } from '../../check/graph';

/** A graph as Mermaid draws it in Markdown. What is missing is drawn with dashes. */
export function mermaidText({ nodes, edges }: Graph): string {
  const numbers = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const lines = [
    'flowchart LR',
    ...nodes.map(({ id, state }) => {
      const shown = state === 'missing' ? `${id} (missing)` : id;
      return `  ${numbers.get(id)}["${mermaidLabel(shown)}"]${state === 'missing' ? ':::missing' : ''}`;
    }),
    ...edges.map(
      ({ from, to, path, resolved }) =>
        `  ${numbers.get(from)} ${resolved ? '-->' : '-.->'}|"${mermaidLabel(path)}"| ${numbers.get(to)}`,
    ),
    '  classDef missing stroke-dasharray: 4 4',
  ];
  return `${lines.join('\n')}\n`;
}
