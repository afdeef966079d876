import { gateKinds, gateObjects } from '../../../lib/check/release';
import { placesAt } from '../../../lib/check/cluster';
import { readPromql as read } from '../../support/promql';
import { declared, environmentText, planOf, tcpRoute } from './support';

test('the grammar finds faults', () => {
  expect(read('sum(increase(a{b="c"}[10m])').faults).toBeGreaterThan(0);
});

const awkward = environmentText(
  '{ version: v2, header: { name: X-Next }, gates: { saturation: 0.9 }, bake: 1h }',
).replace('namespace: shop', 'namespace: shop-2');

test.each([
  ['all gates of a canary', awkward],
  ['a mirror', environmentText('{ version: v2, strategy: mirror, bake: 90s }')],
  ['names with dots', environmentText('{ version: v2 }').replaceAll('web', 'web-1')],
])('every query of %s is PromQL', (_, text) => {
  const { plan } = planOf(declared(text));
  const queries = plan.steps.flatMap(({ gate }) => gate?.queries ?? []);
  expect(queries.length).toBeGreaterThan(2);
  for (const { promql } of queries) {
    const { faults, matchers } = read(promql);
    expect({ promql, faults }).toEqual({ promql, faults: 0 });
    expect(matchers.length).toBeGreaterThan(0);
  }
});

test('routes of TCP have no metrics of requests: their steps stand for a while, and ask nothing', () => {
  const { plan } = planOf(declared(environmentText('{ version: v2 }', tcpRoute)));
  const gates = plan.steps.flatMap(({ gate }) => (gate ? [gate] : []));
  expect(gates).toEqual(gates.map(() => ({ queries: [], bake: '10m', minRequests: 0 })));
  expect(gates).toHaveLength(4);
});

test('gates become alerts, analyses of Argo Rollouts and metrics of Flagger, with the same queries', () => {
  const { plan } = planOf(declared(awkward));
  const queries = plan.steps.flatMap(({ gate }) => gate?.queries ?? []);
  const options = { namespace: 'shop-2', prometheus: 'http://prometheus:9090' };
  const [rules, analyses, metrics] = gateKinds.map((kind) => gateObjects(plan, kind, options));
  const textsAt = (objects: readonly object[] = [], ...path: readonly string[]): readonly unknown[] =>
    objects.flatMap((object) => placesAt(object, ['spec', ...path]).map(({ value }) => value));
  const asked = queries.map(({ promql }) => promql);
  expect(textsAt(analyses, 'metrics', '*', 'provider', 'prometheus', 'query')).toEqual(asked);
  expect(textsAt(metrics, 'query')).toEqual(asked);
  const alerts = textsAt(rules, 'groups', '*', 'rules', '*', 'expr').map(String);
  expect(alerts).toHaveLength(asked.length);
  for (const [index, expression] of alerts.entries()) {
    expect(read(expression).faults).toBe(0);
    // It fires where the gate says stop.
    expect(expression.startsWith(asked[index] ?? '')).toBe(true);
    expect(expression).toMatch(queries[index]?.threshold.startsWith('<=') ? / > [\d.]+$/ : / < \d+$/);
  }
  expect(textsAt(analyses, 'metrics', '*', 'successCondition')).toContain(
    'len(result) > 0 && result[0] <= 0.01',
  );
});
