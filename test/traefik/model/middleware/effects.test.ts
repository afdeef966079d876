import { TrafficModel } from '../../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../objects';

type Explained = ReturnType<TrafficModel['explain']>;

/** What happens to a request to a route with these middlewares, in order. */
function through(specs: readonly object[], url: string, more: object = {}): Explained {
  const middlewares = specs.map((spec, index) => traefikObject('Middleware', `m${index}`, spec));
  const names = specs.map((_spec, index) => ({ name: `m${index}` }));
  const route = ingressRoute('web', 'PathPrefix(`/`)', { middlewares: names });
  return TrafficModel.from(shop(...middlewares, route)).explain({ url, ...more });
}

describe('paths', () => {
  it.each([
    ['addPrefix', { addPrefix: { prefix: '/pre' } }, '/a?x=1', '/pre/a?x=1'],
    ['stripPrefix', { stripPrefix: { prefixes: ['/x', '/api'] } }, '/api/v1', '/v1'],
    ['stripPrefix of all', { stripPrefix: { prefixes: ['/api'] } }, '/api', '/'],
    ['stripPrefix before an encoded slash', { stripPrefix: { prefixes: ['/api/'] } }, '/api/%2Fx', '/x'],
    ['stripPrefix of something else', { stripPrefix: { prefixes: ['/api'] } }, '/other', '/other'],
    ['stripPrefixRegex', { stripPrefixRegex: { regex: ['/v[0-9]+'] } }, '/v12/x', '/x'],
    ['replacePath', { replacePath: { path: '/new?y' } }, '/old?x=1', '/new%3Fy?x=1'],
    [
      'replacePathRegex',
      { replacePathRegex: { regex: '^/a/(.*)', replacement: '/b/$1' } },
      '/a/x%20y',
      '/b/x%20y',
    ],
    ['a group of a longer name', { replacePathRegex: { regex: '^/(a)', replacement: '/$1abc' } }, '/a', '/'],
  ])('%s sends the path on that Traefik sends on', (_kind, spec, target, sent) => {
    expect(through([spec], `http://a.test${target}`)).toMatchObject({
      outcome: 'forwarded',
      forwarded: { url: sent },
    });
  });

  it('says what was there before', () => {
    expect(
      through([{ stripPrefix: { prefixes: ['/api'] } }], 'http://a.test/api/x').forwarded?.headers,
    ).toMatchObject({ 'X-Forwarded-Prefix': '/api' });
    expect(
      through([{ replacePath: { path: '/x' } }], 'http://a.test/a%20b').forwarded?.headers,
    ).toMatchObject({ 'X-Replaced-Path': '/a%20b' });
  });

  it('refuses what a rewrite leaves unclean', () => {
    const spec = { replacePathRegex: { regex: '^/a', replacement: '/../b' } };
    expect(through([spec], 'http://a.test/a').response?.status).toBe(400);
  });

  it('refuses encoded characters that are not allowed', () => {
    expect(
      through([{ encodedCharacters: { allowEncodedPercent: true } }], 'http://a.test/a%2Fb').response?.status,
    ).toBe(400);
    expect(through([{ encodedCharacters: { allowEncodedSlash: true } }], 'http://a.test/a%2Fb').outcome).toBe(
      'forwarded',
    );
  });
});

describe('redirects', () => {
  it('cannot redirect a host that is an IPv6 address with the default port', () => {
    const spec = { redirectScheme: { scheme: 'https' } };
    expect(through([spec], 'http://[2001:db8::1]:80/', { entryPoint: 'web' }).response?.status).toBe(502);
    expect(through([spec], 'http://[2001:db8::1]/', { entryPoint: 'web' }).response).toMatchObject({
      status: 302,
      headers: { Location: 'https://[2001:db8::1]/' },
    });
  });

  const toHttps = { redirectScheme: { scheme: 'https', permanent: true } };

  it.each([
    ['GET', 301],
    ['HEAD', 308],
    ['POST', 308],
  ])('%s gets %d', (method, status) => {
    expect(through([toHttps], 'http://a.test/x?y=1', { method }).response).toEqual({
      status,
      headers: { Location: 'https://a.test/x?y=1' },
    });
  });

  it('go to another port where one is named, and leave the standard one out', () => {
    const spec = (port: string): object => ({ redirectScheme: { scheme: 'https', port } });
    expect(through([spec('8443')], 'http://a.test/').response?.headers).toEqual({
      Location: 'https://a.test:8443/',
    });
    expect(through([spec('443')], 'http://a.test/').response?.headers).toEqual({
      Location: 'https://a.test/',
    });
  });

  it('by expression see the whole URL', () => {
    const spec = {
      redirectRegex: { regex: '^http://([^/]+)/old/(.*)', replacement: 'https://${1}/new/${2}' },
    };
    expect(through([spec], 'http://a.test/old/x').response).toEqual({
      status: 302,
      headers: { Location: 'https://a.test/new/x' },
    });
    expect(through([spec], 'http://a.test/x').outcome).toBe('forwarded');
  });

  it('to what is no URL are bad gateways', () => {
    const spec = { redirectRegex: { regex: '^http://([^/]+)/a(.*)', replacement: '${1}s:$2' } };
    expect(through([spec], 'http://127.0.0.1/api').response?.status).toBe(502);
  });

  it('see the path that middlewares before them left', () => {
    const strip = { stripPrefix: { prefixes: ['/api'] } };
    expect(through([strip, toHttps], 'http://a.test/api/x').response?.headers).toEqual({
      Location: 'https://a.test/x',
    });
  });
});

describe('who may pass', () => {
  it.each([
    ['the address itself', {}, '10.0.0.5', {}, 'forwarded'],
    ['another address', {}, '192.0.2.1', {}, 'answered'],
    [
      'no forwarded address that Traefik trusts',
      { ipStrategy: { depth: 1 } },
      '192.0.2.1',
      { 'X-Forwarded-For': '10.0.0.5' },
      'answered',
    ],
  ])('an allow list looks at %s', (_what, strategy, clientIp, headers, outcome) => {
    const found = through([{ ipAllowList: { sourceRange: ['10.0.0.0/8'], ...strategy } }], 'http://a.test/', {
      clientIp,
      headers,
    });
    expect(found).toMatchObject({ outcome, response: outcome === 'answered' ? { status: 403 } : null });
  });

  it.each([
    ['10.0.0.5:4711', 'forwarded'],
    ['[::ffff:10.0.0.5]:4711', 'forwarded'],
    ['192.0.2.1:4711', 'answered'],
    ['10.0.0.5:a:b', 'answered'],
  ])('an allow list leaves the port of the forwarded address %s aside', (address, outcome) => {
    const spec = { ipAllowList: { sourceRange: ['10.0.0.0/8'], ipStrategy: { depth: 1 } } };
    const route = ingressRoute('web', 'PathPrefix(`/`)', { middlewares: [{ name: 'm' }] });
    const traefik = { entryPoints: { web: { address: ':80', forwardedHeaders: { insecure: true } } } };
    const model = TrafficModel.from(shop(traefikObject('Middleware', 'm', spec), route), { traefik });
    const headers = { 'X-Forwarded-For': address };
    expect(model.explain({ url: 'http://a.test/', headers }).outcome).toBe(outcome);
  });

  it('forwardAuth decides elsewhere, and what goes on if it passes is told', () => {
    const found = through(
      [{ forwardAuth: { address: 'http://auth.test' } }, { addPrefix: { prefix: '/p' } }],
      'http://a.test/x',
    );
    expect(found).toMatchObject({ outcome: 'unknown', response: null, forwarded: { url: '/p/x' } });
    expect(found.notes).toContain('forwardAuth: http://auth.test decides whether the request passes');
  });

  it('forwardAuth writes the path anew, and takes the headers away that its service may set', () => {
    const config = {
      address: 'http://auth.test',
      authResponseHeaders: ['X-User'],
      authResponseHeadersRegex: '^X-Group',
    };
    const child = { entryPoints: undefined, parentRefs: [{ name: 'parent' }] };
    const toUser = (middlewares: readonly object[]): Explained =>
      TrafficModel.from(
        shop(
          traefikObject('Middleware', 'auth', { forwardAuth: config }),
          ingressRoute('parent', 'PathPrefix(`/`)', { services: undefined, middlewares }),
          ingressRoute('child', 'HeaderRegexp(`X-User`, `.`) || HeaderRegexp(`X-Group-A`, `.`)', {}, child),
        ),
      ).explain({ url: 'http://a.test/', headers: { 'X-User': 'me', 'X-Group-A': 'admins' } });
    expect(toUser([]).backends).toHaveLength(1);
    expect(toUser([{ name: 'auth' }]).backends).toHaveLength(0);
    expect(through([{ forwardAuth: config }], 'http://a.test/a{b}').forwarded?.url).toBe('/a%7Bb%7D');
  });

  it.each([
    ['no URL', { address: 'http://[' }, 500],
    ['no URL of HTTP', { address: 'auth:8080' }, 500],
    ['no host', { address: 'http:///x' }, 500],
    ['too long a body', { address: 'http://auth.test', forwardBody: true, maxBodySize: 10 }, 401],
  ])('forwardAuth asks nobody where there is %s', (_what, forwardAuth, status) => {
    const request = { method: 'POST', headers: { 'Content-Length': '11' } };
    expect(through([{ forwardAuth }], 'http://a.test/', request).response?.status).toBe(status);
  });

  it('a plugin that Traefik does not have disables the router', () => {
    expect(through([{ plugin: { demo: {} } }], 'http://a.test/').response?.status).toBe(404);
  });

  it('no request passes an amount of zero', () => {
    expect(through([{ inFlightReq: {} }], 'http://a.test/').response?.status).toBe(429);
  });

  it('a body that is too large by its length is refused', () => {
    const found = through([{ buffering: { maxRequestBodyBytes: 10 } }], 'http://a.test/', {
      method: 'POST',
      headers: { 'Content-Length': '11' },
    });
    expect(found.response?.status).toBe(413);
  });
});

describe('headers', () => {
  const cors = {
    headers: {
      accessControlAllowOriginList: ['https://app.test'],
      accessControlAllowMethods: ['GET', 'PUT'],
    },
  };
  const preflight = (origin: string): object => ({
    method: 'OPTIONS',
    headers: { Origin: origin, 'Access-Control-Request-Method': 'PUT' },
  });

  it('answer a CORS preflight, without leave for a foreign origin', () => {
    const methods = { 'Access-Control-Allow-Methods': 'GET,PUT', 'Content-Length': '0' };
    expect(through([cors], 'http://a.test/', preflight('https://app.test')).response).toEqual({
      status: 200,
      headers: { ...methods, 'Access-Control-Allow-Origin': 'https://app.test' },
    });
    expect(through([cors], 'http://a.test/', preflight('https://evil.test')).response?.headers).toEqual(
      methods,
    );
  });

  it('are set and removed on the way to the backend', () => {
    const spec = { headers: { customRequestHeaders: { 'X-New': '1', 'X-Old': '', Host: 'inner.test' } } };
    const found = through([spec], 'http://a.test/', { headers: { 'X-Old': 'x' } });
    expect(found.forwarded?.headers).toMatchObject({ 'X-New': '1', Host: 'inner.test' });
  });

  it('refuse a host that is not allowed', () => {
    expect(through([{ headers: { allowedHosts: ['b.test'] } }], 'http://a.test/').response?.status).toBe(500);
  });

  it('are put on answers that Traefik gives further in', () => {
    const out = {
      headers: { customResponseHeaders: { 'X-Out': 'yes' }, stsSeconds: 10, forceSTSHeader: true },
    };
    const found = through([out, { redirectScheme: { scheme: 'https' } }], 'http://a.test/');
    expect(found.response?.headers).toMatchObject({
      'X-Out': 'yes',
      'Strict-Transport-Security': 'max-age=10',
    });
  });
});

describe('error pages', () => {
  const page = {
    errors: {
      status: ['400-499'],
      query: '/{status}',
      service: { name: 'web', port: 80 },
      statusRewrites: { '403': 404 },
    },
  };
  const deny = { ipAllowList: { sourceRange: ['10.0.0.0/8'] } };

  it('stand in place of what is answered behind them, with the status that they say', () => {
    expect(through([page, deny], 'http://a.test/').response).toEqual({ status: 404, headers: {} });
  });

  it('do not see what is answered before them', () => {
    expect(through([deny, page], 'http://a.test/').response?.status).toBe(403);
  });
});

describe('chains', () => {
  it('run their items in order', () => {
    const chain = { chain: { middlewares: [{ name: 'm1' }, { name: 'm2' }] } };
    const model = TrafficModel.from(
      shop(
        traefikObject('Middleware', 'm0', chain),
        traefikObject('Middleware', 'm1', { addPrefix: { prefix: '/one' } }),
        traefikObject('Middleware', 'm2', { addPrefix: { prefix: '/two' } }),
        ingressRoute('web', 'Path(`/x`)', { middlewares: [{ name: 'm0' }] }),
      ),
    );
    expect(model.explain({ url: 'http://a.test/x' }).forwarded?.url).toBe('/two/one/x');
  });

  it('that contain themselves disable the router', () => {
    expect(through([{ chain: { middlewares: [{ name: 'm0' }] } }], 'http://a.test/').response?.status).toBe(
      404,
    );
  });
});

describe('middlewares that Traefik cannot make', () => {
  it.each([
    ['an empty one', {}],
    ['two kinds in one', { addPrefix: { prefix: '/a' }, stripPrefix: { prefixes: ['/b'] } }],
    ['an allow list without ranges', { ipAllowList: {} }],
    ['a bad range', { ipAllowList: { sourceRange: ['10.0.0.0/8,10.1.0.0/16'] } }],
    ['a bad expression', { replacePathRegex: { regex: '(', replacement: '' } }],
    ['no retries', { retry: { attempts: 0 } }],
    ['an unknown encoding', { compress: { encodings: ['lzma'] } }],
    ['headers without any', { headers: {} }],
    ['a list in one status', { errors: { status: ['404,500-599'], service: { name: 'web', port: 80 } } }],
    [
      'two source criteria',
      { rateLimit: { average: 1, sourceCriterion: { requestHost: true, requestHeaderName: 'X' } } },
    ],
  ])('%s disables the router', (_what, spec) => {
    expect(through([spec], 'http://a.test/')).toMatchObject({ router: null, response: { status: 404 } });
  });
});

it('buffering passes a copy on, so that what stands before it does not see what is changed behind it', () => {
  const page = { errors: { status: ['403'], query: '/{url}', service: { name: 'web', port: 80 } } };
  const refusal = { ipAllowList: { sourceRange: ['192.0.2.7/32'] } };
  const prefix = { addPrefix: { prefix: '/pre' } };
  const notesOf = (specs: readonly object[]): string =>
    through(specs, 'http://a.test/x', { clientIp: '203.0.113.9' }).notes.join();
  expect(notesOf([page, prefix, refusal])).toContain('a.test%2Fpre%2Fx');
  expect(notesOf([page, { buffering: { memRequestBodyBytes: 1 } }, prefix, refusal])).toContain('a.test%2Fx');
});
