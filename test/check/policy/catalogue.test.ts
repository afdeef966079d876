import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cataloguePolicies } from '../../../lib/check/policy/policies';
import { catalogue, policyObject } from '../../../lib/check/policy';
import { compilePolicy } from '../../../lib/check/policy/compile';
import { Subject, violations } from '../../../lib/check/policy/evaluate';
import { resourceOf } from '../../../lib/check/policy/resource';
import { fromJson } from '../../../lib/check/cel';
import { ruleOf } from '../../../lib/core/finding';
import { catalogueGroups } from '../../../lib/core/finding/catalogue';
import { manifestFindings } from '../../../lib/check/policy/schema';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { examples } from './examples';

function said(rule: string, object: ApiObjectData): readonly string[] {
  const entry = catalogue.find((each) => each.rule === rule);
  if (!entry) throw new Error(`There is no policy ${rule}`);
  const { policy, findings } = compilePolicy(rule, policyObject(entry).spec);
  if (!policy) throw new Error(JSON.stringify(findings));
  const subject = new Subject(resourceOf(object), fromJson(object), (name) => ({
    'kubernetes.io/metadata.name': name,
  }));
  return violations(policy, subject);
}

describe('each policy of the catalogue', () => {
  test('has an example that breaks it and one that does not', () => {
    expect(Object.keys(examples).toSorted()).toEqual(catalogue.map(({ rule }) => rule).toSorted());
  });

  test.each(Object.entries(examples))(
    '%s: the wrong example is told, the right one is not',
    (rule, { wrong, right }) => {
      expect(said(rule, wrong)).toHaveLength(1);
      expect(said(rule, right)).toEqual([]);
    },
  );

  test.each(catalogue.map((entry) => [entry.rule, policyObject(entry)] as const))(
    '%s is a manifest that a cluster takes',
    (_rule, manifest) => {
      expect(manifestFindings(manifest)).toEqual([]);
      expect(manifest.metadata.name).toMatch(/^[a-z-]+\.policy\.cdk8s-traefik$/);
    },
  );

  test('has a number of its own kind', () => {
    expect(catalogue.filter(({ rule }) => !ruleOf(rule).code.startsWith('PL'))).toEqual([]);
  });
});

test('production is held to at least as much as development', () => {
  const names = (profile: 'dev' | 'staging' | 'prod'): readonly string[] =>
    cataloguePolicies(profile).map(({ name }) => name);
  expect(names('prod')).toEqual(expect.arrayContaining([...names('staging')]));
  expect(names('staging')).toEqual(expect.arrayContaining([...names('dev')]));
});

test('docs/policy.md counts the policies, and the rules over several objects, as they are', () => {
  const groups = catalogueGroups.filter(({ title }) => title.startsWith('Policies for '));
  const all = groups.flatMap(({ rules }) => Object.keys(rules));
  const page = readFileSync(join(__dirname, '../../../docs/policy.md'), 'utf8');
  expect(page).toContain(`${catalogue.length} policies look at one object each`);
  expect(page).toContain(`${all.length - catalogue.length} rules look at several objects together`);
});
