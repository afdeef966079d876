import { States } from '../../../lib/traefik/regions';

test('equal positions are one state, and a step is asked for once', () => {
  const states = new States<{ readonly at: string }>(({ at }) => at);
  expect([{ at: 'a' }, { at: 'b' }, { at: 'a' }].map((position) => states.number(position))).toEqual([
    0, 1, 0,
  ]);
  expect([states.at(1), states.at(2)]).toEqual([{ at: 'b' }, undefined]);
  let asked = 0;
  const read = (state: number): number => {
    asked++;
    return 1 - state;
  };
  expect([states.step(0, 97, read), states.step(0, 97, read), states.step(1, 97, read)]).toEqual([1, 1, 0]);
  expect(asked).toBe(2);
});
