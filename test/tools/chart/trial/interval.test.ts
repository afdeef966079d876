import { intervalAround } from '../../../../lib/tools/chart/trial/interval';

const tried = (right: readonly number[], wrong: readonly number[]): (readonly [number, boolean])[] => [
  ...right.map((size) => [size, true] as const),
  ...wrong.map((size) => [size, false] as const),
];

test.each([
  ['all that was tried, where all is right', tried([0, 1, 5, 9], []), [1], [0, 9]],
  ['what lies between what is wrong', tried([2, 3, 8, 20], [1, 10]), [3], [2, 8]],
  ['what inputs have themselves', tried([], [0, 9]), [4, 6], [4, 6]],
  ['nothing where something between the inputs is wrong', tried([1, 9], [5]), [1, 9], undefined],
])('a stretch is %s', (_, all, wanted, interval) => {
  expect(intervalAround(all, wanted)).toEqual(interval);
});
