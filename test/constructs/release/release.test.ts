import { App, Chart } from 'cdk8s';
import { DeliveryApp, GoService, IngressRoute, host } from '../../../lib';
import { Release } from '../../../lib/constructs/release';
import { nextImage } from '../../../lib/constructs/release/next-image';
import { ProblemError } from '../../../lib/core/finding';
import { releasesDeclared } from '../../../lib/project/source';
import { refusal, environmentText, tcpRoute, webRoute } from '../../check/release/support';

test.each([
  ['a/web:1', { version: '2' }, 'a/web:2'],
  ['registry:5000/web:1', { version: '2' }, 'registry:5000/web:2'],
  ['a/web:1', { image: 'b/web:3' }, 'b/web:3'],
  ['a/web:1', { image: 'b/web', version: '3' }, 'b/web:3'],
  [`a/web:1@sha256:${'0'.repeat(64)}`, { version: '2' }, 'a/web:2'],
  ['a/web:1', { image: 'b/web:2', version: '3' }, 'b/web:2'],
  ['a/web:1', {}, undefined],
])('the next version of %s with %j is %s', (own, release, next) => {
  expect(nextImage(own, release)).toBe(next);
});

test('a program releases a service in its own words, and routes take the release for a service', () => {
  const app = new DeliveryApp();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const service = new GoService(chart, 'web', { image: 'example.com/web:1', ports: { http: 8080 } });
  const release = new Release(chart, 'release', { service, version: '2', strategy: 'blueGreen' });
  new IngressRoute(chart, 'route', {
    entryPoints: ['web'],
    routes: [{ match: host('a.example.com'), services: [release] }],
  });
  const [found] = releasesDeclared({ apps: [app.output()], environments: new Map() });
  expect(found?.steps.map(({ id }) => id)).toEqual([
    '00-baseline',
    '10-deploy',
    '70-shift',
    '80-promote',
    '90-return',
    '95-cleanup',
  ]);
  const names = [...app.manifests().values()].flat().map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(names).toContain('TraefikService web');
  expect(names.filter((name) => name.includes('canary'))).toEqual([]);
  const deployed = found?.steps[1]?.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(deployed).toEqual(expect.arrayContaining(['Deployment web-canary', 'Service web-canary']));
  const policy = found?.steps[1]?.objects.find(
    ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'web-canary',
  );
  // Traefik may reach the next version on the ports on which it reaches the service.
  expect(policy?.['spec']).toMatchObject({ ingress: [{ ports: [{ port: 8080 }] }] });
});

test('without a version there is nothing to release', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const service = new GoService(chart, 'web', { image: 'example.com/web:1', ports: { http: 8080 } });
  const release = new Release(chart, 'release', { service });
  expect(release.node.validate()).toEqual([expect.stringContaining('release-without-version')]);
});

test.each([
  ['{ version: v1 }', 'release-without-version', 'prod.yaml:5:83'],
  [
    '{ image: "example.com/web:v2", version: v3 }',
    'The image example.com/web:v2 says which version it is, and `version` says v3.',
    'prod.yaml:5:',
  ],
  ['{ image: "ko://example.com/web", version: v3 }', 'says which version it is', 'prod.yaml:5:'],
  [
    '{ version: v2, steps: [5, 50, 25] }',
    'The steps go down here: 25 percent come after 50.',
    'prod.yaml:5:',
  ],
  ['{ version: "" }', 'The next version is "example.com/web:", which is no image.', 'prod.yaml:5:'],
  ['{ version: "v 2" }', '"example.com/web:v 2", which is no image', 'prod.yaml:5:'],
  ['{ image: "a b" }', '"a b", which is no image', 'prod.yaml:5:'],
  ['{ version: v2, steps: [5, 5] }', 'The steps do not grow here: 5 percent come after 5.', 'prod.yaml:5:'],
  ['{ version: v2, steps: [0] }', 'from 1 to 99, and this is 0', 'prod.yaml:5:'],
  ['{ version: v2, steps: [{ weight: 5.5 }] }', '', 'prod.yaml:5:'],
  ['{ version: v2, gates: { errorRate: 0.1 } }', 'Write "errorRatio"', 'prod.yaml:5:'],
  ['{ version: v2, strategy: canarry }', 'canary', 'prod.yaml:5:'],
  ['{ version: v2, gates: { p99: fast } }', 'services.web.release.gates.p99', 'prod.yaml:5:'],
  [
    '{ version: v2, gates: { p99: 1m } }',
    'Write a time in milliseconds or seconds, such as 500ms or 2s.',
    'prod.yaml:5:',
  ],
  ['{ version: v2, gates: { p99: 500 } }', 'such as 500ms or 2s', 'prod.yaml:5:'],
  ['{ version: v2, gates: { p99: 0s } }', 'such as 500ms or 2s', 'prod.yaml:5:'],
  ['{ version: v2, gates: { saturation: 2 } }', 'at most 1', 'prod.yaml:5:'],
  ['{ version: v2, gates: { saturation: 80% } }', 'Write a number from 0 to 1, such as 0.8.', 'prod.yaml:5:'],
  ['{ version: v2, gates: { errorRatio: 5% } }', 'Write a number from 0 to 1, such as 0.8.', 'prod.yaml:5:'],
  ['{ version: v2, bake: soon }', 'Write a duration such as 90s, 10m or 1h30m.', 'prod.yaml:5:'],
  ['{ version: v2, header: { name: Host } }', 'Traefik’s rules find no header Host', 'prod.yaml:5:'],
  ['{ version: v2, header: { name: X Y } }', '"X Y" is no name of a header', 'prod.yaml:5:'],
  ['{ version: v2, header: { name: X, value: " " } }', 'No client sends " "', 'prod.yaml:5:'],
  ['{ version: v2, cookie: { name: "a=b" } }', '"a=b" is no name of a cookie', 'prod.yaml:5:'],
  ['{ version: v2, cookie: { name: a, value: "x;y" } }', 'No client sends "x;y"', 'prod.yaml:5:'],
])('%s is refused with its place', (release, words, place) => {
  const told = refusal(environmentText(release));
  expect(told).toContain(words);
  expect(told).toContain(place);
});

test.each([
  ['{ version: v2, strategy: header }', 'There are no headers for routes of TCP'],
  ['{ version: v2, strategy: mirror }', 'There is no mirroring for routes of TCP'],
])('%s is nothing for routes of TCP', (release, words) => {
  expect(refusal(environmentText(release, tcpRoute))).toContain(words);
});

test.each([
  [', replicas: 0', 'The service has no replicas'],
  [', volumeClaims: { data: { mountPath: /data, size: 1Gi } }', 'The service is a StatefulSet'],
])('a service with %s has no release', (more, words) => {
  expect(refusal(environmentText('{ version: v2 }', webRoute, more))).toContain(words);
});

test('a gate on the time of answers is one in milliseconds or seconds, or none', () => {
  for (const p99 of ['500ms', '2s', 'false'])
    expect(refusal(environmentText(`{ version: v2, gates: { p99: ${p99} } }`))).toBe('');
});

test('a rule in the syntax of v2 cannot be joined with a mark', () => {
  const routes = webRoute.replace('middlewares', 'syntax: v2, middlewares');
  expect(refusal(environmentText('{ version: v2, strategy: header }', routes))).toContain(
    'has a rule in the syntax of v2',
  );
});

test('what is wrong with a reference to a released service is told where the route has it', () => {
  const routes = webRoute.replace('[web] }\n', "[{ name: web, port: db, scheme: 'gopher' }] }\n");
  const told = refusal(environmentText('{ version: v2 }', routes));
  expect(told).toMatch(/prod\.yaml:11:\d+/);
  expect(told).not.toMatch(/prod\.yaml:[12]:/);
});

test('a service without a route has no release', () => {
  expect(refusal(environmentText('{ version: v2 }', '  {}'))).toContain('No route leads to web');
});

test('a route with other options than the rest would stay behind', () => {
  const routes = `${webRoute}
    other: { entryPoints: [web], match: Host(\`b.example.com\`), services: [{ name: web, passHostHeader: false }] }
`;
  const told = refusal(environmentText('{ version: v2 }', routes));
  expect(told).toContain('release-bypassed');
  expect(told).toContain('IngressRoute.traefik.io shop/other leads to Service web itself');
});

test('what has the name of the next version stands in its way', () => {
  const routes = `${webRoute}
kubernetesServices: { web-canary: { externalName: example.com } }
`;
  expect(refusal(environmentText('{ version: v2 }', routes))).toContain('release-name-taken');
});

test('problems are thrown together', () => {
  expect(() => {
    const app = new DeliveryApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const service = new GoService(chart, 'web', { image: 'example.com/web:1', ports: { http: 8080 } });
    new Release(chart, 'release', { service });
    app.output();
  }).toThrow(ProblemError);
});
