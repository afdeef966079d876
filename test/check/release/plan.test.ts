import { modelsOfStates } from '../../../lib/check/cluster';
import {
  commandsTo,
  planMarkdown,
  planRelease,
  planText,
  releaseStatus,
  stepSide,
  wayBack,
} from '../../../lib/check/release';
import { valueAt } from '../../../lib/core/base';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { type ReleaseDeclaration, releaseSteps } from '../../../lib/traefik/release';
import { declared, environmentText, planOf, tcpRoute, webRoute } from './support';

const canary = declared(environmentText('{ version: v2, steps: [5, 50], header: { name: X-Next } }'));
const { plan, findings } = planOf(canary);
const step = (id: string) => plan.steps.find((one) => one.id === id);

test('all invariants hold of every step of every strategy', () => {
  const releases = [
    '{ version: v2 }',
    '{ version: v2, strategy: header }',
    '{ version: v2, strategy: header, cookie: { name: next } }',
    '{ version: v2, strategy: mirror, steps: [50] }',
    '{ version: v2, strategy: blueGreen }',
    '{ version: v2, sticky: { name: lane } }',
  ].map((release) => planOf(declared(environmentText(release))));
  const tcp = planOf(declared(environmentText('{ version: v2 }', tcpRoute)));
  for (const { plan: made, findings: told } of [...releases, tcp]) {
    expect(told).toEqual([]);
    expect(made.invariants.filter(({ holds }) => !holds)).toEqual([]);
  }
});

test('a step tells what it changes and what that does to requests', () => {
  expect(findings).toEqual([]);
  expect(step('10-deploy')).toMatchObject({ traffic: { verdict: 'same', changes: [] }, gate: null });
  expect(step('10-deploy')?.objects.added).toContainEqual(
    expect.objectContaining({ kind: 'Deployment', name: 'web-canary' }),
  );
  expect(step('40-weight-5')).toMatchObject({
    objects: { added: [], removed: [], changed: [{ object: { kind: 'TraefikService', name: 'web' } }] },
    traffic: { verdict: 'moved', changes: [{ kind: 'moved' }] },
  });
  expect(step('80-promote')).toMatchObject({
    objects: { added: [], removed: [], changed: [{ object: { kind: 'Deployment', name: 'web' } }] },
    traffic: { verdict: 'same' },
  });
});

test('the way back from each step never deletes, changes or skips what gets requests', () => {
  const ways = plan.steps.map(({ id, rollback, rollbackPath }) => [id, rollback, rollbackPath.join(' ')]);
  expect(ways).toEqual([
    ['00-baseline', '00-baseline', ''],
    ['10-deploy', '00-baseline', '00-baseline'],
    ['30-header', '00-baseline', '10-deploy 00-baseline'],
    ['40-weight-5', '00-baseline', '10-deploy 00-baseline'],
    ['50-weight-50', '00-baseline', '10-deploy 00-baseline'],
    ['70-shift', '00-baseline', '10-deploy 00-baseline'],
    ['80-promote', '00-baseline', '70-shift 10-deploy 00-baseline'],
    ['90-return', '00-baseline', '80-promote 70-shift 10-deploy 00-baseline'],
    ['95-cleanup', '00-baseline', '90-return 80-promote 70-shift 10-deploy 00-baseline'],
  ]);
});

test('a gate asks Prometheus by the names that Traefik gives to the next version', () => {
  const { gate } = step('40-weight-5') ?? {};
  expect(gate).toMatchObject({ bake: '10m', minRequests: 100 });
  const names = gate?.queries.map(({ name, threshold }) => `${name} ${threshold}`);
  expect(names).toEqual(['requests >= 100', 'error-ratio <= 0.01', 'p99 <= 0.5']);
  for (const { promql } of gate?.queries ?? []) {
    expect(promql).toContain('shop-web-canary-http@kubernetescrd');
    expect(promql).not.toContain('"shop-web-http@kubernetescrd');
  }
});

test('gates and waiting times are the release’s or the step’s own', () => {
  const release =
    '{ version: v2, bake: 5m, gates: { errorRatio: 0.1, p99: false, saturation: 0.8 }, steps: [5, { weight: 50, bake: 1h, minRequests: 9 }] }';
  const { plan: made } = planOf(declared(environmentText(release)));
  const gates = made.steps.flatMap(({ id, gate }) => (gate ? [[id, gate.bake, gate.minRequests]] : []));
  expect(gates).toEqual([
    ['40-weight-5', '5m', 100],
    ['50-weight-50', '1h', 9],
    ['70-shift', '5m', 100],
  ]);
  const queries = made.steps.find(({ id }) => id === '50-weight-50')?.gate?.queries ?? [];
  expect(queries.map(({ name, threshold }) => `${name} ${threshold}`)).toEqual([
    'requests >= 9',
    'error-ratio <= 0.1',
    'saturation <= 0.8',
  ]);
});

test('a plan that opens something, or moves others, says at which step', () => {
  // A route of higher priority than the main one, which a marked route would overtake.
  const routes = `${webRoute}
    other: { entryPoints: [web], match: Host(\`a.example.com\`) && PathPrefix(\`/b\`), priority: 22, services: [{ name: other, port: 80 }] }
existing: { services: { other: { ports: [80] } } }
`;
  const { findings: told } = planOf(declared(environmentText('{ version: v2, strategy: header }', routes)));
  expect(told.map(({ rule }) => rule)).toContain('release-unguarded');
  expect(told.map(({ message }) => message).join('\n')).toMatch(/^At 30-header: /m);
});

test('a header step that nobody can reach is no step', () => {
  const routes = `${webRoute}
    other: { entryPoints: [web], match: "Host(\`a.example.com\`) && HeaderRegexp(\`X-Canary\`, \`.*\`)", priority: 100, services: [{ name: other, port: 80 }] }
existing: { services: { other: { ports: [80] } } }
`;
  const { findings: told } = planOf(declared(environmentText('{ version: v2, strategy: header }', routes)));
  expect(told.map(({ message }) => message)).toContain(
    'At 30-header: No request reaches the next version by asking for it.',
  );
});

/** The plan of the release with other objects of the next version, or of the service once it has become its own. */
function planWith(
  change: (declaration: ReleaseDeclaration) => Partial<ReleaseDeclaration>,
): readonly string[] {
  const declaration = { ...canary.release.declaration, ...change(canary.release.declaration) };
  const { objects: placed, facts } = canary.inventory;
  const plain = placed.map(({ object }) => object);
  const { findings: told } = planRelease('prod', releaseSteps(plain, declaration), declaration, {
    placed,
    facts,
  });
  return told.map(({ rule, message }) => `${rule}: ${message}`);
}

/** Objects with other text in their JSON. */
function rewritten(objects: readonly ApiObjectData[], from: string, to: string): readonly ApiObjectData[] {
  return JSON.parse(JSON.stringify(objects).replaceAll(from, to));
}

test('what is promoted is the digest that was tested, whatever its tag says', () => {
  const [tested, other] = ['1', '2'].map((digit) => `example.com/web:v2@sha256:${digit.repeat(64)}`);
  if (!tested || !other) throw new Error('no digests');
  const found = declared(environmentText(`{ image: '${tested}' }`));
  const { objects: placed, facts } = found.inventory;
  const plain = placed.map(({ object }) => object);
  const told = (promotes: string): readonly string[] => {
    const { declaration: own } = found.release;
    const declaration = { ...own, promoted: rewritten(own.promoted, tested, promotes) };
    const steps = releaseSteps(plain, declaration);
    return planRelease('prod', steps, declaration, { placed, facts }).findings.map(
      ({ rule, message }) => `${rule}: ${message}`,
    );
  };
  expect(told(tested)).toEqual([]);
  expect(told(other)).toEqual([`release-untested-version: ${tested} is tested, and ${other} is promoted.`]);
});

test('a next version with fewer pods than its share needs is told, step by step', () => {
  const told = planWith(({ beside }) => ({ beside: rewritten(beside, '"replicas":2', '"replicas":1') }));
  expect(told).toEqual(
    ['70-shift', '80-promote'].map(
      (id) =>
        `release-over-capacity: At ${id}: The next version may have 1 pods, and 100 percent of what 2 carry need 2.`,
    ),
  );
});

test('the service can take all requests back at each step', () => {
  const told = planWith(({ promoted }) => ({
    promoted: rewritten(promoted, '"replicas":2', '"replicas":1'),
  }));
  expect(told).toEqual(
    ['80-promote', '90-return', '95-cleanup'].map(
      (id) =>
        `release-over-capacity: At ${id}: The service may have 1 pods, and took 2 to carry all requests.`,
    ),
  );
});

test('a plan names each invariant, and those of pods only where no controller has them', () => {
  const ids = (release: string): readonly string[] =>
    planOf(declared(environmentText(release))).plan.invariants.map(({ id, holds }) => `${id} ${holds}`);
  const ofControllers = [
    'release-weights true',
    'release-unguarded true',
    'release-moves-others true',
    'release-options-differ true',
    'release-twin-differs true',
    'release-sticky true',
    'release-two-at-once true',
  ];
  expect(ids('{ version: v2, mode: flagger }')).toEqual(ofControllers);
  expect(ids('{ version: v2, mode: argo-rollouts }')).toEqual(ofControllers);
  expect(ids('{ version: v2 }').toSorted()).toEqual(
    [
      ...ofControllers,
      'release-not-ready true',
      'release-removed-in-use true',
      'release-changed-in-use true',
      'release-untested-version true',
      'release-over-capacity true',
    ].toSorted(),
  );
});

test('a cookie for pods alone stops a release that shares requests out', () => {
  const routes = webRoute.replace('[web] }\n', '[{ name: web, sticky: { cookie: { name: pod } } }] }\n');
  const told = planOf(declared(environmentText('{ version: v2, steps: [5] }', routes)));
  expect(told.findings.map(({ rule }) => rule)).toContain('release-sticky');
  expect(told.plan.invariants).toContainEqual({ id: 'release-sticky', holds: false });
  const both = planOf(
    declared(environmentText('{ version: v2, steps: [5], sticky: { name: lane } }', routes)),
  );
  expect(both.findings).toEqual([]);
});

test('objects tell at which step they are, whatever a cluster has filled in', () => {
  for (const { id, objects } of canary.steps) {
    const filled = objects.map((object) => ({
      ...object,
      spec: { ...Object(object['spec']), paused: false },
    }));
    expect(releaseStatus(canary.steps, filled).step?.id).toBe(id);
  }
});

test('the folders of steps are known where a controller takes the others, and so is what it leaves in the cluster', () => {
  for (const mode of ['flagger', 'argo-rollouts']) {
    const { steps } = declared(environmentText(`{ version: v2, mode: ${mode}, steps: [5] }`));
    for (const { id, applied } of steps.filter(({ by }) => by === 'person'))
      expect(releaseStatus(steps, applied).step?.id).toBe(id);
    for (const { id, objects } of steps) {
      // Controllers leave who has no share in the list, with a weight of 0.
      const [first, ...others] = objects.filter(({ kind }) => kind === 'TraefikService');
      expect(others).toEqual([]);
      const services = [...shares(first), { name: 'idle', port: 8080, weight: 0 }];
      const live = objects.map((one) => {
        if (one === first) return { ...one, spec: { weighted: { services } } };
        // What is there once all is done was there when it began; the controller says which it is.
        const phase = mode === 'flagger' ? 'Succeeded' : 'Healthy';
        const isDone = id === '90-return' && ['Canary', 'Rollout'].includes(one.kind);
        return isDone ? { ...one, status: { phase } } : one;
      });
      expect(releaseStatus(steps, live).step?.id).toBe(id);
    }
  }
});

function shares(split: ApiObjectData | undefined): readonly unknown[] {
  const services = valueAt(split, 'spec', 'weighted', 'services');
  return Array.isArray(services) ? services : [];
}

test('a plan says which images it goes from and to', () => {
  for (const release of [
    '{ version: v2 }',
    '{ version: v2, mode: flagger }',
    '{ version: v2, mode: argo-rollouts }',
  ]) {
    const { plan: made } = planOf(declared(environmentText(release)));
    expect(made.images).toEqual({ current: ['example.com/web:v1'], next: ['example.com/web:v2'] });
  }
});

test('each gate asks for series that Traefik has at its step', () => {
  const releases = [
    '{ version: v2, steps: [5], mirror: {}, header: { name: X-Next } }',
    '{ version: v2, strategy: header, cookie: { name: next } }',
    '{ version: v2, mode: argo-rollouts, steps: [5] }',
  ];
  for (const found of releases.map((release) => declared(environmentText(release)))) {
    const { placed, facts } = { placed: found.inventory.objects, facts: found.inventory.facts };
    for (const [index, { gate }] of planOf(found).plan.steps.entries()) {
      const { model } = stepSide(found.steps[index]?.objects ?? [], placed, facts);
      for (const { promql } of gate?.queries ?? [])
        for (const [, names = ''] of promql.matchAll(/service=~"([^"]+)"/g))
          for (const name of names.split('|'))
            expect(Object.keys(model.routes().services ?? {})).toContain(name);
    }
  }
});

test('steps between which only pods change are one and the same to Traefik', () => {
  const { objects, facts } = canary.inventory;
  const modelOf = modelsOfStates();
  const models = new Map(
    canary.steps.map(({ id, objects: own }) => [id, stepSide(own, objects, facts, modelOf).model]),
  );
  expect(models.get('80-promote')).toBe(models.get('70-shift'));
  expect(models.get('90-return')).toBe(models.get('10-deploy'));
  expect(models.get('95-cleanup')).toBe(models.get('00-baseline'));
  expect(new Set(models.values()).size).toBe(models.size - 3);
});

test('objects between two steps are told with what keeps them from the nearest', () => {
  const [first, second] = canary.steps;
  const half = (second?.objects ?? []).filter(
    ({ kind, metadata }) => kind !== 'Service' || metadata.name !== 'web-canary',
  );
  const status = releaseStatus(canary.steps, half);
  expect(status.step).toBeUndefined();
  expect([first?.id, second?.id]).toContain(status.nearest?.id);
  expect(status.differences).toHaveLength(1);
});

test('what a step no longer has is deleted by its name', () => {
  const [first, second] = canary.steps;
  if (!first || !second) throw new Error('no steps');
  expect(wayBack(canary.steps, second)).toEqual([first]);
  expect(commandsTo('dist', second, first)).toContain(
    'kubectl delete deployment.apps web-canary --namespace shop',
  );
  expect(commandsTo('dist', first, second)).toEqual(['kubectl apply -f dist/10-deploy']);
});

test('people read the same in a terminal and in Markdown', () => {
  for (const text of [planText(plan), planMarkdown(plan)]) {
    for (const { id } of plan.steps) expect(text).toContain(id);
    expect(text).toContain('shop/web-canary');
  }
});
