import { Prover, checkedClaim } from '../../../lib/check/claims';
import { TrafficModel } from '../../../lib/traefik/model';
import { ingressRoute, secret, service, shop, traefikObject } from '../../traefik/model/objects';

function proofOf(objects: readonly object[], claim: object, traefik?: object) {
  const model = TrafficModel.from(objects, { traefik });
  const prover = new Prover(model);
  const named = checkedClaim({ name: 'it', ...claim });
  expect(prover.faults(named)).toEqual([]);
  return prover.prove(named).proof;
}

const office = traefikObject('Middleware', 'office', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } });
const login = traefikObject('Middleware', 'login', { basicAuth: { secret: 'users' } });
const users = secret('users', { users: 'admin:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=' });
const by = (...names: readonly string[]): object => ({ middlewares: names.map((name) => ({ name })) });

const admin = 'Host(`a.com`) && PathPrefix(`/admin`)';
const guarded = shop(
  office,
  login,
  users,
  ingressRoute('admin', admin, by('office', 'login')),
  ingressRoute('rest', 'Host(`a.com`)'),
);

describe('that no request reaches a Service without a guard', () => {
  const claim = { requests: admin, never: { reach: ['shop/web'], without: ['basicAuth', 'ipAllowList'] } };

  test('is proven where every way has it', () => {
    expect(proofOf(guarded, claim)).toMatchObject({ result: 'proven', counterexample: null, reason: null });
  });

  test('is refuted by a request that another route takes, with what happens to it', () => {
    const opened = [
      ...guarded,
      ingressRoute('new', 'Host(`a.com`) && Path(`/admin/metrics`)', { priority: 99 }),
    ];
    expect(proofOf(opened, claim)).toMatchObject({
      result: 'refuted',
      counterexample: { url: 'http://a.com/admin/metrics', entryPoint: 'web' },
      explanation: { outcome: 'forwarded', source: { name: 'new' } },
      reason: 'it reaches shop/web without basicAuth and ipAllowList',
    });
  });

  test('wants all of the guards, and takes names for kinds', () => {
    expect(proofOf(guarded, { ...claim, never: { reach: ['shop/web:80'], without: ['login'] } }).result).toBe(
      'proven',
    );
    expect(
      proofOf(guarded, { ...claim, never: { reach: ['shop/web'], without: ['shop/office', 'login'] } })
        .result,
    ).toBe('proven');
    const open = [...shop(office, login, users), ingressRoute('admin', admin, by('office'))];
    expect(proofOf(open, claim)).toMatchObject({
      result: 'refuted',
      counterexample: { clientIp: expect.stringMatching(/^10\./) },
      reason: 'it reaches shop/web without basicAuth',
    });
  });

  test('holds of guards in chains, of entry points and of services', () => {
    const chain = traefikObject('Middleware', 'both', {
      chain: { middlewares: [{ name: 'office' }, { name: 'login' }] },
    });
    const chained = [...shop(office, login, users, chain), ingressRoute('admin', admin, by('both'))];
    expect(proofOf(chained, claim).result).toBe('proven');
    const services = [{ name: 'web', port: 80, middlewares: [{ name: 'office' }, { name: 'login' }] }];
    expect(
      proofOf([...shop(office, login, users), ingressRoute('admin', admin, { services })], claim).result,
    ).toBe('proven');
  });

  test('is refuted where a disabled guard leaves its requests to another route', () => {
    const open = guarded.filter((object) => object !== users);
    expect(proofOf(open, claim)).toMatchObject({
      result: 'refuted',
      explanation: { source: { name: 'rest' } },
    });
  });

  test('is refuted by copies and by what takes over', () => {
    const mirrored = (spec: object) => [
      ...shop(service('copy', 80), traefikObject('TraefikService', 'both', spec)),
      ingressRoute('all', 'Host(`a.com`)', { services: [{ name: 'both', kind: 'TraefikService' }] }),
    ];
    const copies = mirrored({
      mirroring: { name: 'web', port: 80, mirrors: [{ name: 'copy', port: 80, percent: 10 }] },
    });
    expect(proofOf(copies, { never: { reach: ['shop/copy'] } })).toMatchObject({
      result: 'refuted',
      reason: 'it reaches shop/copy as a mirror',
    });
    expect(proofOf(copies, { never: { reach: ['shop/copy'] }, requests: 'Host(`b.com`)' }).result).toBe(
      'proven',
    );
  });

  test('is not known where it is decided elsewhere', () => {
    const sso = traefikObject('Middleware', 'sso', { forwardAuth: { address: 'http://sso.shop.svc/' } });
    const asked = [...shop(sso), ingressRoute('admin', admin, by('sso'))];
    expect(proofOf(asked, claim)).toMatchObject({
      result: 'unknown',
      counterexample: null,
      reason:
        'IngressRoute shop/admin on web (http): whether forwardAuth shop-sso@kubernetescrd lets requests pass is not in them',
    });
    expect(
      proofOf(asked, { requests: admin, never: { reach: ['shop/web'], without: ['forwardAuth'] } }).result,
    ).toBe('proven');
  });
});

describe('that each request is answered so', () => {
  test('is proven of a host that is redirected as a whole, and refuted by what is not', () => {
    const https = traefikObject('Middleware', 'https', {
      redirectScheme: { scheme: 'https', permanent: true },
    });
    const all = [...shop(https), ingressRoute('all', 'Host(`a.com`)', by('https'))];
    const claim = {
      requests: 'Host(`a.com`)',
      entryPoints: ['web'],
      scheme: 'http',
      always: { answer: ['301-308'] },
    };
    expect(proofOf(all, claim).result).toBe('proven');
    expect(proofOf(all, { ...claim, always: { answer: [301] } })).toMatchObject({
      result: 'refuted',
      counterexample: { method: 'POST' },
      reason: 'it is answered with 308',
    });
    const open = [...all, ingressRoute('acme', 'Host(`a.com`) && PathPrefix(`/.well-known/`)')];
    expect(proofOf(open, claim)).toMatchObject({ result: 'refuted', reason: 'it goes on to shop/web' });
  });

  test('is refuted where the entry point believes that it came by TLS', () => {
    const https = traefikObject('Middleware', 'https', { redirectScheme: { scheme: 'https' } });
    const all = [...shop(https), ingressRoute('all', 'Host(`a.com`)', by('https'))];
    const traefik = {
      entryPoints: { web: { address: ':80', forwardedHeaders: { insecure: true } } },
      providers: { kubernetesCRD: {} },
    };
    const claim = { requests: 'Host(`a.com`)', always: { answer: ['301-308'] } };
    const endpoints = { ...traefik, providers: { kubernetesCRD: { allowEmptyServices: true } } };
    expect(proofOf(all, claim, endpoints)).toMatchObject({
      result: 'refuted',
      counterexample: { headers: { 'X-Forwarded-Proto': 'https' } },
    });
  });

  test('is proven of what no route takes', () => {
    const claim = { requests: 'Host(`b.com`)', always: { answer: [404] } };
    expect(proofOf(guarded, { ...claim, entryPoints: ['web'] }).result).toBe('proven');
    expect(
      proofOf(guarded, {
        requests: admin,
        entryPoints: ['web'],
        scheme: 'http',
        always: { answer: [401, 403] },
      }),
    ).toMatchObject({
      result: 'unknown',
    });
  });
});

describe('that each request reaches a Service', () => {
  const claim = { requests: 'Host(`a.com`)', entryPoints: ['web'], scheme: 'http' };

  test('is proven where nothing else takes them, and refuted by what is answered', () => {
    const plain = [...shop(office), ingressRoute('rest', 'Host(`a.com`)')];
    expect(proofOf(plain, { ...claim, always: { reach: ['shop/web'] } }).result).toBe('proven');
    expect(proofOf(plain, { ...claim, always: { reach: ['shop/other'] } })).toMatchObject({
      result: 'refuted',
      reason: 'it goes on to shop/web',
    });
    const part = [...shop(office), ingressRoute('rest', 'Host(`a.com`) && PathPrefix(`/a`)')];
    expect(proofOf(part, { ...claim, always: { reach: ['shop/web'] } })).toMatchObject({
      result: 'refuted',
      reason: 'it is answered with 404',
    });
    const some = [...shop(office), ingressRoute('rest', 'Host(`a.com`)', by('office'))];
    expect(proofOf(some, { ...claim, always: { reach: ['shop/web'] } })).toMatchObject({
      result: 'refuted',
      reason: 'it is answered with 403',
    });
  });
});

describe('that only some clients get in', () => {
  const claim = { requests: admin, only: { clientIp: ['10.0.0.0/8'] } };

  test('is proven by an allow list within them, and refuted by a wider one', () => {
    expect(proofOf(guarded, claim).result).toBe('proven');
    expect(proofOf(guarded, { ...claim, only: { clientIp: ['10.1.0.0/16'] } }).result).toBe('unknown');
    const open = [...shop(office), ingressRoute('admin', admin, by('office'))];
    expect(proofOf(open, claim).result).toBe('proven');
    expect(proofOf(open, { ...claim, only: { clientIp: ['10.1.0.0/16'] } })).toMatchObject({
      result: 'refuted',
      counterexample: { clientIp: '10.0.0.0' },
      reason: 'it reaches shop/web',
    });
  });

  test('is refuted where the list believes a header that anyone may send', () => {
    const spoofed = traefikObject('Middleware', 'office', {
      ipAllowList: { sourceRange: ['10.0.0.0/8'], ipStrategy: { depth: 1 } },
    });
    const objects = [...shop(spoofed), ingressRoute('admin', admin, by('office'))];
    const traefik = {
      entryPoints: { web: { address: ':80', forwardedHeaders: { insecure: true } } },
      providers: { kubernetesCRD: { allowEmptyServices: true } },
    };
    expect(proofOf(objects, claim, traefik)).toMatchObject({
      result: 'refuted',
      counterexample: { headers: { 'X-Forwarded-For': '10.0.0.1' } },
    });
  });
});

describe('that TLS options hold', () => {
  const mtls = traefikObject('TLSOption', 'mtls', {
    clientAuth: { secretNames: ['ca'], clientAuthType: 'RequireAndVerifyClientCert' },
  });
  const ca = secret('ca', { 'tls.ca': 'x' });
  const secure = (name: string, match: string, tls: object) =>
    ingressRoute(name, match, {}, { entryPoints: ['websecure'], tls });
  const claim = { requests: 'Host(`a.com`)', always: { options: 'mtls' } };

  test('is proven where all routes of the host have them', () => {
    expect(
      proofOf([...shop(mtls, ca), secure('a', 'Host(`a.com`)', { options: { name: 'mtls' } })], claim).result,
    ).toBe('proven');
  });

  test('is refuted where another route of the host makes Traefik fall back to its defaults', () => {
    const both = [
      ...shop(mtls, ca),
      secure('a', 'Host(`a.com`)', { options: { name: 'mtls' } }),
      secure('b', 'Host(`a.com`) && PathPrefix(`/b`)', {}),
    ];
    expect(proofOf(both, claim)).toMatchObject({
      result: 'refuted',
      reason: 'it reaches shop/web under the TLS options default',
    });
  });

  test('is refuted by a route in the clear', () => {
    const both = [
      ...shop(mtls, ca),
      secure('a', 'Host(`a.com`)', { options: { name: 'mtls' } }),
      ingressRoute('b', 'Host(`a.com`)'),
    ];
    expect(proofOf(both, claim)).toMatchObject({
      result: 'refuted',
      reason: 'it reaches shop/web in the clear',
    });
  });
});

test('TCP routers that take connections before any request is read count as well', () => {
  const raw = traefikObject('IngressRouteTCP', 'raw', {
    entryPoints: ['websecure'],
    routes: [{ match: 'HostSNI(`a.com`)', services: [{ name: 'web', port: 80 }] }],
    tls: { passthrough: true },
  });
  const claim = { requests: admin, never: { reach: ['shop/web'], without: ['basicAuth'] } };
  expect(proofOf([...guarded, raw], claim)).toMatchObject({
    result: 'refuted',
    counterexample: { url: 'https://a.com/admin' },
    explanation: { source: { kind: 'IngressRouteTCP' } },
  });
});

test('a claim that holds of nothing says so', () => {
  expect(proofOf(guarded, { never: { reach: ['shop/wbe'], without: ['basicAuth'] } })).toMatchObject({
    result: 'proven',
    reason: 'it holds of nothing: there is no Service shop/wbe among the objects; did you mean shop/web?',
  });
  expect(
    proofOf(guarded, { requests: 'Host(`a.com`) && Host(`b.com`)', never: { reach: ['shop/web'] } }),
  ).toMatchObject({
    result: 'proven',
    reason: 'it holds of nothing: no request is in its set',
  });
});

test('names that there are not are told with what was meant', () => {
  const prover = new Prover(TrafficModel.from(guarded));
  const faults = (claim: object) =>
    prover.faults(checkedClaim({ name: 'it', ...claim })).map(({ message, fix }) => `${message} ${fix}`);
  expect(faults({ entryPoints: ['websecur'], never: { reach: ['shop/web'] } })).toEqual([
    'There is no entry point "websecur". Did you mean "websecure"?',
  ]);
  expect(faults({ never: { without: ['basicAut', 'offce', 'rateLimit'] } })).toEqual([
    '"basicAut" is neither a kind of middleware nor the name of one. Did you mean "basicAuth"?',
    '"offce" is neither a kind of middleware nor the name of one. Did you mean "office"?',
  ]);
  expect(faults({ always: { options: 'mtls' } })).toEqual([
    'There are no TLS options "mtls". Correct the name.',
  ]);
});

test('a claim about all hosts is proven where every second one has TLS options of its own', () => {
  const objects = Array.from({ length: 40 }, (_, index) => index).flatMap((index): readonly object[] => {
    const host = `Host(\`h${index}.a.com\`)`;
    const secure = (name: string, match: string, route: object): object =>
      ingressRoute(name, match, route, {
        entryPoints: ['websecure'],
        tls: index % 2 === 0 ? { options: { name: `own-${index}` } } : {},
      });
    return [
      traefikObject('TLSOption', `own-${index}`, { minVersion: index % 4 ? 'VersionTLS12' : 'VersionTLS13' }),
      secure(`all-${index}`, host, {}),
      secure(`admin-${index}`, `${host} && PathPrefix(\`/admin\`)`, by('office')),
    ];
  });
  const claim = { requests: 'PathPrefix(`/admin`)', always: { pass: ['ipAllowList'] } };
  expect(proofOf(shop(office, ...objects), claim)).toMatchObject({ result: 'proven', reason: null });
  const open = ingressRoute(
    'open',
    'Host(`h8.a.com`) && PathPrefix(`/admin/x`)',
    {},
    { entryPoints: ['websecure'], tls: { options: { name: 'own-8' } } },
  );
  expect(proofOf(shop(office, ...objects, open), claim)).toMatchObject({
    result: 'refuted',
    counterexample: { url: expect.stringContaining('h8.a.com/admin/x') },
  });
});
