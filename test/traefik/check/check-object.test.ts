import { isApiObject } from '../../../lib/core/manifest';
import { parseYaml } from '../../../lib/core/yaml';
import { checkObject } from '../../../lib/traefik/check';

/** `rule field` of what is wrong with one object of a file. */
function told(
  kind: string,
  spec: string,
  name = 'web',
  apiVersion = 'traefik.io/v1alpha1',
): readonly string[] {
  const yaml = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
  const object = parseYaml(yaml, 'web.yaml').documents[0]?.value;
  if (!isApiObject(object)) throw new Error('no API object');
  return checkObject(object).map(({ rule, field = [] }) => `${rule} ${field.join('.')}`);
}

const services = 'services: [{ name: web, port: 80 }]';

test('an object of a file is told all that its construct would be', () => {
  const routes = `[{ kind: Rule, match: Host(a), ${services} }, { kind: Rule, match: 'Path(\`/\`)', ${services}, prioritty: 3 }]`;
  expect(
    told('IngressRoute', `{ entryPoints: [web], routes: ${routes}, tls: { options: { name: default } } }`),
  ).toEqual([
    'unknown-field spec.routes.1.prioritty',
    'invalid-rule spec.routes.0.match',
    'default-tls-options spec.tls.options',
  ]);
});

test('what the schema says keeps nothing else from being told, except values of a wrong type', () => {
  expect(
    told('IngressRoute', '{ entryPoints: [web], routes: [{ kind: Rule }, { match: Host(a) }] }'),
  ).toEqual(['empty-rule spec.routes.0', 'invalid-rule spec.routes.1.match']);
  expect(
    told('IngressRoute', '{ entryPoints: web, routes: [{ match: 5 }] }').every((text) =>
      /undecodable-value|empty-rule/.test(text),
    ),
  ).toBe(true);
});

test.each([
  'IngressRoute',
  'IngressRouteTCP',
  'IngressRouteUDP',
  'Middleware',
  'TraefikService',
  'TLSOption',
  'TLSStore',
])('an empty %s, or one without a spec, is no reason to fail', (kind) => {
  for (const spec of [
    '{}',
    'null',
    '[]',
    '{ routes: null }',
    '{ routes: [null] }',
    '{ weighted: {} }',
    '{ mirroring: {} }',
  ])
    expect(() => told(kind, spec)).not.toThrow();
});

test('names that Traefik does not find are told of the object', () => {
  expect(told('TLSOption', '{}', 'a.b')).toEqual(['unfindable-tls-option metadata.name']);
  expect(told('TLSStore', '{}', 'web')).toEqual(['unread-tls-store metadata.name']);
});

test('objects of other groups and kinds have nothing wrong', () => {
  expect(told('IngressRoute', '{ routes: 5 }', 'web', 'example.com/v1')).toEqual([]);
  expect(told('Gateway', '{}')).toEqual([]);
});

test('Traefik reads the percent of a mirror, whatever kind it is of', () => {
  const mirrors = '[{ name: other, kind: TraefikService, percent: 10, port: 80 }]';
  expect(told('TraefikService', `{ mirroring: { name: web, port: 80, mirrors: ${mirrors} } }`)).toEqual([
    'ignored-on-traefik-service spec.mirroring.mirrors.0.port',
  ]);
});
