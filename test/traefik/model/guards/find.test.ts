import { TrafficModel, type Weakness, findWeaknesses } from '../../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../objects';

const traefik = {
  entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
};

const allow = traefikObject('Middleware', 'office', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } });
const limit = traefikObject('Middleware', 'limit', { rateLimit: { average: 10 } });
const chain = traefikObject('Middleware', 'inside', {
  chain: { middlewares: [{ name: 'limit' }, { name: 'office' }] },
});
const redirect = traefikObject('Middleware', 'secure', { redirectScheme: { scheme: 'https' } });

const office = { middlewares: [{ name: 'office' }] };
const on = (...entryPoints: readonly string[]): object => ({ entryPoints });

/** What is weak, as `kind guarded < taker: URL`. */
function weaknesses(...objects: readonly object[]): readonly string[] {
  const all = shop(allow, limit, chain, redirect, ...objects);
  return findWeaknesses(TrafficModel.from(all, { traefik })).map(told);
}

function told(weakness: Weakness): string {
  const name = (router: string): string => /^shop-([a-z]+)-/.exec(router)?.[1] ?? router;
  if (weakness.kind === 'unreached') {
    return `unreached ${name(weakness.router)} < ${weakness.takenBy.map(name).join(',')}`;
  }
  const { url, method = 'GET' } = weakness.request;
  return `${weakness.kind} ${name(weakness.router)} < ${name(weakness.by)}: ${method === 'GET' ? '' : `${method} `}${url}`;
}

describe('a router that no request reaches', () => {
  it.each([
    ['a neighbour with a priority of its own', 'PathPrefix(`/a`)', 'Path(`/a/b`)', 'unreached inner < outer'],
    ['a path that Traefik decodes', 'Path(`/x`)', 'PathPrefix(`/%61dmin`)', 'unreached inner < '],
    ['a path that Traefik cleans', 'Path(`/x`)', 'Path(`/a/../b`)', 'unreached inner < '],
    [
      'an expression that is longer, whatever host with a dot at its end it leaves',
      'HostRegexp(`^[a-z]+\\.test$`)',
      'Host(`a.test`)',
      'unreached inner < outer',
    ],
    ['a host that has to be two', 'Path(`/x`)', 'Host(`a.test`) && Host(`b.test`)', 'unreached inner < '],
  ])('is told: %s', (_, outer, inner, expected) => {
    expect(
      weaknesses(ingressRoute('outer', outer, { priority: 1000 }), ingressRoute('inner', inner)),
    ).toEqual([expected]);
  });

  it('is none where several take only a part of its requests', () => {
    expect(
      weaknesses(
        ingressRoute('one', 'PathPrefix(`/a`) && Method(`GET`)'),
        ingressRoute('two', 'PathPrefix(`/a`) && Method(`POST`)'),
        ingressRoute('three', 'PathPrefix(`/a`)'),
      ),
    ).toEqual([]);
  });

  it('is none where it is for hosts with a dot at their end', () => {
    expect(weaknesses(ingressRoute('one', 'HostRegexp(`^a\\.test\\.$`)'))).toEqual([]);
  });

  it('is told where several together take all of them', () => {
    expect(
      weaknesses(
        ingressRoute('one', 'PathPrefix(`/a`) && Method(`GET`)'),
        ingressRoute('two', 'PathPrefix(`/a`) && !Method(`GET`)'),
        ingressRoute('three', 'PathPrefix(`/a`)'),
      ),
    ).toEqual(['unreached three < one,two']);
  });

  it('is none where it is reached behind another entry point', () => {
    expect(
      weaknesses(
        ingressRoute('outer', 'PathPrefix(`/a`)', { priority: 1000 }, on('web')),
        ingressRoute('inner', 'Path(`/a/b`)', {}, on('web', 'websecure')),
      ),
    ).toEqual([]);
  });
});

describe('a guarded route', () => {
  it('is bypassed by a route that wins for some of its requests and has others beside them', () => {
    const header = ingressRoute(
      'canary',
      'Host(`a.test`) && HeaderRegexp(`X-Canary`, `^(always|never|sometimes)$`)',
    );
    const admin = ingressRoute('admin', 'Host(`a.test`) && PathPrefix(`/admin`)', office);
    expect(weaknesses(header, admin)).toEqual(['bypassed admin < canary: http://a.test/admin']);
  });

  it.each([
    ['below it', 'PathPrefix(`/admin`) && Path(`/admin/health`)', 'http://a.test/admin/health'],
    ['by method', 'PathPrefix(`/admin`) && Method(`POST`)', 'POST http://a.test/admin'],
    ['by header', 'PathPrefix(`/admin`) && Header(`X-Debug`, `1`)', 'http://a.test/admin'],
    ['by a parameter', 'PathPrefix(`/admin`) && Query(`debug`, `1`)', 'http://a.test/admin?debug=1'],
    ['by address', 'PathPrefix(`/admin`) && ClientIP(`192.0.2.0/24`)', 'http://a.test/admin'],
    ['by an expression', 'PathRegexp(`^/admin/[a-z]+/?$`)', 'http://a.test/admin/a'],
  ])('is open for a part of its requests that another route takes: %s', (_, match, request) => {
    const admin = ingressRoute('admin', 'Host(`a.test`) && PathPrefix(`/admin`)', office);
    expect(weaknesses(admin, ingressRoute('exception', `Host(\`a.test\`) && ${match}`))).toEqual([
      `within admin < exception: ${request}`,
    ]);
  });

  it('is not where the part leads to another Service, only redirects, or has a guard for the same purpose', () => {
    const login = traefikObject('Middleware', 'login', { basicAuth: { secret: 'users' } });
    const users = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'users', namespace: 'shop' } };
    const data = { users: Buffer.from('root:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=').toString('base64') };
    const forward = traefikObject('Middleware', 'forward', { forwardAuth: { address: 'http://sso' } });
    const by = (name: string): object => ({ middlewares: [{ name }] });
    const part = 'Host(`a.test`) && PathPrefix(`/admin`) && Method(`POST`)';
    for (const [own, other, told] of [
      ['office', { services: [{ name: 'api', port: 80 }] }, 0],
      ['office', by('secure'), 0],
      ['office', by('limit'), 1],
      ['login', by('forward'), 0],
      ['login', by('office'), 1],
      ['inside', by('office'), 0],
    ] as const) {
      const admin = ingressRoute('admin', 'Host(`a.test`) && PathPrefix(`/admin`)', by(own));
      const found = weaknesses(login, { ...users, data }, forward, admin, ingressRoute('part', part, other));
      expect([own, other, found.filter((each) => each.startsWith('within')).length]).toEqual([
        own,
        other,
        told,
      ]);
    }
  });

  it('that nothing is left of is told once, as one that no request reaches', () => {
    const same = 'Host(`a.test`) && PathPrefix(`/admin`)';
    expect(
      weaknesses(ingressRoute('admin', same, office), ingressRoute('open', same, { priority: 1000 })),
    ).toEqual(['unreached admin < open']);
  });

  it('is not bypassed by a route with its own guards, in a chain or not', () => {
    const admin = ingressRoute('admin', 'PathPrefix(`/admin`)', office);
    const header = 'HeaderRegexp(`X-Canary`, `^(always|never|sometimes)$`)';
    expect(weaknesses(admin, ingressRoute('canary', header, { middlewares: [{ name: 'inside' }] }))).toEqual(
      [],
    );
  });

  it('fails open where a general route would take its requests to the same Service', () => {
    expect(
      weaknesses(
        ingressRoute('general', 'Host(`a.test`)'),
        ingressRoute('admin', 'Host(`a.test`) && PathPrefix(`/admin`)', office),
      ),
    ).toEqual(['fails-open admin < general: http://a.test/admin']);
  });

  it('is open in other letters where a route leads there on purpose', () => {
    const twin = ingressRoute('twin', 'Host(`a.test`) && PathPrefix(`/Admin`)');
    const expression = ingressRoute('twin', 'Host(`a.test`) && PathRegexp(`^/Admin$`)');
    for (const other of [twin, expression]) {
      expect(
        weaknesses(other, ingressRoute('admin', 'Host(`a.test`) && PathPrefix(`/admin`)', office)),
      ).toEqual(['other-case admin < twin: http://a.test/Admin']);
    }
    expect(
      weaknesses(
        ingressRoute('pages', 'Host(`a.test`) && PathPrefix(`/admin`)'),
        ingressRoute('admin', 'Host(`a.test`) && PathRegexp(`^/Admin(/|$)`)', office),
      ),
    ).toEqual(['other-case admin < pages: http://a.test/admin']);
  });

  it('tells what an open route is there for: the path in other letters, in all letters, or more than the path', () => {
    const admin = ingressRoute('admin', 'Host(`a.test`) && PathPrefix(`/admin`)', office);
    const purposeOf = (match: string): readonly string[] => {
      const open = ingressRoute('open', `Host(\`a.test\`) && ${match}`, { priority: 1 });
      const model = TrafficModel.from(shop(allow, admin, open), { traefik });
      return findWeaknesses(model).map((weakness) =>
        'purpose' in weakness ? weakness.purpose : weakness.kind,
      );
    };
    expect(purposeOf('PathPrefix(`/ADMIN`)')).toEqual(['twin']);
    for (const match of [
      'PathRegexp(`(?i)^/admin`)',
      'PathRegexp(`^/[aA]dmin`)',
      'PathRegexp(`(?i)^/(health|admin)(/|$)`)',
      '(PathRegexp(`(?i)^/admin`) || Path(`/health`))',
    ]) {
      expect([match, ...purposeOf(`${match} && !PathPrefix(\`/admin\`)`)]).toEqual([match, 'all-letters']);
    }
    for (const match of ['PathPrefix(`/`)', 'PathRegexp(`^/a`)', 'PathRegexp(`^/[a-zA-Z]+`)']) {
      expect([match, ...purposeOf(`${match} && !PathPrefix(\`/admin\`)`)]).toEqual([match, 'general']);
    }
  });

  it('is not where the twin leads to another Service, has the guard too, is another host, or all letters are taken', () => {
    const twin = 'Host(`a.test`) && PathPrefix(`/Admin`)';
    const admin = 'Host(`a.test`) && PathPrefix(`/admin`)';
    for (const [other, guarded] of [
      [ingressRoute('twin', twin, { services: [{ name: 'api', port: 80 }] }), admin],
      [ingressRoute('twin', twin, office), admin],
      [ingressRoute('twin', twin.replace('a.test', 'b.test')), admin],
      [ingressRoute('twin', twin, { priority: 1 }), 'Host(`a.test`) && PathRegexp(`(?i)^/admin`)'],
      [ingressRoute('twin', 'Host(`a.test`) && PathPrefix(`/0`)'), 'Host(`a.test`) && PathPrefix(`/1`)'],
    ] as const) {
      const found = weaknesses(other, ingressRoute('admin', guarded, office));
      expect(found.filter((each) => each.startsWith('other-case'))).toEqual([]);
    }
  });

  it('is told once of each neighbour: what fails open is not told in other letters too', () => {
    expect(
      weaknesses(
        ingressRoute('general', 'Host(`a.test`) && PathRegexp(`(?i)^/admin`)', { priority: 1 }),
        ingressRoute('admin', 'Host(`a.test`) && PathPrefix(`/admin`)', office),
      ),
    ).toEqual(['fails-open admin < general: http://a.test/admin']);
  });

  it('does not where the general route leaves them out, has the guard too, or only redirects', () => {
    const admin = ingressRoute('admin', 'Host(`a.test`) && PathPrefix(`/admin`)', office);
    for (const general of [
      ingressRoute('general', 'Host(`a.test`) && !PathPrefix(`/admin`)', { priority: 1 }),
      ingressRoute('general', 'Host(`a.test`)', office),
      ingressRoute('general', 'Host(`a.test`)', { middlewares: [{ name: 'secure' }] }),
    ]) {
      expect(weaknesses(admin, general).filter((each) => !each.startsWith('other-case'))).toEqual([]);
    }
  });

  it.each([
    ['Path for PathPrefix', 'Path(`/admin`)', 'http://a.test/admin/'],
    ['a slash at the end', 'PathPrefix(`/admin/`)', 'http://a.test/admin'],
    ['a path beyond ASCII', 'Path(`/ä`)', 'http://a.test/%C3%A4/'],
  ])('leaves what lies beside it open: %s', (_, match, url) => {
    const found = weaknesses(
      ingressRoute('general', 'Host(`a.test`)'),
      ingressRoute('admin', `Host(\`a.test\`) && ${match}`, office),
    );
    expect(found).toContain(`beside admin < general: ${url}`);
  });

  it('is open behind another entry point', () => {
    expect(
      weaknesses(
        ingressRoute('general', 'Host(`a.test`)', {}, on('web')),
        ingressRoute('admin', 'Host(`a.test`) && PathPrefix(`/admin`)', office, on('websecure')),
      ),
    ).toEqual(['beside admin < general: http://a.test/admin']);
  });
});
