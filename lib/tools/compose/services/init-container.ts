import { ofThePod } from '../one-shots';
import { type Outcome, type PlacedValue, carried } from '../outcome';
import type { ServiceSource } from '../source';
import { serviceKeys } from './keys';
import { resources } from './scale';

/** What an init container has of its own; all else is that of its pod. */
const fields: ReadonlySet<string> = new Set(['image', 'command', 'args', 'env', 'resources']);

/** What becomes of a service that runs to its end in the pods of the one that waits for it. */
export function* mapInitContainer(source: ServiceSource): Iterable<Outcome> {
  const { spec, at } = source;
  for (const [key, { map }] of Object.entries(serviceKeys)) {
    if (!Object.hasOwn(spec, key)) continue;
    if (ofThePod.has(key)) yield carried(at(key), source.to());
    else for (const outcome of map(source)) yield within(outcome, source);
  }
  const isLimited = [spec.cpus, spec.mem_limit, spec.mem_reservation, spec.deploy?.resources].some(
    (said) => said !== undefined,
  );
  if (isLimited) for (const outcome of resources(source)) yield within(outcome, source);
}

/** An outcome without values that an init container cannot have. */
function within({ to, value, also, ...outcome }: Outcome, source: ServiceSource): Outcome {
  const place = source.to();
  const isOwn = ({ to: path }: Pick<PlacedValue, 'to'>): boolean => {
    const isBelow = place.every((key, index) => path[index] === key);
    return isBelow ? fields.has(String(path[place.length])) : path[0] === 'existing' || path[0] === 'vars';
  };
  const kept = (also ?? []).filter(isOwn);
  return {
    ...outcome,
    ...(to && isOwn({ to }) && { to, ...(value !== undefined && { value }) }),
    ...(kept.length > 0 && { also: kept }),
  };
}
