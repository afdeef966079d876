import { declared, environmentText, specAt, tcpRoute, webRoute } from '../../check/release/support';
import { valueAt } from '../../../lib/core/base';
import { courseOf, statesOf } from '../../../lib/traefik/release';

const stepsOf = (release: Parameters<typeof courseOf>[0]): readonly string[] =>
  statesOf(courseOf(release)).map(({ id }) => id);

test.each([
  [{}, ['40-weight-5', '50-weight-25', '60-weight-50']],
  [{ steps: [10] }, ['40-weight-10']],
  [{ strategy: 'header' }, ['30-header']],
  [{ strategy: 'mirror' }, ['20-mirror']],
  [{ strategy: 'blueGreen' }, []],
  [{ steps: [1], header: { name: 'X' }, mirror: {} }, ['20-mirror', '30-header', '40-weight-1']],
] as const)('the steps of %j', (release, between) => {
  expect(stepsOf(release)).toEqual([
    '00-baseline',
    '10-deploy',
    ...between,
    '70-shift',
    '80-promote',
    '90-return',
    '95-cleanup',
  ]);
});

test('thirty shares are in order by name, before all requests are shifted', () => {
  const ids = stepsOf({ steps: Array.from({ length: 30 }, (_, index) => index + 1) });
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});

test('routes lead through one TraefikService, and only its children change with the shares', () => {
  const found = declared(environmentText('{ version: v2, steps: [20] }'));
  const children = (id: string): unknown => specAt(found, id, 'TraefikService', 'web');
  const own = { name: 'web', port: 'http' };
  const next = { name: 'web-canary', port: 'http' };
  expect(children('00-baseline')).toEqual({ weighted: { services: [{ ...own, weight: 100 }] } });
  expect(children('40-weight-20')).toEqual({
    weighted: {
      services: [
        { ...own, weight: 80 },
        { ...next, weight: 20 },
      ],
    },
  });
  expect(children('70-shift')).toEqual({ weighted: { services: [{ ...next, weight: 100 }] } });
  expect(children('90-return')).toEqual(children('00-baseline'));
  expect(specAt(found, '40-weight-20', 'IngressRoute', 'web')).toMatchObject({
    routes: [{ services: [{ kind: 'TraefikService', name: 'web' }] }],
  });
});

test('what steps have in common is one object, which nobody has to look at twice', () => {
  const { steps } = declared(environmentText('{ version: v2, steps: [20], header: { name: X-Next } }'));
  const at = (id: string): ReadonlySet<unknown> => new Set(steps.find((step) => step.id === id)?.objects);
  const changed = (from: string, to: string): readonly unknown[] =>
    [...at(to)].filter((object) => !at(from).has(object)).map((object) => valueAt(object, 'kind'));
  expect(changed('00-baseline', '10-deploy')).not.toContain('TraefikService');
  expect(changed('30-header', '40-weight-20')).toEqual(['TraefikService']);
  expect(changed('70-shift', '80-promote')).toEqual(['Deployment']);
  expect(changed('80-promote', '90-return')).toEqual(['TraefikService']);
});

test('the cookie of sticky clients stays at all steps', () => {
  const found = declared(environmentText('{ version: v2, sticky: { name: lane } }'));
  for (const id of ['00-baseline', '40-weight-5', '70-shift', '95-cleanup']) {
    expect(specAt(found, id, 'TraefikService', 'web')).toMatchObject({
      weighted: { sticky: { cookie: { name: 'lane' } } },
    });
  }
});

test('a mirror has a bound for bodies', () => {
  const found = declared(environmentText('{ version: v2, strategy: mirror }'));
  expect(specAt(found, '20-mirror', 'TraefikService', 'web')).toEqual({
    mirroring: {
      name: 'web',
      port: 'http',
      mirrorBody: true,
      maxBodySize: 1_048_576,
      mirrors: [{ name: 'web-canary', port: 'http', percent: 10 }],
    },
  });
});

test('marked requests have a route of their own with the same guards, just before the main one', () => {
  const found = declared(
    environmentText('{ version: v2, header: { name: X-Next }, cookie: { name: next, value: "1" } }'),
  );
  expect(specAt(found, '10-deploy', 'IngressRoute', 'web-canary')).toBeUndefined();
  expect(specAt(found, '30-header', 'IngressRoute', 'web-canary')).toEqual({
    entryPoints: ['web'],
    routes: [
      {
        match:
          'Host(`a.example.com`) && (Header(`X-Next`, `always`) || HeaderRegexp(`Cookie`, `(^|;\\s*)next=1(;|$)`))',
        kind: 'Rule',
        priority: 22,
        middlewares: [{ name: 'office' }],
        services: [{ name: 'web-canary', port: 'http' }],
      },
    ],
  });
  expect(specAt(found, '90-return', 'IngressRoute', 'web-canary')).toBeUndefined();
});

test('routes of TCP share connections out by themselves', () => {
  const found = declared(environmentText('{ version: v2, steps: [20] }', tcpRoute));
  const services = (id: string): unknown => specAt(found, id, 'IngressRouteTCP', 'web');
  expect(services('10-deploy')).toMatchObject({ routes: [{ services: [{ name: 'web', port: 'db' }] }] });
  expect(services('40-weight-20')).toMatchObject({
    routes: [
      {
        services: [
          { name: 'web', port: 'db', weight: 80 },
          { name: 'web-canary', port: 'db', weight: 20 },
        ],
      },
    ],
  });
});

test('routes to several ports have a TraefikService each', () => {
  const routes = `${webRoute}
    db: { entryPoints: [web], match: Host(\`b.example.com\`), services: [{ name: web, port: db }] }
`;
  const found = declared(environmentText('{ version: v2, steps: [20] }', routes));
  expect(specAt(found, '70-shift', 'TraefikService', 'web-release-db')).toEqual({
    weighted: { services: [{ name: 'web-canary', port: 'db', weight: 100 }] },
  });
});
