import { fixedFiles } from '../../../lib/check/fix';
import { objectsOf } from '../../../lib/core/manifest';

/** A text after all that can be mended in it, and what has to be mended by hand. */
function fixed(text: string): { readonly text: string; readonly left: readonly string[] } {
  const { objects } = objectsOf(text, 'a.yaml');
  const [file] = fixedFiles(objects, {}, () => text);
  return { text: file?.text ?? text, left: (file?.left ?? []).map(({ title }) => title) };
}

const service = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
`;

const route = (match: string, more = '') => `# the shop
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  routes:
    - match: ${match} # all of it
      kind: Rule${more}
      services: [{ name: web, port: 80 }]
`;

test('the group of v2 becomes that of v3, and all else stays as it was written', () => {
  const text = (group: string): string => `# kept
apiVersion:   '${group}/v1alpha1'   # old
kind: Middleware
metadata: {name: a,   namespace: shop}
spec: {stripPrefix: {prefixes: ["/a"]}}
`;
  expect(fixed(text('traefik.containo.us'))).toEqual({ text: text('traefik.io'), left: [] });
});

test.each([
  ['Host(`a.de`, `b.de`)', 'Host(`a.de`) || Host(`b.de`)'],
  ['Host(`a.de`, `b.de`) && Path(`/{id}`)', '(Host(`a.de`) || Host(`b.de`)) && PathRegexp(`^/[^/]+$`)'],
  ["'!Host(`a.de`, `b.de`)'", "'!(Host(`a.de`) || Host(`b.de`))'"],
  ['Headers(`X`, `y`)', 'Header(`X`, `y`)'],
  ['"Host(`a.de`, `b.de`)"', '"Host(`a.de`) || Host(`b.de`)"'],
  ["'HostRegexp(`{n:[a-z]+}.de`)'", String.raw`'HostRegexp(${'`'}^[a-z]+\.de$${'`'})'`],
])('the rule %s of v2 becomes %s', (old, now) => {
  expect(fixed(route(old))).toEqual({ text: route(now), left: [] });
});

test('a rule of v3, one that says it is of v2, and one that nobody can read stay', () => {
  for (const text of [
    route('Host(`a.de`)'),
    route('Host(`a.de`, `b.de`)', '\n      syntax: v2'),
    route('Host(`a.de`'),
  ]) {
    expect(fixed(text)).toEqual({ text, left: [] });
  }
});

test('what a file repeats, or folds over lines, is left to people', () => {
  const folded = route('>-\n        Host(`a.de`,\n        `b.de`)').replace(' # all of it', '');
  expect(fixed(folded)).toEqual({ text: folded, left: ['match: Host(`a.de`) || Host(`b.de`)'] });
  const repeated = `${route('&rule Host(`a.de`, `b.de`)')}    - { match: *rule, kind: Rule, services: [{ name: web, port: 80 }] }\n`;
  expect(fixed(repeated).text).toBe(repeated);
});

test('ipWhiteList becomes ipAllowList, with its comments and quotes', () => {
  const text = (key: string): string => `apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: a, namespace: shop }
spec:
  "${key}":   # who
      sourceRange: ["10.0.0.0/8"]
`;
  expect(fixed(text('ipWhiteList')).text).toBe(text('ipAllowList'));
});

test('a middleware that only redirects to HTTPS becomes redirectScheme; beside other headers it is left alone', () => {
  const middleware = (spec: string): string =>
    `{"apiVersion": "traefik.io/v1alpha1", "kind": "Middleware", "metadata": {"name": "a"}, "spec": ${spec}}\n`;
  expect(fixed(middleware('{"headers": {"sslRedirect": true}}')).text).toBe(
    middleware('{"redirectScheme": {"scheme": "https"}}'),
  );
  const both = middleware('{"headers": {"sslRedirect": true, "frameDeny": true}}');
  expect(fixed(both)).toEqual({ text: both, left: [] });
});

test('the number of a port loses its quotes, unless a port has this name', () => {
  const named = service.replace('port: 80', 'port: 80, name: "80"');
  const text = route('Host(`a.de`)').replace('port: 80', "port: '80'");
  expect(fixed(service + text).text).toBe(service + route('Host(`a.de`)'));
  expect(fixed(named + text).text).toBe(named + text);
});

test('several documents and lists are mended where each object stands', () => {
  const item = (group: string): string => `  - apiVersion: ${group}/v1alpha1
    kind: Middleware
    metadata: { name: b, namespace: shop }
    spec: { buffering: {} }
`;
  const text = (group: string): string =>
    `${service}apiVersion: v1\nkind: List\nitems:\n${item('traefik.io')}${item(group).replace('name: b', 'name: c')}`;
  expect(fixed(text('traefik.containo.us')).text).toBe(text('traefik.io'));
});
