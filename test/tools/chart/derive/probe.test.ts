import { similarValues } from '../../../../lib/tools/chart/derive/probe';

test('no two numbers of a program add up as two others do, however many there are', () => {
  const probes = Array.from({ length: 120 }, (_, index) => similarValues([], 1, 10_000 + index));
  const sums = new Set<string>();
  let pairs = 0;
  probes.forEach((a, index) => {
    for (const b of probes.slice(index + 1)) {
      const [first, second] = [0, 1].map((turn) => Number(a?.[turn]) + Number(b?.[turn]));
      sums.add(`${first} ${second}`);
      pairs++;
    }
  });
  expect(sums.size).toBe(pairs);
});
