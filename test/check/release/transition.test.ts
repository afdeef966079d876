import {
  atOnceFindings,
  optionFindings,
  podFindings,
  stepTraffic,
  stickyFindings,
  trafficFindings,
  twinFindings,
  weightFindings,
} from '../../../lib/check/release';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { diffOf, side } from '../changes/sides';

const object = (apiVersion: string, kind: string, name: string, spec: object): ApiObjectData => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
  spec,
});

const service = (name: string): ApiObjectData =>
  object('v1', 'Service', name, { selector: { app: name }, ports: [{ name: 'http', port: 80 }] });

const deployment = (name: string, image = 'web:1', replicas = 2): ApiObjectData =>
  object('apps/v1', 'Deployment', name, {
    replicas,
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'web', image }] } },
  });

const split = (...services: readonly object[]): ApiObjectData =>
  object('traefik.io/v1alpha1', 'TraefikService', 'web', { weighted: { services } });

const child = (name: string, weight: unknown, more: object = {}): object => ({
  name,
  port: 'http',
  weight,
  ...more,
});

const route: ApiObjectData = object('traefik.io/v1alpha1', 'IngressRoute', 'web', {
  entryPoints: ['web'],
  routes: [{ match: 'Host(`a.com`)', kind: 'Rule', services: [{ kind: 'TraefikService', name: 'web' }] }],
});

const alone = [route, service('web'), deployment('web'), split(child('web', 100))];
const both = [service('web'), deployment('web'), service('next'), deployment('next', 'web:2'), route];
const shared = [...both, split(child('web', 95), child('next', 5))];

const rules = (findings: readonly { readonly rule: string }[]): readonly string[] => [
  ...new Set(findings.map(({ rule }) => rule)),
];

test('who gets requests must be there and ready before', () => {
  expect(rules(podFindings(alone, shared))).toEqual(['release-not-ready']);
  expect(podFindings([...both, split(child('web', 100))], shared)).toEqual([]);
  const unready = [...both.filter(({ metadata }) => metadata.name !== 'next'), service('next')];
  expect(
    rules(podFindings([...unready, deployment('next', 'web:2', 0), split(child('web', 100))], shared)),
  ).toEqual(['release-not-ready']);
  expect(
    rules(podFindings([...unready, deployment('next', 'web:3'), split(child('web', 100))], shared)),
  ).toEqual(['release-not-ready']);
});

test('what gets requests is not removed in the step that leads them elsewhere', () => {
  expect(rules(podFindings(shared, alone))).toEqual(['release-removed-in-use']);
  expect(podFindings([...both, split(child('web', 100))], alone)).toEqual([]);
});

test('pods do not change their version under requests', () => {
  const changed = shared.map((one) =>
    one.kind === 'Deployment' && one.metadata.name === 'web' ? deployment('web', 'web:2') : one,
  );
  expect(rules(podFindings(shared, changed))).toEqual(['release-changed-in-use']);
});

test.each([[[95, 6]], [[100, 0]], [[99.5, 0.5]], [[95, undefined]], [[105, -5]]])(
  'weights %j are refused',
  (weights) => {
    const [own, next] = weights;
    const to = [...both, split(child('web', own), child('next', next))];
    expect(rules(weightFindings(shared, to))).toEqual(['release-weights']);
  },
);

test('weights of what a step leaves alone are nobody’s concern', () => {
  const others = [...both, split(child('web', 1), child('next', 1))];
  expect(weightFindings(others, others)).toEqual([]);
});

test('all references to a Service have one set of options', () => {
  const to = [...both, split(child('web', 95), child('next', 5, { passHostHeader: false }))];
  const services = new Set(['shop/next']);
  expect(optionFindings(to, services)).toEqual([]);
  const second = object('traefik.io/v1alpha1', 'TraefikService', 'other', {
    weighted: { services: [child('next', 1)] },
  });
  expect(rules(optionFindings([...to, second], services))).toEqual(['release-options-differ']);
});

test('a step that opens, closes or moves what it does not speak of is refused', () => {
  const guarded = object('traefik.io/v1alpha1', 'Middleware', 'office', {
    ipAllowList: { sourceRange: ['10.0.0.0/8'] },
  });
  const behind: ApiObjectData = object('traefik.io/v1alpha1', 'IngressRoute', 'web', {
    entryPoints: ['web'],
    routes: [
      {
        match: 'Host(`a.com`)',
        kind: 'Rule',
        middlewares: [{ name: 'office' }],
        services: [{ kind: 'TraefikService', name: 'web' }],
      },
    ],
  });
  const services = new Set(['shop/web', 'shop/next']);
  const others = alone.filter((one) => one !== route);
  const told = (from: readonly object[], to: readonly object[]): readonly string[] =>
    rules(trafficFindings(diffOf(from, to), services));
  expect(told([...others, guarded, behind], alone)).toEqual(['release-unguarded']);
  expect(told(alone, others)).toEqual(['release-moves-others']);
  expect(told(alone, shared)).toEqual([]);
  expect(rules(trafficFindings(diffOf(alone, shared), new Set(['shop/web'])))).toEqual([
    'release-moves-others',
  ]);
});

describe('a route for requests that ask for the next version', () => {
  const office = [{ name: 'office' }];
  const routing = (
    name: string,
    target: object,
    change: object = {},
    ofRoute: object = {},
  ): ApiObjectData => {
    const one = (rule: string): object => ({
      match: name === 'web' ? rule : `(${rule}) && Header(\`X-Canary\`, \`always\`)`,
      kind: 'Rule',
      middlewares: office,
      services: [target],
      ...ofRoute,
    });
    return object('traefik.io/v1alpha1', 'IngressRoute', name, {
      entryPoints: ['websecure'],
      tls: { options: { name: 'mtls' } },
      routes: [one('Host(`a.com`)'), one('Host(`a.com`) && PathPrefix(`/b`) || Host(`b.com`)')],
      ...change,
    });
  };
  const pair = (change?: object, ofRoute?: object): readonly ApiObjectData[] => [
    routing('web', { kind: 'TraefikService', name: 'web' }),
    routing('web-canary', { name: 'web-canary', port: 'http' }, change, ofRoute),
  ];

  test('is as the one beside which it stands', () => {
    expect(twinFindings(pair())).toEqual([]);
    expect(twinFindings(pair({}, { priority: 100 }))).toEqual([]);
  });

  test.each([
    [{ entryPoints: ['web', 'websecure'] }, {}, ['entry points']],
    [{ entryPoints: undefined }, {}, ['entry points']],
    [{ tls: {} }, {}, ['TLS']],
    [{ tls: undefined }, {}, ['TLS']],
    [
      {},
      { middlewares: [] },
      [
        'middlewares for (Host(`a.com`)) && Header(`X-Canary`, `always`)',
        'middlewares for (Host(`a.com`) && PathPrefix(`/b`) || Host(`b.com`)) && Header(`X-Canary`, `always`)',
      ],
    ],
  ])('does not differ from it in %j %j', (change, ofRoute, what) => {
    expect(twinFindings(pair(change, ofRoute))).toEqual(
      what.map((one) => ({
        rule: 'release-twin-differs',
        message: `IngressRoute.traefik.io shop/web-canary has other ${one} than IngressRoute.traefik.io shop/web.`,
      })),
    );
  });

  test('is compared with the route of its own rule where there are several', () => {
    const main = object('traefik.io/v1alpha1', 'IngressRoute', 'web', {
      routes: [
        { match: 'Host(`a.com`)', middlewares: [], services: [{ kind: 'TraefikService', name: 'web' }] },
        {
          match: 'Host(`a.com`) && PathPrefix(`/admin`)',
          middlewares: office,
          services: [{ kind: 'TraefikService', name: 'web' }],
        },
      ],
    });
    const twin = (middlewares: readonly object[]): ApiObjectData =>
      object('traefik.io/v1alpha1', 'IngressRoute', 'web-canary', {
        routes: [
          {
            match: 'Host(`a.com`) && PathPrefix(`/admin`) && Header(`X-Canary`, `always`)',
            middlewares,
            services: [{ name: 'web-canary', port: 'http' }],
          },
        ],
      });
    expect(twinFindings([main, twin(office)])).toEqual([]);
    expect(rules(twinFindings([main, twin([])]))).toEqual(['release-twin-differs']);
  });
});

describe('the cookie of sticky clients', () => {
  const cookie = (name: string): object => ({ sticky: { cookie: { name } } });
  const kept = (ofVersions: object, ofPods: object = {}): ApiObjectData =>
    object('traefik.io/v1alpha1', 'TraefikService', 'web', {
      weighted: { services: [child('web', 95, ofPods), child('web-canary', 5, ofPods)], ...ofVersions },
    });
  const told = (from: ApiObjectData, to: ApiObjectData): readonly string[] =>
    stickyFindings([from], [to]).map(({ message }) => message);

  test('is one of versions, and another of pods', () => {
    expect(told(kept({}), kept({}))).toEqual([]);
    expect(told(kept(cookie('lane')), kept(cookie('lane')))).toEqual([]);
    const both = kept(cookie('lane'), cookie('pod'));
    expect(told(both, both)).toEqual([]);
  });

  test('is not one of pods alone, nor one for both, nor another one than before', () => {
    const pods = kept({}, cookie('pod'));
    expect(told(pods, pods)).toEqual([
      expect.stringContaining('keeps clients at pods of a version, and at no version'),
    ]);
    const one = kept(cookie('lane'), cookie('lane'));
    expect(told(one, one)).toEqual([expect.stringContaining('one cookie for versions and for their pods')]);
    expect(told(kept(cookie('lane')), kept(cookie('other')))).toEqual([
      expect.stringContaining('another cookie'),
    ]);
    expect(told(kept(cookie('lane')), kept({}))).toEqual([expect.stringContaining('or no longer')]);
  });

  test('is not declared where a route refers to the release', () => {
    const sticky = object('traefik.io/v1alpha1', 'IngressRoute', 'web', {
      routes: [
        { match: 'Host(`a.com`)', services: [{ kind: 'TraefikService', name: 'web', ...cookie('lane') }] },
      ],
    });
    const [first, ...others] = stickyFindings([], [sticky, kept({})]);
    expect(others).toEqual([]);
    expect(first?.message).toContain('Traefik reads none there');
  });
});

test('a step does not change an object and what it names', () => {
  const office = object('traefik.io/v1alpha1', 'Middleware', 'office', {
    ipAllowList: { sourceRange: ['10.0.0.0/8'] },
  });
  const guarded = object('traefik.io/v1alpha1', 'IngressRoute', 'web', {
    routes: [
      {
        match: 'Host(`a.com`)',
        kind: 'Rule',
        middlewares: [{ name: 'office' }],
        services: [{ kind: 'TraefikService', name: 'web' }],
      },
    ],
  });
  const others = alone.filter((one) => one !== route);
  const messages = (from: readonly ApiObjectData[], to: readonly ApiObjectData[]): readonly string[] =>
    atOnceFindings(from, to).map(({ rule, message }) => `${rule}: ${message}`);
  expect(messages(alone, [...others, guarded, office])).toEqual([
    'release-two-at-once: IngressRoute.traefik.io shop/web changes in the step that makes Middleware.traefik.io shop/office, which it names.',
  ]);
  expect(messages([...others, guarded, office], alone)).toEqual([
    'release-two-at-once: IngressRoute.traefik.io shop/web changes in the step that removes Middleware.traefik.io shop/office, which it names.',
  ]);
  // One after the other, both ways.
  expect(messages(alone, [...alone, office])).toEqual([]);
  expect(messages([...alone, office], [...others, guarded, office])).toEqual([]);
  // What is new takes no requests before it is whole.
  expect(messages(others, [...others, guarded, office])).toEqual([]);
});

describe('a route that shares its requests out among others as well', () => {
  const services = new Set(['shop/web', 'shop/next']);
  const others = [service('other'), service('third')];
  const mixed = (own: number, third: number): ApiObjectData =>
    object('traefik.io/v1alpha1', 'IngressRoute', 'mixed', {
      entryPoints: ['web'],
      routes: [
        {
          match: 'Host(`b.com`)',
          kind: 'Rule',
          services: [
            { kind: 'TraefikService', name: 'web', weight: own },
            { name: 'other', port: 'http', weight: 3 },
            ...(third > 0 ? [{ name: 'third', port: 'http', weight: third }] : []),
          ],
        },
      ],
    });
  const told = (from: readonly ApiObjectData[], to: readonly ApiObjectData[]): readonly string[] => {
    const [before, after] = [from, to].map((objects) => side([...objects, ...others]));
    if (!before || !after) throw new Error('two sides');
    return trafficFindings(stepTraffic(before, after, services), services).map(({ rule }) => rule);
  };

  test('goes along with a release that leaves the others their shares', () => {
    expect(told([...alone, mixed(1, 0)], [...shared, mixed(1, 0)])).toEqual([]);
  });

  test('is told where the others get more or less, though most requests move within the release', () => {
    expect(told([...alone, mixed(1, 0)], [...shared, mixed(2, 0)])).toEqual(['release-moves-others']);
    expect(told([...alone, mixed(1, 0)], [...shared, mixed(1, 1)])).toEqual(['release-moves-others']);
  });

  test('is told where the TraefikService of the release brings others in for some of its routes', () => {
    const inner = (name: string): ApiObjectData =>
      object('traefik.io/v1alpha1', 'TraefikService', 'inner', {
        weighted: { services: [child('other', 1), child(name, 1)] },
      });
    const both = (rule: string): ApiObjectData =>
      object('traefik.io/v1alpha1', 'IngressRoute', 'inner', {
        entryPoints: ['web'],
        routes: [{ match: rule, kind: 'Rule', services: [{ kind: 'TraefikService', name: 'inner' }] }],
      });
    const before = [...alone, inner('web'), both('Host(`c.com`)')];
    expect(told(before, [...shared, inner('third'), both('Host(`c.com`)')])).toEqual([
      'release-moves-others',
    ]);
    expect(told(before, [...shared, inner('next'), both('Host(`c.com`)')])).toEqual([]);
  });

  test('that is rewritten as it moves is none of the release alone', () => {
    const strip = object('traefik.io/v1alpha1', 'Middleware', 'strip', { stripPrefix: { prefixes: ['/x'] } });
    const rewriting: ApiObjectData = object('traefik.io/v1alpha1', 'IngressRoute', 'web', {
      entryPoints: ['web'],
      routes: [
        {
          match: 'Host(`a.com`)',
          kind: 'Rule',
          middlewares: [{ name: 'strip' }],
          services: [{ kind: 'TraefikService', name: 'web' }],
        },
      ],
    });
    const to = [...shared.filter((one) => one !== route), strip, rewriting];
    expect(told(alone, to)).toContain('release-moves-others');
  });
});
