import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import type { ApiObjectData } from '../../lib/core/manifest';
import { TrafficModel } from '../../lib/traefik/model';
import { defaultTraefik, requirePart, requireTraefik } from './parts/parts';
import { until } from './support';

/** What `explain` says of the API and the dashboard, beside what Traefik's own handlers answer. */

interface Asked {
  readonly method: string;
  readonly target: string;
  /** X-Forwarded-Prefix, as a stripped prefix leaves it. */
  readonly prefix?: string;
}

interface Question {
  readonly service: 'api@internal' | 'dashboard@internal';
  readonly basePath?: string;
  readonly requests: readonly Asked[];
}

/** `status` or `status location` of each request. */
type Answers = readonly string[];

const said = (status: number | undefined, location = ''): string => `${status} ${location}`.trim();

function realAnswers(questions: readonly Question[]): readonly Answers[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { stdout, stderr, status } = spawnSync(requirePart('dashboard'), [], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const answers: readonly { readonly status: number; readonly location: string }[] = JSON.parse(line);
      return answers.map((answer) => said(answer.status, answer.location));
    });
}

function ownAnswers({ service, basePath, requests }: Question): Answers {
  const services = [{ name: service, kind: 'TraefikService' }];
  const routes = [{ match: 'PathPrefix(`/`)', kind: 'Rule', services }];
  const route: ApiObjectData = {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { name: 'inside', namespace: 'shop' },
    spec: { routes },
  };
  const model = TrafficModel.from([route], {
    traefik: {
      // What the handlers get is what clients send.
      entryPoints: {
        web: { address: ':80', http: { sanitizePath: false }, forwardedHeaders: { insecure: true } },
      },
      providers: { kubernetesCRD: {} },
      api: { ...(basePath !== undefined && { basePath }) },
    },
  });
  return requests.map(({ method, target, prefix }) => {
    const headers: Record<string, string> = prefix === undefined ? {} : { 'X-Forwarded-Prefix': prefix };
    const { response } = model.explain({ method, url: `http://d.test${target}`, headers });
    return said(response?.status, response?.headers['Location']);
  });
}

const below = [
  '',
  '/',
  '/dashboard',
  '/dashboard/',
  '/dashboard/?x=1',
  '/dashboard/index.html',
  '/dashboard/assets/app.js',
  '/dashboard/nothing',
  '/api',
  '/api/',
  '/api/version',
  '/api/version/',
  '/api/overview',
  '/api/rawdata?search=x',
  '/api/http/routers',
  '/api/http/routers/none@file',
  '/api/none',
  '//api/version',
  '/./dashboard/',
  '/x/../dashboard/',
  '/other',
];

const requestsAt = (base: string): readonly Asked[] =>
  below.flatMap((path) =>
    ['GET', 'HEAD', 'POST'].map((method) => ({ method, target: `${base}${path}` || '/' })),
  );

const prefixed = (base: string): readonly Asked[] =>
  ['/traefik', '/traefik/', 'traefik', 'https://evil.test', '//evil.test', '/'].map((prefix) => ({
    method: 'GET',
    target: base === '' ? '/' : base,
    prefix,
  }));

const questions: readonly Question[] = [
  { service: 'api@internal', requests: [...requestsAt(''), ...prefixed('')] },
  ...['/ops', '/ops/', '/a/b'].map((basePath): Question => {
    const base = basePath.replace(/\/$/, '');
    return {
      service: 'api@internal',
      basePath,
      requests: [...requestsAt(base), ...requestsAt(''), ...prefixed(base)],
    };
  }),
  {
    service: 'dashboard@internal',
    // Which files there are, only the release knows: `explain` says so.
    requests: [...requestsAt(''), { method: 'GET', target: '/assets/app.js' }].filter(
      ({ target }) => target !== '/dashboard/assets/app.js',
    ),
  },
];

test('the API and the dashboard answer as explained, below api.basePath as well', () => {
  const real = realAnswers(questions);
  const told = (all: readonly Answers[]): readonly string[] =>
    questions.flatMap(({ service, basePath = '/', requests }, index) =>
      requests.map(
        ({ method, target, prefix = '' }, place) =>
          `${service} at ${basePath}: ${method} ${target} ${prefix} → ${all[index]?.[place]}`,
      ),
    );
  expect(told(questions.map(ownAnswers))).toEqual(told(real));
});

/** A port of this machine that nobody listens at. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a TCP server it is one
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => void server.close(done));
  return port;
}

describe("Traefik's own router of the insecure API", () => {
  const api = { insecure: true, dashboard: false };
  let traefik: ChildProcess | undefined;
  afterEach(() => void traefik?.kill());

  /** What a Traefik of this API answers, and what the model says of it. */
  async function both(basePath: string | undefined, paths: readonly string[]): Promise<readonly number[][]> {
    const port = await freePort();
    const given = [
      '--api.insecure=true',
      '--api.dashboard=false',
      '--ping=true',
      '--ping.entryPoint=traefik',
    ];
    const at = [`--entryPoints.traefik.address=127.0.0.1:${port}`, '--global.checkNewVersion=false'];
    traefik = spawn(
      requireTraefik('traefik', defaultTraefik),
      [...given, ...at, ...(basePath === undefined ? [] : [`--api.basePath=${basePath}`])],
      { stdio: 'ignore' },
    );
    const status = async (path: string): Promise<number> =>
      (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    await until('Traefik answers', async () =>
      (await status('/ping').catch(() => 0)) === 200 ? true : undefined,
    );
    const model = TrafficModel.from([], {
      traefik: {
        entryPoints: { traefik: { address: ':8080' } },
        api: { ...api, ...(basePath !== undefined && { basePath }) },
      },
    });
    return [
      await Promise.all(paths.map(status)),
      paths.map((path) => model.explain({ url: `http://d.test:8080${path}` }).response?.status ?? 0),
    ];
  }

  test('takes nothing below a base path, so that the API is nowhere', async () => {
    const [real, own] = await both('/ops', ['/api/version', '/ops/api/version']);
    expect(real).toEqual([404, 404]);
    expect(own).toEqual(real);
  });

  test.each([
    [undefined, '/api/version'],
    ['/api', '/api/api/version'],
  ])('answers with the base path %s at %s', async (basePath, path) => {
    const [real, own] = await both(basePath, [path]);
    expect(real).toEqual([200]);
    expect(own).toEqual(real);
  });
});
