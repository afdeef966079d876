import { cell, codeSpan } from '../../../core/report';
import type { DeliveredEnvironment } from '../delivery';
import type { PublicRoute } from './routes';

/** The page of TechDocs: who answers at which address, environment by environment. */
export function routePage(
  system: string,
  environments: readonly (Pick<DeliveredEnvironment, 'name'> & { readonly routes: readonly PublicRoute[] })[],
): string {
  return [
    `# Routes of ${cell(system)}`,
    '',
    'Of two routers that take a request the one further up answers it. Written by `cdk8s-traefik delivery --for backstage`.',
    ...environments.flatMap(({ name, routes }) => ['', `## ${cell(name)}`, '', ...tableOf(routes)]),
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
