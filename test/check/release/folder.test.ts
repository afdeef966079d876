import { stepFolder } from '../../../lib/check/release';
import { declared, environmentText } from './support';

/** Names of the objects of routes in the folder of the first step, behind a release of Traefik. */
function routesOfStep(others: string, version: string): readonly string[] {
  const routes = `
  http:
    web: { entryPoints: [web], match: Host(\`a.example.com\`), services: [web] }
    other: { entryPoints: [web], services: [{ name: db }], ${others} }
`;
  const { steps, release, inventory } = declared(
    environmentText('{ version: v2 }', routes).replace(
      '\nmiddlewares:',
      "\n  db: { image: 'example.com/db:v1', ports: { http: 80 } }\nmiddlewares:",
    ),
  );
  const [step] = steps;
  if (!step) throw new Error('there is no step');
  const { facts } = inventory;
  const behind = { ...facts, traefik: { ...facts.traefik, version } };
  const { files } = stepFolder(step, release.declaration, behind, '.yaml');
  return (files.get('traefik.yaml') ?? [])
    .filter(({ kind }) => kind === 'IngressRoute')
    .map(({ metadata }) => metadata.name);
}

test('the folder of a step has the routes of its hosts, as the Traefik of its environment takes hosts from rules', () => {
  const negated = 'match: "Host(`b.example.com`) && !Host(`a.example.com`)"';
  expect(routesOfStep(negated, '3.7.12')).toEqual(['web', 'other']);
  expect(routesOfStep(negated, '3.7.13')).toEqual(['web']);
});

test('the folder of a step has the routes of its hosts in the syntax of v2, too', () => {
  const several = 'syntax: v2, match: "Host(`b.example.com`, `a.example.com`)"';
  expect(routesOfStep(several, '3.7.13')).toEqual(['web', 'other']);
});
