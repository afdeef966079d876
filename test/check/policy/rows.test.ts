import { traefikFactsOf, trafficModelOf, Inventory } from '../../../lib/check/cluster';
import { gateFindings } from '../../../lib/check/gates';
import { catalogue, reviewPolicies } from '../../../lib/check/policy';
import { crossSeverities } from '../../../lib/check/policy/cross';
import { findings } from '../../../lib/check/rules';
import { type RuleId, ruleOf } from '../../../lib/core/finding';
import { type PlacedObject, objectsOf } from '../../../lib/core/manifest';
import { rows as lintRows } from '../../real/lint/rows';
import { examples as lintExamples } from '../rules/examples';
import { examples } from './examples';
import { pods } from './pods';
import { rows } from './rows';
import { further, innocent, several } from './several';

const facts = { traefik: traefikFactsOf() };

function placed(yaml: string): readonly PlacedObject[] {
  const { objects, problems } = objectsOf(yaml, 'objects.yaml');
  expect(problems).toEqual([]);
  return objects.map(({ object, locate }) => ({
    object: { ...object, metadata: { namespace: 'shop', ...object.metadata } },
    locate,
  }));
}

/** What policies say in production, with the place in the object. */
function told(yaml: string): ReadonlyMap<string, string> {
  const objects = placed(yaml);
  const traffic = () => trafficModelOf(new Inventory(objects, facts));
  const { findings: found } = reviewPolicies(objects, { profile: 'prod', traffic });
  return new Map(found.map(({ rule, message }) => [rule, message]));
}

const all = Object.values(rows);

test('there are seventy checks, each with something that tells it', () => {
  expect(Object.keys(rows).map(Number)).toEqual(Array.from({ length: 70 }, (_, index) => index + 1));
  expect(all.filter(({ policies = [], rules = [] }) => policies.length + rules.length === 0)).toEqual([]);
});

test('a policy has the number of its check', () => {
  const isPolicy = (rule: RuleId): boolean => ruleOf(rule).code.startsWith('PL');
  const codes = Object.entries(rows).flatMap(([row, { policies = [], rules = [] }]) =>
    [
      ...catalogue.filter(({ rule }) => policies.includes(rule)).map(({ rule }) => rule),
      ...rules.filter(isPolicy),
    ]
      // A rollout without a gap is two checks.
      .filter((rule) => !(rule === 'interrupting-rollout' && row === '33'))
      .map((rule) => [ruleOf(rule).code, `PL0${row.padStart(2, '0')}`] as const),
  );
  expect(codes.filter(([code, wanted]) => code !== wanted)).toEqual([]);
});

test('all of the catalogue is of a check', () => {
  const known = new Set<string>(all.flatMap(({ policies = [], rules = [] }) => [...policies, ...rules]));
  const ours = [...catalogue.map(({ rule }) => rule), ...Object.keys(crossSeverities)];
  expect(ours.filter((rule) => !known.has(rule))).toEqual([]);
});

test('whatever tells a check is told of an example, and not of the same without the mistake', () => {
  const lintCodes = new Set<string>([...lintRows, ...lintExamples].map(({ code }) => code));
  const isShown = (id: string, codes: string): boolean =>
    id in examples || id in several || id in pods || lintCodes.has(codes);
  const names = all.flatMap(({ policies = [], rules = [] }) => [
    ...policies.map((policy) => [policy, ''] as const),
    ...rules.map((rule) => [rule, ruleOf(rule).code] as const),
  ]);
  const shownElsewhere = ['go-vulnerability', 'go-coverage', 'go-stale-module'];
  expect(names.filter(([id, code]) => !isShown(id, code)).map(([id]) => id)).toEqual(shownElsewhere);
});

describe.each(Object.entries(several))('%s', (rule, { wrong, right }) => {
  test('is told of objects together, and not of the same without the mistake', () => {
    expect([...told(wrong).keys()]).toContain(rule);
    expect([...told(right).keys()]).not.toContain(rule);
  });
});

test.each(further)('%s is told in another way as well', (rule, objects) => {
  expect([...told(objects).keys()]).toContain(rule);
});

test.each(innocent)('%s is not told of what is right', (rule, objects) => {
  expect([...told(objects).keys()]).not.toContain(rule);
});

test.each(Object.entries(pods))(
  '%s is told by the linter, and not of the same without the mistake',
  (rule, pair) => {
    const existing = [{ kind: 'Secret', name: 'other' }];
    const of = (yaml: string): readonly string[] =>
      findings(placed(yaml), { ...facts, existing }, { advice: true }).map((finding) => finding.rule);
    expect(of(pair.wrong)).toContain(rule);
    expect(of(pair.right)).not.toContain(rule);
  },
);

test('a ServiceAccount that the cluster is said to have is there', () => {
  const objects = placed(several['unknown-service-account']?.wrong ?? '');
  const of = (namespace: string): readonly string[] => {
    const existing = [{ kind: 'ServiceAccount', namespace, name: 'web' }];
    return reviewPolicies(objects, { profile: 'prod', existing }).findings.map(({ rule }) => rule);
  };
  expect(of('shop')).not.toContain('unknown-service-account');
  expect(of('other')).toContain('unknown-service-account');
});

test("reports of Go's tools are told where they are bad, and not where they are good", () => {
  const of = (coverage: string, minimum: number): readonly string[] =>
    [
      ...gateFindings(
        { coverage: { profile: 'cover.out', minimum } },
        { read: () => coverage, today: '2026-11-28' },
      ),
    ].map(({ rule }) => rule);
  const half = 'mode: set\na.go:1.1,2.2 1 1\na.go:3.1,4.2 1 0\n';
  expect(of(half, 80)).toEqual(['go-coverage']);
  expect(of(half, 40)).toEqual([]);
});
