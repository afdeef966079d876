import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, catalogueGroups, problemAt } from '../../../lib/core/finding';
import { findingsPage, findingsText } from '../../../scripts/findings';

const root = join(__dirname, '..', '..', '..');

const sources = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes(join('finding', 'catalogue')))
  .map((file) => readFileSync(join(root, 'lib', file), 'utf8'));

const ids = catalogueGroups.flatMap(({ rules }) => Object.keys(rules));

describe('the catalogue of rules', () => {
  test('is what the page of findings shows', () => {
    expect(readFileSync(join(root, findingsPage), 'utf8')).toBe(findingsText());
  });

  test('names each rule once, and in words', () => {
    expect(ids.toSorted()).toEqual(Object.keys(catalogue).toSorted());
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)+$/.test(id))).toEqual([]);
  });

  test('has no rule that nothing reports', () => {
    const reported = new Set(sources.flatMap((text) => text.match(/(?<=')[a-z]+(?:-[a-z]+)+(?=')/g) ?? []));
    expect(ids.filter((id) => !reported.has(id))).toEqual([]);
  });

  test('gives no number of a lint rule twice', () => {
    const codes = Object.values(catalogue).flatMap(({ code }) => code ?? []);
    expect(codes.filter((code, index) => codes.indexOf(code) < index)).toEqual([]);
  });

  test('says of each rule in sentences what is wrong, what happens and what to write', () => {
    const texts = Object.values(catalogue).flatMap(({ wrong, consequence, fix }) => [
      wrong,
      consequence,
      fix,
    ]);
    expect(texts.filter((text) => !/[.?]$/.test(text))).toEqual([]);
  });
});

test('what a finding does not say, its rule says', () => {
  const problem = problemAt({ construct: 'prod/web' }, { rule: 'floating-image', message: 'It has no tag.' });
  expect(problem).toEqual({
    rule: 'floating-image',
    severity: 'warning',
    message: 'It has no tag.',
    consequence:
      'Pods of one rollout can run different programs, and a rollback starts the same image again.',
    fix: 'Name a version or a digest.',
    construct: 'prod/web',
  });
});

test('an unknown id does not compile', () => {
  // @ts-expect-error -- there is no such rule
  expect(() => problemAt({}, { rule: 'unknown-rule', message: 'It is wrong.' })).toThrow(TypeError);
});
