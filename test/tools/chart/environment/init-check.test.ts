import { withInitCheck } from '../../../../lib/tools/chart/environment/init-check';
import { evaluate } from '../../../../lib/tools/chart/template/evaluate';
import type { Condition, Part, Template } from '../../../../lib/tools/chart/template/template';
import { valueAt } from '../../../../lib/tools/chart/values';

/** A template of plain data. */
function of(value: unknown): Template {
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item, index) => ({ key: String(index), value: of(item) })) };
  }
  if (typeof value !== 'object' || value === null) return { kind: 'literal', value };
  return { kind: 'map', entries: Object.entries(value).map(([key, item]) => ({ key, value: of(item) })) };
}

const dev: Condition = { kind: 'feature', feature: { kind: 'environment', names: ['dev'] } };
const workload = (pod: Template): Template => ({
  kind: 'map',
  entries: [
    {
      key: 'spec',
      value: {
        kind: 'map',
        entries: [{ key: 'template', value: { kind: 'map', entries: [{ key: 'spec', value: pod }] } }],
      },
    },
  ],
});
const containers: Part = { key: 'containers', value: of([{ name: 'web', image: 'a/b:1' }]) };

/** The pod of a workload with the check, in an environment where it is on or off. */
function podOf(template: Template, environment: string, enabled: boolean): unknown {
  const values = { initCheck: { enabled, minVersion: '1.25', image: 'golang' } };
  return valueAt(evaluate(withInitCheck(template), { values, environment, computations: [] }), [
    'spec',
    'template',
    'spec',
  ]);
}

const check = expect.objectContaining({ name: 'init-check', image: 'golang' });
const volume = { name: 'init-check', image: { reference: 'a/b:1' } };

test('a pod without init containers gets the lists with the check alone', () => {
  const template = workload({ kind: 'map', entries: [containers] });
  expect(podOf(template, 'dev', true)).toMatchObject({ initContainers: [check], volumes: [volume] });
  expect(podOf(template, 'dev', false)).toEqual({ containers: [{ name: 'web', image: 'a/b:1' }] });
});

test('a pod with init containers keeps them before the check', () => {
  const own = { key: 'initContainers', value: of([{ name: 'own' }]) };
  const template = workload({ kind: 'map', entries: [containers, own] });
  expect(podOf(template, 'dev', true)).toMatchObject({ initContainers: [{ name: 'own' }, check] });
  expect(podOf(template, 'dev', false)).toMatchObject({ initContainers: [{ name: 'own' }] });
});

test('a list that only some environments have is there for the check in all', () => {
  const own = { key: 'initContainers', when: dev, value: of([{ name: 'own' }]) };
  const template = workload({ kind: 'map', entries: [containers, own] });
  expect(podOf(template, 'dev', true)).toMatchObject({ initContainers: [{ name: 'own' }, check] });
  expect(podOf(template, 'prod', true)).toMatchObject({ initContainers: [check] });
  expect(podOf(template, 'dev', false)).toMatchObject({ initContainers: [{ name: 'own' }] });
  expect(podOf(template, 'prod', false)).not.toHaveProperty('initContainers');
});

test.each(['pod', 'workload'])('a %s of which environments have different forms gets it in each', (which) => {
  const pod = (form: string): Template => ({
    kind: 'map',
    entries: [containers, { key: 'form', value: of(form) }],
  });
  const choice = (a: Template, b: Template): Template => ({
    kind: 'choice',
    options: [{ when: dev, value: a }],
    otherwise: b,
  });
  const template =
    which === 'pod' ? workload(choice(pod('a'), pod('b'))) : choice(workload(pod('a')), workload(pod('b')));
  expect(podOf(template, 'dev', true)).toMatchObject({
    form: 'a',
    initContainers: [check],
    volumes: [volume],
  });
  expect(podOf(template, 'prod', true)).toMatchObject({
    form: 'b',
    initContainers: [check],
    volumes: [volume],
  });
});

test('what is no workload stays as it is', () => {
  const template = of({ kind: 'Service', spec: { ports: [] } });
  expect(withInitCheck(template)).toEqual(template);
});
