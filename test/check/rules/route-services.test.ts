import { check } from './support';

const object = (kind: string, name: string, spec: string, group = 'traefik.io/v1alpha1') =>
  `---\napiVersion: ${group}\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;

const service = object('Service', 'web', '{ ports: [{ port: 80 }] }', 'v1');
const services = 'services: [{ name: web, port: 80 }]';

const parent = (more = '') =>
  object(
    'IngressRoute',
    'parent',
    `{ entryPoints: [web], routes: [{ kind: Rule, match: Host(\`a.io\`)${more} }] }`,
  );

const child = object(
  'IngressRoute',
  'child',
  `{ parentRefs: [{ name: parent }], routes: [{ kind: Rule, match: Path(\`/x\`), ${services} }] }`,
);

const told = (yaml: string) =>
  check(service + yaml).map(({ rule, object: of, field = [] }) => `${rule} ${of?.name} ${field.join('.')}`);

test('a parent leads to its children and needs no services', () => {
  expect(told(parent() + child)).toEqual([]);
});

test('a route without services and without children leads nowhere', () => {
  expect(told(parent())).toEqual(['no-services parent spec.routes.0.services']);
  expect(told(parent(', services: []'))).toEqual(['no-services parent spec.routes.0.services']);
});

test('a parent that keeps its services never sends them anything', () => {
  expect(told(parent(`, ${services}`) + child)).toEqual([
    'parent-with-services parent spec.routes.0.services',
  ]);
});
