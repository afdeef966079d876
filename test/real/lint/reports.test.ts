import { setTimeout } from 'node:timers/promises';
import { review } from '../../../lib/check/lint';
import { traefikFactsOf } from '../../../lib/check/cluster';
import { objectsOf } from '../../../lib/core/manifest';
import { Stage } from '../support';

/** What lint says that users report most, and Traefik says nothing of: each is so, and its good neighbour is not. */

const config = {
  entryPoints: { web: { address: ':8000' }, websecure: { address: ':8443', http: { tls: {} } } },
};

const facts = { traefik: traefikFactsOf({ ...config, providers: { kubernetesCRD: {} } }) };

const shared = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Secret
metadata: { name: users }
stringData: { users: 'test:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=' }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: login }
spec: { basicAuth: { secret: users } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: page }
spec: { errors: { status: ['400-499'], service: { name: web, port: 80 }, query: /sorry } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: cors }
spec: { headers: { accessControlAllowOriginList: ['https://b.example'], accessControlAllowMethods: [PUT] } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: list }
spec: { ipAllowList: { sourceRange: [0.0.0.0/0], ipStrategy: { depth: 1 } } }
`;

const more = `---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: anyone }
spec: { headers: { accessControlAllowOriginList: ['*'], accessControlAllowCredentials: true } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: hsts }
spec: { headers: { stsSeconds: 31536000 } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: forced }
spec: { headers: { stsSeconds: 31536000, forceSTSHeader: true } }
`;

const route = (name: string, ...middlewares: readonly string[]) => `---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: ${name} }
spec:
  entryPoints: [web]
  routes:
    - match: Host(\`${name}.example\`)
      kind: Rule
      middlewares: [${middlewares.map((middleware) => `{ name: ${middleware} }`).join(', ')}]
      services: [{ name: web, port: 80 }]
`;

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open({ config });
  await stage.apply(
    shared +
      route('lost-prompt', 'page', 'login') +
      route('prompt', 'login', 'page') +
      route('late-cors', 'login', 'cors') +
      route('cors', 'cors', 'login') +
      route('depth', 'list') +
      more +
      route('anyone', 'anyone') +
      route('hsts', 'hsts') +
      route('forced', 'forced'),
  );
});
afterAll(() => stage.close());

/** What lint says of one route and what it names. */
function told(yaml: string): readonly string[] {
  return review(objectsOf(shared + yaml, 'a.yaml').objects, facts).findings.map(({ rule }) => rule);
}

test('an errors page before a password login takes the question for a password away', async () => {
  expect(told(route('lost-prompt', 'page', 'login'))).toContain('unasked-password');
  const lost = await stage.request('GET http://lost-prompt.example:8000/');
  expect(lost.status).toBe(401);
  expect(lost.headers['www-authenticate']).toBeUndefined();
  expect(told(route('prompt', 'login', 'page'))).not.toContain('unasked-password');
  const asked = await stage.request('GET http://prompt.example:8000/');
  expect(asked.headers['www-authenticate']).toBe('Basic realm="traefik"');
});

test('CORS headers behind a login leave the preflight requests of browsers refused', async () => {
  const headers = { origin: 'https://b.example', 'access-control-request-method': 'PUT' };
  expect(told(route('late-cors', 'login', 'cors'))).toContain('preflight-behind-auth');
  expect((await stage.request('OPTIONS http://late-cors.example:8000/', { headers })).status).toBe(401);
  expect(told(route('cors', 'cors', 'login'))).not.toContain('preflight-behind-auth');
  const answered = await stage.request('OPTIONS http://cors.example:8000/', { headers });
  expect(answered.headers['access-control-allow-origin']).toBe('https://b.example');
});

test('an allow list by depth refuses everyone behind an entry point that trusts nobody', async () => {
  expect(told(route('depth', 'list'))).toContain('refused-to-everyone');
  const headers = { 'x-forwarded-for': '203.0.113.7' };
  expect((await stage.request('GET http://depth.example:8000/', { headers })).status).toBe(403);
});

test('CORS for every origin with credentials answers whoever asks with his own origin', async () => {
  expect(told(more + route('anyone', 'anyone'))).toContain('credentials-for-all');
  const { headers } = await stage.request('GET http://anyone.example:8000/', {
    headers: { origin: 'https://evil.example' },
  });
  expect(headers['access-control-allow-origin']).toBe('https://evil.example');
  expect(headers['access-control-allow-credentials']).toBe('true');
});

test('Strict-Transport-Security is left out where Traefik sees no TLS, whatever the balancer says', async () => {
  const options = { headers: { 'x-forwarded-proto': 'https' } };
  expect(told(more + route('hsts', 'hsts'))).toContain('hsts-in-the-clear');
  const { headers } = await stage.request('GET http://hsts.example:8000/', options);
  expect(headers['strict-transport-security']).toBeUndefined();
  expect(told(more + route('forced', 'forced'))).not.toContain('hsts-in-the-clear');
  const forced = await stage.request('GET http://forced.example:8000/', options);
  expect(forced.headers['strict-transport-security']).toBe('max-age=31536000');
});

test("a redirection of an entry point goes to a port of Traefik's own", async () => {
  const redirecting = (to: string) => ({
    entryPoints: {
      web: { address: ':8000', http: { redirections: { entryPoint: { to, scheme: 'https' } } } },
      websecure: { address: ':8443', http: { tls: {} } },
    },
  });
  for (const [to, location, rules] of [
    ['websecure', 'https://a.example:8443/', ['redirection-to-private-port']],
    [':443', 'https://a.example/', []],
  ] as const) {
    const traefik = { ...traefikFactsOf(redirecting(to)), exposedPorts: new Map([['websecure', 443]]) };
    expect(review([], { traefik }).findings.map(({ rule }) => rule)).toEqual(rules);
    const redirected = await Stage.open({ config: redirecting(to) });
    try {
      const { headers } = await redirected.request('GET http://a.example:8000/', { headers: {} });
      expect(headers['location']).toBe(location);
    } finally {
      await redirected.close();
    }
  }
});

/** forwardAuth by an address, behind a limit that ends what asks itself. */
const auth = (name: string, address: string) => `---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: ${name} }
spec: { forwardAuth: { address: '${address}' } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: ${name}-few }
spec: { inFlightReq: { amount: 5, sourceCriterion: { requestHost: true } } }
`;

test('forwardAuth whose address leads through itself asks itself without end', async () => {
  const own = stage.traefik.addressOf('web').replace(/:8000$/, '');
  const guarded = (address: string): string =>
    auth('self', address) + route('self', 'self-few', 'self').replace('self.example', own);
  const server = stage.backend('web').address;
  for (const [address, status, isTold] of [
    [`http://${own}:8000/check`, 429, true],
    [`http://${server}:80/check`, 200, false],
  ] as const) {
    expect(told(guarded(address)).includes('guarded-auth')).toBe(isTold);
    await stage.apply(guarded(address));
    expect((await stage.request(`GET http://${own}:8000/`, { headers: {} })).status).toBe(status);
  }
});

test('an error page behind forwardAuth leads nobody to the login', async () => {
  const yaml = (name: string, ...order: readonly string[]): string =>
    `${auth(`${name}-auth`, `http://${stage.backend('asked').address}:80/`)}---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: ${name}-signin }
spec: { errors: { status: ['401-403'], query: /login, service: { name: web, port: 80 } } }
${route(name, ...order.map((each) => `${name}-${each}`))}`;
  await stage.apply(`apiVersion: v1
kind: Service
metadata: { name: asked }
spec: { ports: [{ port: 80 }] }
`);
  await stage.backend('asked').answerWith({ status: 401, body: 'no' });
  for (const [name, order, target, isTold] of [
    ['late-page', ['auth', 'signin'], '/', true],
    ['page-first', ['signin', 'auth'], '/login', false],
  ] as const) {
    const objects = yaml(name, ...order);
    expect(told(objects).includes('uncaught-refusal')).toBe(isTold);
    await stage.apply(objects);
    const answer = await stage.request(`GET http://${name}.example:8000/`, { headers: {} });
    expect([answer.status, answer.seen?.target]).toEqual([401, target]);
  }
});

test('a client that waits for a greeting waits in vain where Traefik waits for TLS', async () => {
  const database = (match: string, tls: string): string => `apiVersion: v1
kind: Service
metadata: { name: db }
spec: { ports: [{ port: 3306 }] }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: db }
spec:
  entryPoints: [sql]
  routes: [{ match: '${match}', services: [{ name: db, port: 3306 }] }]
${tls}`;
  const sql = await Stage.open({ config: { entryPoints: { sql: { address: ':3306' } } } });
  try {
    for (const [yaml, greeting, isTold] of [
      [database('HostSNI(`db.example`)', '  tls: { passthrough: true }\n'), 'nothing', true],
      [database('HostSNI(`*`)', ''), 'hello from the server', false],
    ] as const) {
      const found = review(objectsOf(yaml, 'a.yaml').objects, {
        traefik: traefikFactsOf({
          entryPoints: { sql: { address: ':3306' } },
          providers: { kubernetesCRD: {} },
        }),
      }).findings.map(({ rule }) => rule);
      expect(found.includes('server-first-behind-tls')).toBe(isTold);
      await sql.apply(yaml);
      await sql.backend('db').greetWith('hello from the server\n');
      const stream = await sql.traefik.open('sql');
      const said = await Promise.race([stream.line(), setTimeout(1500, 'nothing')]).catch(() => 'closed');
      stream.close();
      expect(said).toBe(greeting);
    }
  } finally {
    await sql.close();
  }
});
