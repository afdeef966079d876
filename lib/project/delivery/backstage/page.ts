import { cell, codeSpan, mermaidLabel } from '../../../core/report';
import type { DeliveredEnvironment } from '../delivery';
import type { PublicRoute } from './routes';

/** The page of TechDocs: a map of who answers at which address, and a table of it, environment by environment. */
export function routePage(
  system: string,
  environments: readonly (Pick<DeliveredEnvironment, 'name'> & { readonly routes: readonly PublicRoute[] })[],
): string {
  return [
    `# Routes of ${cell(system)}`,
    '',
    'Of two routers that take a request the one further up answers it. Written by `cdk8s-traefik delivery --for backstage`.',
    ...environments.flatMap(({ name, routes }) => [
      '',
      `## ${cell(name)}`,
      '',
      ...mapOf(routes),
      ...tableOf(routes),
    ]),
    '',
  ].join('\n');
}

function tableOf(routes: readonly PublicRoute[]): readonly string[] {
  if (routes.length === 0) return ['No router leads to anything.'];
  return [
    '| Rule | Entry points | Passes | Leads to | Object |',
    '| --- | --- | --- | --- | --- |',
    ...routes.map(({ router, services }) => {
      const { rule, protocol, entryPoints, passed, object } = router;
      const cells = [
        rule === '' ? protocol.toUpperCase() : codeSpan(rule),
        ...[
          entryPoints.join(', '),
          passed.map(({ name, type }) => (type === null ? name : `${name} (${type})`)).join(', '),
          services.join(', '),
          object ? `${object.kind} ${object.namespace}/${object.name}` : '',
        ].map(cell),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

/** What leads from entry points over rules to Services, as Mermaid draws it; what a request passes stands at the arrow. */
function mapOf(routes: readonly PublicRoute[]): readonly string[] {
  if (routes.length === 0) return [];
  const numbers = new Map<string, string>();
  const nodes: string[] = [];
  const node = (
    kind: string,
    key: string,
    text: string,
    [open, close]: readonly [string, string],
  ): string => {
    const known = numbers.get(`${kind} ${key}`);
    if (known !== undefined) return known;
    const number = `n${numbers.size}`;
    numbers.set(`${kind} ${key}`, number);
    nodes.push(`  ${number}${open}"${mermaidLabel(text)}"${close}`);
    return number;
  };
  const arrows = routes.flatMap(({ router, services }) => {
    const { name, protocol, rule, entryPoints, passed } = router;
    const own = node('router', `${protocol} ${name}`, rule === '' ? protocol.toUpperCase() : rule, [
      '[',
      ']',
    ]);
    const guards = passed.map((one) => one.name).join(', ');
    const label = guards === '' ? '' : `|"${mermaidLabel(guards)}"|`;
    return [
      ...entryPoints.map((point) => `  ${node('entry point', point, point, ['([', '])'])} --> ${own}`),
      ...services.map((service) => `  ${own} -->${label} ${node('service', service, service, ['[[', ']]'])}`),
    ];
  });
  return ['```mermaid', 'flowchart LR', ...nodes, ...arrows, '```', ''];
}
