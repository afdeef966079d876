import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { review } from '../../../lib/check/lint';
import { traefikFactsOf } from '../../../lib/check/cluster';
import { type Problem, ruleOf } from '../../../lib/core/finding';
import { objectsOf } from '../../../lib/core/manifest';
import { lintPage, lintText } from '../../../scripts/lint-page';
import { besides, examples } from './examples';

function found(manifests: string): readonly Problem[] {
  const { objects } = objectsOf(besides + manifests, 'example.yaml');
  return review(objects, { traefik: traefikFactsOf() }).findings;
}

const codesOf = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ rule }) => ruleOf(rule).code);

test.each(examples.map((example) => [example.code, example.mistake, example] as const))(
  '%s: %s is told, and the same without it is fine',
  (code, _, { bad, good }) => {
    expect(codesOf(found(bad))).toContain(code);
    expect(codesOf(found(good))).not.toContain(code);
    expect(found(good).filter(({ severity }) => severity === 'error')).toEqual([]);
  },
);

test('the page of lint shows these examples, and what lint says of them', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', lintPage), 'utf8')).toBe(lintText());
});
