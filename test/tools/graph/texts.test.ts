import { dotText, graphText, mermaidText } from '../../../lib/tools/graph';
import { graph } from '../../check/graph/support';

describe('names that mean something to who draws them', () => {
  const hostile = String.raw`
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: 'a"]; click n0 \', namespace: '<img src=x>' }
spec: { entryPoints: ['x\', "web\n\u001b[31m"], routes: [] }
`;

  test('are text for Mermaid', () => {
    const text = mermaidText(graph(hostile));
    expect(text).toContain('#60;img src#61;x#62;');
    expect(text).not.toMatch(/[<\p{Cc}](?<!\n)/u);
    for (const line of text.split('\n').filter((each) => each.includes('["'))) {
      expect(line).toMatch(/^ {2}n\d+\["[^"\]]*"\](?::::missing)?$/);
    }
  });

  test('are text for Graphviz', () => {
    for (const line of dotText(graph(hostile))
      .split('\n')
      .filter((each) => each.includes('->'))) {
      expect(line).toMatch(
        /^ {2}"(?:[^"\\]|\\.)*" -> "(?:[^"\\]|\\.)*" \[label="(?:[^"\\]|\\.)*"(?:, style=dashed)?\];$/,
      );
    }
  });

  test('stand on one line of a terminal, unobeyed', () => {
    expect(graphText(graph(hostile))).toContain(String.raw`web\n\u001b[31m`);
  });
});

test('a drawing has each node once and an arrow for each reference, with dashes where nothing is there', () => {
  const { nodes, edges } = graph();
  const mermaid = mermaidText({ nodes, edges });
  expect(mermaid.match(/^ {2}n\d+\["/gm)).toHaveLength(nodes.length);
  expect(mermaid.match(/-->/g)).toHaveLength(edges.filter(({ resolved }) => resolved).length);
  expect(mermaid).toMatch(/n\d+ -\.->\|"spec\.routes#91;2#93;\.services#91;0#93;"\| n\d+/);
  const dot = dotText({ nodes, edges });
  expect(dot.match(/ -> /g)).toHaveLength(edges.length);
  expect(dot).toContain('"Service shop/gone" [style=dashed];');
});
