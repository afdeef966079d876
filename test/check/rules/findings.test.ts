import { ApiObject, Chart } from 'cdk8s';
import { objectsOf } from '../../../lib/core/manifest';
import { type Problem, ProblemError, formatProblem } from '../../../lib/core/finding';
import { findings } from '../../../lib/check/rules';
import { IngressRoute, Middleware, TraefikObject } from '../../../lib/constructs/routing';
import { DeliveryApp } from '../../../lib/project/stack';
import { stringifyYaml } from '../../../lib/core/yaml';
import { check, rules } from './support';

const service = `
apiVersion: v1
kind: Service
metadata: { name: api }
spec: { ports: [{ name: http, port: 80 }] }
---
`;

const route = (name: string, spec: string) => `---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: ${name} }
spec: { entryPoints: [web], ${spec} }
`;

/** What a finding says, wherever its object comes from. */
function said({ rule, severity, message, consequence, fix, object, field }: Problem): unknown {
  return { rule, severity, message, consequence, fix, object, field };
}

describe('the same objects', () => {
  /** A program with one mistake of each kind, as constructs. */
  function program(): DeliveryApp {
    const app = new DeliveryApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
    const routed = (id: string, match: string, middlewares: string[], priority?: number) =>
      new IngressRoute(chart, id, {
        entryPoints: ['websecure'],
        tls: {},
        routes: [
          { match, middlewares, services: [{ name: 'api', port: 80 }], ...(priority && { priority }) },
        ],
      });
    new ApiObject(chart, 'api', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api' },
      spec: { ports: [{ name: 'http', port: 80 }] },
    });
    new TraefikObject(chart, 'breaker', {
      kind: 'Middleware',
      metadata: { name: 'breaker', namespace: 'shop' },
      spec: { circuitBreaker: { expression: 'NetworkErrorRatio() > 0.5' } },
    });
    new Middleware(chart, 'login', { name: 'login', basicAuth: { secret: 'users' } });
    routed('one', 'Host(`a.example.com`)', ['login'], 7);
    routed('two', 'PathPrefix(`/x`)', ['brekaer'], 7);
    routed('three', 'Path(`/x`)', [], 7);
    routed('four', 'PathPrefix(`/x`) && Method(`GET`)', [], 7);
    return app;
  }

  test('give the same findings as constructs at synth and as files', () => {
    const app = program();
    const atSynth = problemsOf(() => app.synth());
    const manifests = stringifyYaml(
      app.node
        .findAll()
        .flatMap((construct): object[] => (ApiObject.isApiObject(construct) ? [construct.toJson()] : [])),
    );
    const { objects } = objectsOf(manifests, 'dist/shop.yaml');
    const onFiles = findings(objects);
    expect(onFiles.map(said)).toEqual(atSynth.map(said));
    expect(new Set(rules(onFiles))).toEqual(
      new Set(['unfit-auth-secret', 'unknown-middleware', 'ambiguous-priority']),
    );
    expect(onFiles.every(({ location }) => location?.file === 'dist/shop.yaml')).toBe(true);
    expect(atSynth.every(({ construct }) => construct?.startsWith('shop/'))).toBe(true);
  });
});

describe('one mistake is told once', () => {
  const to = (more: string) =>
    `routes: [{ kind: Rule, match: Host(\`a.io\`), services: [{ name: api, port: 80 }]${more} }]`;

  test('a misspelt middleware, which disables the router as well', () => {
    expect(rules(check(service + route('web', to(', middlewares: [{ name: gone }]'))))).toEqual([
      'unknown-middleware',
    ]);
  });

  test('a missing Secret, without which there is no middleware and no router', () => {
    const login =
      '---\napiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: login }\nspec: { basicAuth: { secret: gone } }\n';
    expect(rules(check(service + login + route('web', to(', middlewares: [{ name: login }]'))))).toEqual([
      'unfit-auth-secret',
    ]);
  });

  test('a second mistake of the same router is told in the same report', () => {
    const broken =
      '---\napiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: breaker }\nspec: { circuitBreaker: { expression: nonsense } }\n';
    const problems = check(
      service + broken + route('web', to(', middlewares: [{ name: gone }, { name: breaker }]')),
    );
    expect(problems.map(({ rule }) => rule)).toContain('unknown-middleware');
  });

  test('other routers are told of beside it: nobody has to mend twice', () => {
    const problems = check(
      service +
        route('one', to(', middlewares: [{ name: gone }]')) +
        route(
          'two',
          'routes: [{ kind: Rule, match: Host(`b.io`) && Path(`/a`), services: [{ name: api, port: 80 }] }]',
        ) +
        route(
          'three',
          'routes: [{ kind: Rule, match: Path(`/a`) && Host(`b.io`), services: [{ name: api, port: 80 }] }]',
        ),
    );
    expect(rules(problems)).toEqual(['unknown-middleware', 'ambiguous-priority']);
  });
});

test('an ambiguous priority names both objects and their places', () => {
  const [problem] = check(
    service +
      route(
        'two',
        'routes: [{ kind: Rule, match: Host(`b.io`) && Path(`/a`), services: [{ name: api, port: 80 }] }]',
      ) +
      route(
        'three',
        'routes: [{ kind: Rule, match: Path(`/a`) && Host(`b.io`), services: [{ name: api, port: 80 }] }]',
      ),
  );
  expect(problem).toMatchObject({
    object: { kind: 'IngressRoute', name: expect.stringMatching(/^(two|three)$/) },
    location: { file: 'objects.yaml' },
    related: [{ object: { kind: 'IngressRoute' }, location: { file: 'objects.yaml' } }],
  });
  const text = problem ? formatProblem(problem) : '';
  expect(text).toContain('shop/two spec.routes[0]');
  expect(text).toContain('shop/three spec.routes[0]');
});

describe('a middleware of another namespace', () => {
  const shared =
    '---\napiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: platform-headers, namespace: platform }\nspec: { compress: {} }\n';

  test('whose namespace is forgotten is told where it is', () => {
    const [problem] = check(
      service +
        shared +
        route(
          'web',
          'routes: [{ kind: Rule, match: Host(`a.io`), middlewares: [{ name: platform-headers }], services: [{ name: api, port: 80 }] }]',
        ),
    );
    expect(problem?.fix).toBe(
      'It is in namespace platform: write `{ name: platform-headers, namespace: platform }`.',
    );
  });
});

test('what is missing can be declared, and how is said', () => {
  const [problem] = check(
    route('web', 'routes: [{ kind: Rule, match: Host(`a.io`), services: [{ name: old, port: 80 }] }]'),
  );
  expect(problem?.fix).toContain('`existing: { services: { old: {} } }`');
  expect(problem?.fix).toContain('`declareCluster`');
});

function problemsOf(run: () => unknown): readonly Problem[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  return [];
}
