import { oncePer } from '../../../lib/core/base';

test('what follows from an object is computed once for it, also where that is nothing', () => {
  const asked: object[] = [];
  const answer = oncePer((key: { readonly value?: number }) => {
    asked.push(key);
    return key.value;
  });
  const [one, none] = [{ value: 1 }, {}];
  expect([answer(one), answer(none), answer(one), answer(none)]).toEqual([1, undefined, 1, undefined]);
  expect(asked).toEqual([one, none]);
});
