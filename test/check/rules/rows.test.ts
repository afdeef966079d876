import { traefikFactsOf } from '../../../lib/check/cluster';
import { findings } from '../../../lib/check/rules';
import { type Problem, ruleOf } from '../../../lib/core/finding';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { type Row, fixtures, ownOf, rows, setups } from '../../real/lint/rows';

/** What a cluster has besides: Secrets that the box fills, and the endpoints of a Service that has none. */
const existing = ['pair', 'authority'].map((name) => ({ kind: 'Secret', name }));
const idle: ApiObjectData = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'idle-1', labels: { 'kubernetes.io/service-name': 'idle' } },
  addressType: 'IPv4',
  endpoints: [],
  ports: [{ name: 'http', port: 80 }],
};

function told(row: Row, side: 'bad' | 'good'): readonly Problem[] {
  const own = ownOf(row, side);
  const objects = [...fixtures, idle, ...row[side](own)].map((object) => ({
    object: { ...object, metadata: { namespace: own.namespace, ...object.metadata } },
    locate: () => undefined,
  }));
  const facts = { existing, traefik: traefikFactsOf(setups[row.traefik ?? 'plain']) };
  return findings(objects, facts, { advice: true });
}

const codesOf = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ rule }) => ruleOf(rule).code);

describe.each(rows.map((row) => [`${row.code}: ${row.mistake}`, row] as const))('%s', (_, row) => {
  test('is told', () => {
    expect(codesOf(told(row, 'bad'))).toContain(row.code);
  });

  test('is not told of the same without it, of which nothing is wrong', () => {
    const problems = told(row, 'good');
    expect(codesOf(problems)).not.toContain(row.code);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
