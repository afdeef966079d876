const units = { d: 86_400, h: 3_600, m: 60, s: 1 } as const;

/** Seconds of a duration such as `1d12h` or `90s`. */
function secondsOf(duration: string): number {
  return [...duration.matchAll(/(\d+)([dhms])/g)].reduce((seconds, [, count, unit]) => {
    const [, length = 0] = Object.entries(units).find(([name]) => name === unit) ?? [];
    return seconds + Number(count) * length;
  }, 0);
}

/** A duration in minutes or seconds alone: Flagger and Argo Rollouts know no days, and Flagger no hours. */
export function wholeDuration(duration: string): string {
  const seconds = secondsOf(duration);
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
