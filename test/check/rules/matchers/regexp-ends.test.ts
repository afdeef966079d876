import { bareDotIn, looseEndsOf } from '../../../../lib/check/rules/matchers/regexp-ends';

test.each([
  ['example\\.com', true, true],
  ['^example\\.com$', false, false],
  ['.+\\.example\\.com', false, true],
  ['^(?:a|b)\\.example\\..*', false, false],
  ['(?i)^example\\.com$', false, false],
  ['(^a|^b)\\.io$', false, false],
  ['^a\\.io$|b\\.io', true, true],
  ['^example\\.com\\$', false, true],
])('%s: its begin is open: %s, its end: %s', (pattern, start, end) => {
  expect(looseEndsOf(pattern)).toEqual({ start, end });
});

test.each([
  ['^[a-z]+.example.com$', true],
  ['^[a-z.]+\\.example\\.com$', false],
  ['^.+$', false],
])('%s has a dot that stands for any character: %s', (pattern, has) => {
  expect(bareDotIn(pattern)).toBe(has);
});
