import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy } from '../../../lib/core/base';
import { problemAt } from '../../../lib/core/finding';
import { catalogue, catalogueGroups } from '../../../lib/core/finding/catalogue';
import { findingsPage, findingsText } from '../../../scripts/findings';

const root = join(__dirname, '..', '..', '..');

const sources = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes(join('finding', 'catalogue')))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join(root, 'lib', file), 'utf8') }));

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
    const reported = new Set(
      sources.flatMap(({ text }) => text.match(/(?<=')[a-z]+(?:-[a-z]+)+(?=')/g) ?? []),
    );
    expect(ids.filter((id) => !reported.has(id))).toEqual([]);
  });

  test('lets only variants of one mistake share a number', () => {
    const byCode = groupBy(Object.entries(catalogue), ([, { code }]) => code);
    const shared = [...byCode].filter(([, rules]) => rules.length > 1);
    expect(Object.fromEntries(shared.map(([code, rules]) => [code, rules.map(([id]) => id)]))).toEqual({
      TR025: ['missing-port', 'unknown-port'],
      TR044: ['no-services', 'weights-all-zero'],
      TR049: ['middleware-recursion', 'service-recursion'],
      TR062: ['single-attempt', 'no-attempts'],
      TR066: ['no-headers', 'unbuildable-compression'],
      PL016: ['broad-role', 'cluster-admin'],
      PL015: ['unknown-service-account', 'default-service-account'],
      PL020: ['secret-in-variable', 'secret-in-config-map'],
      PL025: ['invalid-go-memory', 'go-memory-below-limit', 'go-memory-beyond-limit'],
      PL026: ['no-disk-limit', 'unbounded-disk'],
      PL035: ['no-disruption-budget', 'budget-beyond-pods', 'blocked-drain'],
      PL040: ['no-network-policy', 'open-network-policy'],
      PL066: ['external-name', 'foreign-provider'],
      PL068: ['unprovable-wildcard', 'weak-certificate'],
      PL069: ['privileged-port', 'leftover-job'],
      TR095: ['parent-with-services', 'child-route-decides', 'unknown-parent'],
    });
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

/** Where parts of sentences are put together, and reasons that are no findings: decoders, rules, the traffic model. */
const composed = /^(?:core\/kubernetes\/kinds|traefik\/rule|traefik\/api\/read|traefik\/model)\b/;

test('what is told is told in sentences', () => {
  const fragments = sources
    .filter(({ file }) => !composed.test(file))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/\b(?:message|consequence|fix): (['`])((?:\\.|(?!\1).)*)\1/gs)]
        .map(([, , said = '']) => said)
        .filter((said) => said.split('${').length <= said.split('}').length && !said.includes('\n'))
        // A template may begin or end with what it is about; some begin with the name of a program or a field.
        .filter(
          (said) =>
            !/^(?:[A-Z"'`$!\\]|cert-manager |kubectl |git:|live:|\w+[A-Z])/.test(said) ||
            !/[.?!}]$/.test(said),
        )
        .map((said) => `${file}: ${said}`),
    );
  expect(fragments).toEqual([]);
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
