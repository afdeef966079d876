/** Numbers from 0 up to 1 that look like chance and are the same each time: a chart is to be derived the same way. */
export type Random = () => number;

/** Marsaglia's xorshift, which needs some turns until seeds that are alike have nothing in common any more. */
export function randomFrom(seed: number): Random {
  let state = Math.imul(seed | 0, 0x9e3779b1) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let turn = 0; turn < 8; turn++) next();
  return next;
}

/** One of several; there has to be one. */
export function pick<T>(random: Random, all: readonly [T, ...T[]]): T {
  return all[Math.floor(random() * all.length)] ?? all[0];
}

/** A whole number from the first to the last. */
export function between(random: Random, first: number, last: number): number {
  return first + Math.floor(random() * (last - first + 1));
}
