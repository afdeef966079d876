import type { Service } from '../dynamic/configuration';

/** A service that hands every request on to one other: its name as it is written. */
export function onlyChild({ weighted, highestRandomWeight, mirroring }: Service): string | undefined {
  if (mirroring) return mirroring.service;
  const children = (weighted ?? highestRandomWeight)?.services?.filter(({ weight = 1 }) => weight > 0);
  return children?.length === 1 ? children[0]?.name : undefined;
}
