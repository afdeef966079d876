/**
 * The widest stretch of sizes around some that have to lie in it, of which all that were tried are right; undefined
 * where something between those is wrong. Its ends are sizes that were tried.
 */
export function intervalAround(
  tried: readonly (readonly [size: number, right: boolean])[],
  wanted: readonly number[],
): readonly [number, number] | undefined {
  const [low, high] = [Math.min(...wanted), Math.max(...wanted)];
  const wrong = tried.filter(([, right]) => !right).map(([size]) => size);
  if (wrong.some((size) => size >= low && size <= high)) return undefined;
  const [floor, ceiling] = [
    Math.max(-Infinity, ...wrong.filter((size) => size < low)),
    Math.min(Infinity, ...wrong.filter((size) => size > high)),
  ];
  const right = tried
    .filter(([size, isRight]) => isRight && size > floor && size < ceiling)
    .map(([size]) => size);
  return [Math.min(low, ...right), Math.max(high, ...right)];
}
