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
      route('depth', 'list'),
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
