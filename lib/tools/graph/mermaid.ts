import type { Graph } from '../../check/graph';

/** A graph as Mermaid draws it in Markdown. What is missing is drawn with dashes. */
export function mermaidText({ nodes, edges }: Graph): string {
  const numbers = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const lines = [
    'flowchart LR',
    ...nodes.map(({ id, state }) => {
      const shown = state === 'missing' ? `${id} (missing)` : id;
      return `  ${numbers.get(id)}["${escaped(shown)}"]${state === 'missing' ? ':::missing' : ''}`;
    }),
    ...edges.map(
      ({ from, to, path, resolved }) =>
        `  ${numbers.get(from)} ${resolved ? '-->' : '-.->'}|"${escaped(path)}"| ${numbers.get(to)}`,
    ),
    '  classDef missing stroke-dasharray: 4 4',
  ];
  return `${lines.join('\n')}\n`;
}

/** Whatever Mermaid or a browser could take for more than text, as a number: `#60;` is `<`. */
function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} ./:@_()-]/gu, (character) => `#${character.codePointAt(0)};`);
}
