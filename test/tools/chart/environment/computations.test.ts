import {
  base64,
  goMemoryLimit,
  memoryPattern,
  versionLabel,
} from '../../../../lib/tools/chart/environment/computations';

describe('GOMEMLIMIT is computed', () => {
  test.each([
    ['128Mi', '90%', '115MiB'],
    ['64Mi', '100%', '64MiB'],
    ['1Gi', '80%', '819MiB'],
    ['100M', '90%', '85MiB'],
    ['999999G', '1%', '9536733MiB'],
  ])('of %s and %s as %s', (limit, share, expected) => {
    expect(goMemoryLimit.compute(limit, share)).toBe(expected);
  });

  test.each([
    ['63Mi', '90%'],
    ['1.5Gi', '90%'],
    ['134217728', '90%'],
    ['128Mi', 'off'],
    ['128Mi', '100MiB'],
    [undefined, '90%'],
  ])('of %s and %s in no way', (limit, share) => {
    expect(goMemoryLimit.compute(limit, share)).toBeUndefined();
  });
});

test.each(['63Mi', '0Gi', '67M', '1e3Mi', '64', '10000000Mi', ' 64Mi', ''])(
  'the chart refuses the memory limit %j, with which it cannot compute',
  (limit) => {
    expect(limit).not.toMatch(new RegExp(memoryPattern));
  },
);

test.each([
  ['v1.2.3', 'v1.2.3'],
  ['_x.', 'x'],
  [`${'a'.repeat(62)}_b`, 'a'.repeat(62)],
])('the label of the version %s is %s', (tag, label) => {
  expect(versionLabel.compute(`a:${tag}`)).toBe(label);
});

test('a Secret holds text in base64, and nothing else is text', () => {
  expect(base64.compute('ümläut')).toBe('w7xtbMOkdXQ=');
  expect(base64.compute(1)).toBeUndefined();
});

test('GOMEMLIMIT is computed of shares that nobody writes as well, which are tried out', () => {
  expect(goMemoryLimit.compute('100Mi', '10023%')).toBe('10023MiB');
});
