import type { ApiObjectData } from '../../../lib/core/manifest';
import { objectsOf } from '../../../lib/core/manifest';
import { Inventory, trafficModelOf, traefikFactsOf } from '../../../lib/check/cluster';
import { advisories } from '../../../lib/check/rules/advisories/list';
import { subjectOf } from '../../../lib/check/rules/advisories/subject';
import type { BuiltTraefik } from '../parts/parts';
import { Box } from '../support';

interface AdvisoryCase {
  readonly id: string;
  /** A release that has the fault, or that mends it only if it is told to. */
  readonly version: BuiltTraefik;
  readonly objects: string;
  /** A header of the client that the backend gets, in lower case. */
  readonly header?: string;
}

const service = (namespace: string): string => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: ${namespace} }
spec: { ports: [{ name: http, port: 80 }] }
---`;

const guarded = `${service('one')}
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: office, namespace: one }
spec: { ipAllowList: { sourceRange: [192.0.2.99] } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: admin, namespace: one }
spec:
  entryPoints: [web]
  routes:
    - kind: Rule
      match: Host(\`a.test\`) && PathPrefix(\`/x/admin\`)
      middlewares: [{ name: office }]
      services: [{ name: web, port: 80 }]
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: open, namespace: one }
spec:
  entryPoints: [web]
  routes: [{ kind: Rule, match: Host(\`a.test\`), services: [{ name: web, port: 80 }] }]
`;

const across = `${service('one')}${service('other')}
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: theirs, namespace: other }
spec: { weighted: { services: [{ name: web, port: 80 }] } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: across, namespace: one }
spec:
  entryPoints: [web]
  routes:
    - kind: Rule
      match: Host(\`b.test\`)
      services: [{ name: theirs@kubernetescrd, namespace: other, kind: TraefikService }]
`;

const vouched = `${service('one')}
apiVersion: v1
kind: Secret
metadata: { name: users, namespace: one }
stringData: { users: 'ann:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=' }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: login, namespace: one }
spec: { basicAuth: { secret: users, headerField: X-Auth-User } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: login, namespace: one }
spec:
  entryPoints: [web]
  routes:
    - kind: Rule
      match: Host(\`c.test\`)
      middlewares: [{ name: login }]
      services: [{ name: web, port: 80 }]
`;

const cases: readonly AdvisoryCase[] = [
  { id: 'CVE-2026-71325', version: '3.7.9', objects: across },
  { id: 'CVE-2025-66490', version: '3.7.13', objects: guarded },
  { id: 'CVE-2026-54763', version: '3.7.13', objects: vouched, header: 'x_auth_user' },
];

/** Ann's password, for what asks for one. */
const authorization = `Basic ${Buffer.from('ann:secret').toString('base64')}`;

describe('the request that an advisory is told with', () => {
  let box: Box;
  beforeAll(async () => {
    box = await Box.start();
  }, 60_000);
  afterAll(() => box.stop());

  it.each(cases.map((one) => [one.id, one.version, one] as const))(
    'reaches the backend: %s on a real Traefik %s',
    async (id, version, { objects: text, header }) => {
      const objects = objectsOf(text, 'case.yaml').objects.map(({ object }) => object);
      const applied = await box.apply(objects, { namespace: 'one' });
      const traefik = await box.traefik({ version });
      try {
        await traefik.settled();
        const { url, headers } = requestOf(id, version, applied.accepted);
        const answer = await traefik.request(`GET ${url}`, {
          headers: { ...headers, Authorization: authorization },
        });
        expect(answer.status).toBe(200);
        const seen = (answer.seen?.headers ?? []).map(([name]) => name.toLowerCase());
        expect(seen).toEqual(expect.arrayContaining(header === undefined ? [] : [header]));
      } finally {
        await traefik.stop();
        await box.delete(objects, { namespace: 'one' });
      }
    },
    60_000,
  );
});

function requestOf(
  id: string,
  version: string,
  objects: readonly ApiObjectData[],
): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
  const placed = objects.map((object) => ({ object, locate: () => undefined }));
  const inventory = new Inventory(placed, { traefik: traefikFactsOf(undefined, version) });
  const subject = subjectOf(inventory, trafficModelOf(inventory));
  const hits = advisories.find(({ ids }) => ids.includes(id))?.hits(subject) ?? [];
  const [request] = hits.flatMap((hit) => hit.request ?? []);
  if (!request) throw new Error(`${id} has no request`);
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name, String(value)]);
  return { url: request.url, headers: Object.fromEntries(headers) };
}
