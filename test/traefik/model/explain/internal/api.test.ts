import { type Explanation, TrafficModel } from '../../../../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../../objects';

const entryPoints = { web: { address: ':80' } };
const providers = { kubernetesCRD: {} };
const services = [{ name: 'api@internal', kind: 'TraefikService' }];

function dashboardAt(match: string, middlewares: readonly object[] = []): object {
  return ingressRoute('dashboard', match, { services, middlewares });
}

function answers(objects: readonly object[], api: object, ...urls: readonly string[]): readonly string[] {
  const model = TrafficModel.from(shop(...objects), { traefik: { entryPoints, providers, api } });
  return urls.map((url) => {
    const [method, target = method] = url.split(' ');
    const { response }: Explanation = model.explain({
      url: target ?? '',
      method: target === method ? 'GET' : method,
    });
    return [response?.status, response?.headers['Location']].filter(Boolean).join(' ');
  });
}

describe('api@internal', () => {
  it('has the dashboard behind a slash, and leads there from the root', () => {
    const urls = [
      '/',
      '/dashboard/',
      '/dashboard',
      '/api/rawdata',
      '/other',
      '/dashboard/assets/a.js',
      '/dashboard/x',
    ];
    expect(
      answers([dashboardAt('Host(`d.test`)')], {}, ...urls.map((path) => `http://d.test${path}`)),
    ).toEqual(['302 /dashboard/', '200', '404', '200', '404', '200', '404']);
  });

  it('leads back to the prefix that was stripped, and from an empty path to the root', () => {
    const strip = traefikObject('Middleware', 'strip', { stripPrefix: { prefixes: ['/traefik'] } });
    const objects = [strip, dashboardAt('PathPrefix(`/traefik`)', [{ name: 'strip' }])];
    expect(
      answers(
        objects,
        {},
        'http://d.test/traefik',
        'http://d.test/traefik/',
        'http://d.test/traefik/dashboard/',
      ),
    ).toEqual(['301 /', '302 /traefik/dashboard/', '200']);
  });

  it('stands with its dashboard below api.basePath', () => {
    const objects = [dashboardAt('PathPrefix(`/`)')];
    const urls = ['/ops/api/version', '/api/version', '/ops', '/ops/dashboard/', '/dashboard/', '/'];
    expect(answers(objects, { basePath: '/ops' }, ...urls.map((path) => `http://d.test${path}`))).toEqual([
      '200',
      '404',
      '302 /ops/dashboard/',
      '200',
      '404',
      '404',
    ]);
  });

  it('puts a prefix without a slash behind the folder of the path, as Go redirects', () => {
    const model = TrafficModel.from(shop(dashboardAt('PathPrefix(`/`)')), {
      traefik: {
        entryPoints: { web: { address: ':80', forwardedHeaders: { insecure: true } } },
        providers,
        api: { basePath: '/a/b' },
      },
    });
    const leads = (prefix: string): unknown =>
      model.explain({ url: 'http://d.test/a/b', headers: { 'X-Forwarded-Prefix': prefix } }).response
        ?.headers['Location'];
    expect(['/x', 'x', '//evil.test'].map(leads)).toEqual([
      '/x/a/b/dashboard/',
      '/a/x/a/b/dashboard/',
      '/a/b/dashboard/',
    ]);
  });

  it('knows what runs by name, and takes GET alone', () => {
    const objects = [dashboardAt('Host(`d.test`)')];
    const api = 'http://d.test/api';
    expect(
      answers(
        objects,
        { dashboard: false },
        `${api}/entrypoints/web`,
        `${api}/entrypoints/wbe`,
        `${api}/http/routers/no@file`,
        `POST ${api}/rawdata`,
        'http://d.test/dashboard/',
      ),
    ).toEqual(['200', '404', '404', '405', '404']);
  });

  it('cleans paths before it looks at them', () => {
    const raw = { ...entryPoints.web, http: { sanitizePath: false } };
    const model = TrafficModel.from(shop(dashboardAt('Host(`d.test`)')), {
      traefik: { entryPoints: { web: raw }, providers, api: {} },
    });
    expect(model.explain({ url: 'http://d.test//api/./rawdata?x=1' }).response).toEqual({
      status: 301,
      headers: { Location: '/api/rawdata?x=1' },
    });
  });
});

test('the insecure API leads from the root of its entry point to the dashboard', () => {
  const traefik = { entryPoints, providers, api: { insecure: true } };
  const model = TrafficModel.from([], { traefik });
  const answer = (path: string): unknown => {
    const { response } = model.explain({ url: `http://d.test:8080${path}` });
    return [response?.status, response?.headers['Location']].filter(Boolean).join(' ');
  };
  expect(['/', '/dashboard/', '/dashboard', '/api/rawdata'].map(answer)).toEqual([
    '301 http://d.test:8080/dashboard/',
    '200',
    '200',
    '200',
  ]);
});
