import { isKnownStatus } from '../../../../lib/traefik/api';

test.each([
  [403, true],
  [103, true],
  [226, true],
  [599, false],
  [306, false],
  [419, false],
  [509, false],
  [0, false],
])('Go has a text for %d: %s', (code, expected) => {
  expect(isKnownStatus(code)).toBe(expected);
});
