import { check, rules } from '../support';

/** Middlewares whose order decides whether they do anything; test/real/lint shows the same on the real Traefik. */

const specs = {
  retry: '{ retry: { attempts: 3 } }',
  byStatus: "{ retry: { attempts: 3, status: ['500-599'] } }",
  onlyStatus: "{ retry: { attempts: 3, status: ['503'], disableRetryOnNetworkError: true } }",
  again: "{ retry: { attempts: 3, status: ['503'], retryNonIdempotentMethod: true } }",
  page: "{ errors: { status: ['500-503'], service: { name: web, port: 80 } } }",
  missing: "{ errors: { status: ['404'], service: { name: web, port: 80 } } }",
  secure: '{ redirectScheme: { scheme: https } }',
  limit: '{ buffering: { maxResponseBodyBytes: 1000 } }',
  upload: '{ buffering: { maxRequestBodyBytes: 1000 } }',
  press: '{ compress: {} }',
  both: '{ chain: { middlewares: [{ name: retry }, { name: page }] } }',
} as const;

function told(
  middlewares: readonly (keyof typeof specs)[],
  rule = 'Host(`a.com`)',
  service = 'name: web, port: 80',
) {
  const used = new Set([
    ...middlewares,
    ...(middlewares.includes('both') ? (['retry', 'page'] as const) : []),
  ]);
  return check(
    `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 80 }] }
${[...used].map((name) => `---\napiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: ${name.toLowerCase()}, namespace: shop }\nspec: ${specs[name]}`).join('\n')}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [web]
  routes:
    - match: ${rule}
      kind: Rule
      middlewares: [${middlewares.map((name) => `{ name: ${name.toLowerCase()} }`).join(', ')}]
      services: [{ ${service} }]
`,
    undefined,
    { advice: true },
  );
}

describe('a retry', () => {
  test('before an error page for what cannot be reached sees nothing of it, in a chain as well', () => {
    for (const order of [['retry', 'page'], ['both']] as const) {
      expect(told(order)).toMatchObject([
        {
          rule: 'idle-retry',
          severity: 'warning',
          message: expect.stringContaining('shop-page@kubernetescrd'),
        },
      ]);
    }
    expect(rules(told(['page', 'retry']))).toEqual([]);
    expect(rules(told(['retry', 'missing']))).toEqual([]);
  });

  test('by status sees what an error page leaves as it is', () => {
    expect(rules(told(['byStatus', 'page']))).toEqual([]);
    expect(rules(told(['onlyStatus', 'page']))).toEqual([]);
  });

  test('by status of a route for POST alone has nothing to do', () => {
    const post = 'Host(`a.com`) && (Method(`POST`) || Method(`PATCH`))';
    expect(told(['onlyStatus'], post)).toMatchObject([
      { rule: 'idle-retry', message: expect.not.stringContaining('network') },
    ]);
    expect(told(['byStatus'], post)).toMatchObject([
      { rule: 'idle-retry', message: expect.stringContaining('network') },
    ]);
    for (const [name, rule] of [
      ['retry', post],
      ['again', post],
      ['byStatus', 'Host(`a.com`) && !Method(`POST`)'],
      ['byStatus', 'Host(`a.com`) && (Method(`POST`) || Path(`/x`))'],
    ] as const)
      expect(rules(told([name], rule))).toEqual([]);
  });

  test('behind a rule of the v2 syntax is left alone', () => {
    const rule = "'Host(`a.com`) && Method(`GET`,`POST`)'\n      syntax: v2";
    expect(rules(told(['byStatus'], rule))).toEqual([]);
  });

  test('before what Traefik answers by itself is idle, which does no harm', () => {
    expect(told(['retry', 'secure'])).toMatchObject([{ rule: 'idle-retry', severity: 'info' }]);
    expect(told(['retry'], 'Host(`a.com`)', 'kind: TraefikService, name: noop@internal')).toMatchObject([
      { rule: 'idle-retry', severity: 'info' },
    ]);
    expect(rules(told(['secure', 'retry']))).toEqual([]);
  });
});

test('a limit on responses counts what compression behind it leaves', () => {
  expect(told(['limit', 'press'])).toMatchObject([{ rule: 'limit-of-compressed', severity: 'warning' }]);
  expect(rules(told(['press', 'limit']))).toEqual([]);
  expect(rules(told(['upload', 'press']))).toEqual([]);
});
