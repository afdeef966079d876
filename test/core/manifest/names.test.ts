import { isDnsLabel, isDnsSubdomain } from '../../../lib/core/manifest';

test.each(['a', 'a1', 'shop-api', '9lives', 'a'.repeat(63)])('%s is a DNS label', (name) => {
  expect(isDnsLabel(name)).toBe(true);
});

test.each(['', '-a', 'a-', 'A', 'a_b', 'a.b', 'ä', 'a\n', 'a'.repeat(64)])('%j is no DNS label', (name) => {
  expect(isDnsLabel(name)).toBe(false);
});

test.each(['a', 'a.b', 'a-b.c1', `${'a'.repeat(63)}.b`])('%s is a DNS subdomain', (name) => {
  expect(isDnsSubdomain(name)).toBe(true);
});

test.each(['', '.', 'a..b', 'a.', '.a', 'a.-b', 'A.b', 'a b', 'x'.repeat(254)])(
  '%j is no DNS subdomain',
  (name) => {
    expect(isDnsSubdomain(name)).toBe(false);
  },
);
