import { readConstraints } from '../../../lib/traefik/labels';

const labels = { tier: 'front', team: 'core' };

test.each([
  ['', true],
  ['Label(`tier`, `front`)', true],
  ['Label("tier", "back")', false],
  ['!Label(`tier`, `back`) && LabelRegex(`team`, `^co`)', true],
  ['Label(`tier`, `back`) || Label(`team`, `core`) && !Label(`gone`, `x`)', true],
  ['(Label(`tier`, `back`) || Label(`team`, `core`)) && Label(`gone`, ``)', true],
  ['LabelRegex(`tier`, `(`)', false],
])('The expression %s takes the container, or does not', (expression, expected) => {
  const read = readConstraints(expression);
  if ('reason' in read) throw new Error(read.reason);
  expect(read.value(labels)).toBe(expected);
});

test.each([
  'Label(`tier`)',
  'Tier(`x`, `y`)',
  'Label(`a`, `b`',
  'Label(`a`, `b`) Label(`a`, `b`)',
  '&&',
  '"',
])('The expression %s is refused with a reason', (expression) => {
  expect(readConstraints(expression)).toMatchObject({ reason: expect.any(String) });
});
