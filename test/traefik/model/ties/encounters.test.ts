import { array, assert, constantFrom, property, tuple } from 'fast-check';
import { parseRule } from '../../../../lib/traefik/rule';
import { Encounters } from '../../../../lib/traefik/model/ties/encounters';

const hosts = ['a.test', 'b.test', 'A.test', '*.test', 'x.a.test', '*.a.test', '*', 'a.test.'];
const paths = ['/', '/a', '/a/b', '/b'];

const rule = tuple(
  constantFrom(...hosts),
  constantFrom(...paths),
  constantFrom(
    (host: string, path: string) => `Host(\`${host}\`) && PathPrefix(\`${path}\`)`,
    (host: string, path: string) => `Host(\`${host}\`) || Path(\`${path}\`)`,
    (host: string) => `Host(\`${host}\`)`,
    (_host: string, path: string) => `PathPrefix(\`${path}\`) || Path(\`/b\`)`,
    (host: string, path: string) => `Host(\`${host}\`) && PathRegexp(\`^${path}(?:/|$)\`)`,
    (host: string, path: string) => `!Host(\`${host}\`) && Path(\`${path}\`)`,
  ),
).map(([host, path, write]) => write(host, path));

const requests = ['a.test', 'b.test', 'x.a.test', 'other'].flatMap((host) =>
  ['/', '/a', '/a/b', '/b/c'].map((path) => ({ url: `http://${host}${path}` })),
);

const route = (text: string, router: string) => ({
  router,
  rule: parseRule(text),
  priority: 0,
  precedence: 0,
});

it('leaves out no pair of rules that share a request', () => {
  assert(
    property(array(rule, { minLength: 2, maxLength: 6 }), (texts) => {
      const encounters = new Encounters();
      const routes = texts.map((text, index) => route(text, String(index)));
      const missed = routes.flatMap((later, index) => {
        const met = encounters.meet(later);
        const others = routes.slice(0, index).filter((earlier) => !met.includes(earlier));
        return others.flatMap((other) =>
          requests.filter((one) => [other, later].every((r) => r.rule.matches(one))),
        );
      });
      expect(missed).toEqual([]);
    }),
    { seed: 5, numRuns: 500 },
  );
});

it('leaves out what differs in host or path', () => {
  const encounters = new Encounters();
  const texts = ['Host(`a.test`)', 'Host(`b.test`)', 'Host(`a.test`) && Path(`/x`)', 'Path(`/y`)'];
  const met = texts.map((text) => encounters.meet(route(text, text)).map(({ router }) => router));
  expect(met).toEqual([[], [], ['Host(`a.test`)'], ['Host(`a.test`)', 'Host(`b.test`)']]);
});

it('leaves out expressions that begin or end otherwise, whatever the number of their alternatives', () => {
  const encounters = new Encounters();
  const texts = [
    'PathRegexp(`^/a/[0-9]+$`) || PathRegexp(`^/b/[0-9]+$`)',
    'PathRegexp(`^/c/[0-9]+$`) || PathRegexp(`^/a/[a-z]+$`)',
    'PathRegexp(`x$`)',
    'HostRegexp(`^a[.]test$`) && PathRegexp(`^/d`)',
    'HostRegexp(`^[a-z]+[.]test$`) && PathRegexp(`^/d`)',
  ];
  const met = texts.map((text, index) =>
    encounters.meet(route(text, String(index))).map(({ router }) => router),
  );
  expect(met).toEqual([[], ['0'], ['0', '1'], ['2'], ['2', '3']]);
});

it('leaves out paths that begin otherwise than an expression', () => {
  const encounters = new Encounters();
  const texts = ['PathPrefix(`/a/`)', 'PathRegexp(`^/b(?:/|$)`)', 'Path(`/b/c`)', 'PathRegexp(`^/[a-c]/`)'];
  const met = texts.map((text, index) =>
    encounters.meet(route(text, String(index))).map(({ router }) => router),
  );
  expect(met).toEqual([[], [], ['1'], ['0', '1', '2']]);
});
