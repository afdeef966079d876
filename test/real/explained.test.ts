import type { ApiObjectData } from '../../lib/core/manifest';
import { type Explanation, TrafficModel } from '../../lib/traefik/model';
import { type Answer, Stage } from './support';

/** What `explain` says where Traefik itself answers, beside what the real one does. */

type Config = Readonly<Record<string, unknown>>;

const traefik = 'traefik.io/v1alpha1';

function route(name: string, match: string, parts: object, spec: object = {}): ApiObjectData {
  const routes = [{ match, kind: 'Rule', ...parts }];
  return { apiVersion: traefik, kind: 'IngressRoute', metadata: { name }, spec: { routes, ...spec } };
}

const toApi = { services: [{ name: 'api@internal', kind: 'TraefikService' }] };
const toWeb = { services: [{ name: 'web', port: 80 }] };
const web: ApiObjectData = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { ports: [{ name: 'http', port: 80 }] },
};

function modelOf(objects: readonly ApiObjectData[], config: Config): TrafficModel {
  const placed = objects.map((object) => ({
    ...object,
    metadata: { ...object.metadata, namespace: 'shop' },
  }));
  return TrafficModel.from(placed, {
    traefik: { ...config, providers: { kubernetesCRD: { allowEmptyServices: true } } },
  });
}

const entryPoints = { web: { address: ':8000' }, websecure: { address: ':8443', http: { tls: {} } } };

/** How a request fares, as far as Traefik itself decides it. */
const answered = ({ status, headers }: Answer): unknown => [status, headers['location'] ?? null];
const computed = ({ response }: Explanation): unknown => [
  response?.status,
  response?.headers['Location'] ?? null,
];

// Traefik leads to the insecure API, which the suite itself asks, by PathPrefix(`/api`) whatever the base path.
describe.each(['/', '/api/ops', '/api/'])('the API below %s', (basePath) => {
  const config = { entryPoints, api: { dashboard: false, basePath } };
  const base = basePath.replace(/\/$/, '');
  const objects = [
    route('api', 'Host(`api.example`)', toApi, { entryPoints: ['web'] }),
    route(
      'stripped',
      'Host(`api.example`) && PathPrefix(`/x`)',
      { ...toApi, middlewares: [{ name: 'x' }] },
      {
        entryPoints: ['web'],
      },
    ),
    {
      apiVersion: traefik,
      kind: 'Middleware',
      metadata: { name: 'x' },
      spec: { stripPrefix: { prefixes: ['/x'] } },
    },
  ];
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open({ config });
    await stage.apply(objects);
  });
  afterAll(() => stage.close());

  test('answers as explained, below a stripped prefix as well', async () => {
    const model = modelOf(objects, config);
    const paths = [
      '',
      '/',
      '/api',
      '/api/',
      '/api/version',
      '/api/overview',
      '/api/http/routers',
      '//api/version',
    ];
    const requests = [...new Set(['', '/x', base, `/x${base}`])].flatMap((before) =>
      [...paths, '/./api/version'].flatMap((path) =>
        ['GET', 'POST'].map((method) => ({ method, url: `http://api.example${before}${path}` })),
      ),
    );
    const real = await Promise.all(
      requests.map(async ({ method, url }) => answered(await stage.request(`${method} ${url}`))),
    );
    expect(requests.map((line) => [line, computed(model.explain(line))])).toEqual(
      requests.map((line, index) => [line, real[index]]),
    );
  });
});

describe('the certificate that a client is shown', () => {
  const config = { entryPoints };
  let stage: Stage;
  let objects: readonly ApiObjectData[];
  beforeAll(async () => {
    stage = await Stage.open({ config });
    const secret = async (name: string, ...dnsNames: readonly string[]): Promise<ApiObjectData> => {
      const { certificate, key } = await stage.box.certificate({ dnsNames });
      const data = { 'tls.crt': certificate, 'tls.key': key };
      return {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name },
        type: 'kubernetes.io/tls',
        data: Object.fromEntries(
          Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
        ),
      };
    };
    const secure = (name: string, match: string, tls: object): ApiObjectData =>
      route(name, match, toWeb, { entryPoints: ['websecure'], tls });
    objects = [
      web,
      await secret('one', 'one.example', '*.wild.example'),
      await secret('two', 'two.example'),
      secure('one', 'Host(`one.example`)', { secretName: 'one' }),
      secure('two', 'Host(`two.example`)', { secretName: 'two' }),
      secure('wild', 'Host(`a.wild.example`) || Host(`a.b.wild.example`)', {}),
      secure('missing', 'Host(`three.example`)', { secretName: 'two' }),
    ];
    await stage.apply(objects);
  });
  afterAll(() => stage.close());

  test.each([
    'one.example',
    'two.example',
    'a.wild.example',
    'a.b.wild.example',
    'three.example',
    'nobody.example',
    '',
  ])('for the name "%s" is the one that explain names', async (sni) => {
    const host = sni || 'one.example';
    const url = `https://${host}/`;
    const { certificate } = modelOf(objects, config).explain({ url, sni }).tls ?? {};
    const shown = (await stage.request(`GET ${url}`, { sni })).tls?.certificate;
    const isOwn = shown?.subject === 'CN=TRAEFIK DEFAULT CERT';
    const names = (shown?.subjectAltName ?? '').replaceAll('DNS:', '').split(', ').toSorted();
    expect({
      from: certificate?.from,
      // What Traefik makes up has another name at each start.
      names: isOwn ? [] : certificate?.names.toSorted(),
      covers: certificate?.covers,
    }).toEqual({
      from: isOwn ? 'traefik' : 'secret',
      names: isOwn ? [] : names,
      covers: shown?.checkHost(host) !== undefined,
    });
  });

  test('is none for who offers acme-tls/1 alone', async () => {
    const alpn = ['acme-tls/1'];
    const { outcome } = modelOf(objects, config).explain({ url: 'https://one.example/', alpn });
    expect(outcome).toBe('rejected');
    await expect(stage.request('GET https://one.example/', { alpn })).rejects.toThrow(
      /alert|closed|reset|handshake/i,
    );
  });
});

describe('a rate limit that is counted in Redis', () => {
  const config = { entryPoints };
  const secrets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    right: { username: 'ann', password: 'x' },
    empty: { username: 'ann', password: '' },
    half: { username: 'ann' },
    misnamed: { user: 'ann', password: 'x' },
  };
  const limits = [...Object.keys(secrets), 'absent'];
  const objects = [
    web,
    ...Object.entries(secrets).map(([name, stringData]) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name },
      data: Object.fromEntries(
        Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
      ),
    })),
    ...limits.flatMap((name) => [
      {
        apiVersion: traefik,
        kind: 'Middleware',
        metadata: { name },
        spec: { rateLimit: { average: 1, redis: { endpoints: ['127.0.0.1:1'], secret: name } } },
      },
      route(
        name,
        `Host(\`${name}.example\`)`,
        { ...toWeb, middlewares: [{ name }] },
        { entryPoints: ['web'] },
      ),
    ]),
  ];
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open({ config });
    await stage.apply(objects);
  });
  afterAll(() => stage.close());

  test('has no route where its Secret says no name and password', async () => {
    const model = modelOf(objects, config);
    const found = await Promise.all(
      limits.map(async (name) => {
        const url = `http://${name}.example/`;
        const { status } = await stage.request(`GET ${url}`);
        const { router, notes } = model.explain({ url });
        return [
          name,
          status,
          router === null ? 404 : notes.some((note) => note.includes('500 while Redis')) && 500,
        ];
      }),
    );
    expect(found).toEqual([
      ['right', 500, 500],
      ['empty', 500, 500],
      ['half', 404, 404],
      ['misnamed', 404, 404],
      ['absent', 404, 404],
    ]);
  });
});
