import * as fc from 'fast-check';
import { isDnsLabel } from '../../../lib/core/manifest';
import { textFunctions } from '../../../lib/project/environment/functions';

const call = (name: string, text: string): string => textFunctions.get(name)?.(text) ?? '';

test.each([
  ['slug', 'feature/Login', 'feature-login'],
  ['slug', '--Ünïcode__Straße!', 'unicode-stra-e'],
  ['slug', 'a'.repeat(63), 'a'.repeat(63)],
  ['lower', 'ABC/d', 'abc/d'],
  ['short', 'ABC/d', 'ABC/d'],
])('%s of %s is %s', (name, text, wanted) => {
  expect(call(name, text)).toBe(wanted);
});

test('a slug is a DNS label, and two that are cut stay apart', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 200 }).map((text) => `a${text}`),
      (text) => {
        expect(isDnsLabel(call('slug', text))).toBe(true);
      },
    ),
    { seed: 20_261_127 },
  );
  const long = 'feature/'.repeat(10);
  expect(call('slug', `${long}a`)).not.toBe(call('slug', `${long}b`));
  expect(call('short', `${long}a`)).toHaveLength(63);
});
