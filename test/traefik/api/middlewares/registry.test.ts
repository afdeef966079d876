import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { middlewareKinds } from '../../../../lib/traefik/api/middlewares/registry';
import { specSchemaOf } from '../../../../lib/traefik/api';
import { tcpMiddlewareKinds } from '../../../../lib/traefik/api/tcp-middlewares/registry';
import { formattedMiddlewareFiles, unlistedFolders } from '../../../../scripts/middlewares';

const root = join(__dirname, '..', '..', '..', '..');

test.each([
  ['Middleware', middlewareKinds],
  ['MiddlewareTCP', tcpMiddlewareKinds],
] as const)('the kinds of a %s are those of its CRD', (kind, kinds) => {
  expect(Object.keys(kinds).toSorted()).toEqual(Object.keys(specSchemaOf(kind).properties ?? {}).toSorted());
});

test('every folder of a kind is listed', () => {
  expect(unlistedFolders()).toEqual([]);
});

test('types, factories and the page of middlewares are what "npm run middlewares" makes of the kinds', () => {
  const made = formattedMiddlewareFiles();
  const kept = [...made.keys()].map((path) => [path, readFileSync(join(root, path), 'utf8')] as const);
  expect(kept).toEqual([...made]);
});

test('a kind names Secrets where its CRD has a field for one', () => {
  const fields = (schema: ReturnType<typeof specSchemaOf>, path: readonly string[]): readonly string[] =>
    Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
      ...(/^(?:secret|\w+Secret)$/.test(name) ? [[...path, name].join('.')] : []),
      ...fields(field, [...path, name]),
    ]);
  const named = Object.entries(middlewareKinds).flatMap(([kind, { references }]) =>
    references.filter(({ to }) => to === 'Secret').map(({ at }) => [kind, ...at].join('.')),
  );
  expect(named.toSorted()).toEqual(fields(specSchemaOf('Middleware'), []).toSorted());
});

test('the docs count the kinds as they are', () => {
  const [http, tcp] = [middlewareKinds, tcpMiddlewareKinds].map((kinds) => Object.keys(kinds).length);
  expect(readFileSync(join(root, 'docs/environments.md'), 'utf8')).toContain(
    `one of Traefik's ${http} kinds`,
  );
  expect(readFileSync(join(root, 'docs/routing.md'), 'utf8')).toContain(
    `for each of the ${http} kinds for HTTP and the ${tcp}\nfor TCP`,
  );
});
