import type { FieldPath } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import { elementName } from '../../traefik/model';
import type { Inventory } from '../cluster';
import type { ObjectFinding } from './object-finding';

/*
 * One mistake shows in several ways: a misspelt middleware is no object's name, and disables the router that names
 * it. It is told once, where it was made.
 */

/** Whether errors about this part of an object, or about what the part refers to, are told already. */
export function isTold(
  inventory: Inventory,
  placed: PlacedObject,
  field: FieldPath,
  told: readonly ObjectFinding[],
): boolean {
  return (
    told.some((finding) => finding.placed === placed && concerns(finding.field, field)) ||
    mentionsBroken(inventory, placed, field, told)
  );
}

/**
 * What of Traefik's errors about a router is not told already: those that name another element belong to the
 * errors about that element, or about its absence; the others to errors about the route, or about what it refers to.
 */
export function unexplained(
  errors: readonly string[],
  inventory: Inventory,
  { placed, field }: Pick<ObjectFinding, 'placed' | 'field'>,
  told: readonly ObjectFinding[],
): readonly string[] {
  const names = told.flatMap(({ mention, placed: { object } }) => [
    ...(mention ? elementNames(mention.namespace, mention.name) : []),
    ...elementNames(object.metadata.namespace, object.metadata.name),
  ]);
  // Kubernetes' Services are no elements: without them a TCP or UDP route has none, and the error names nobody.
  const isOfRoute =
    told.some(
      ({ placed: blamed, mention, field: place }) =>
        blamed === placed && (!mention || mention.kind === 'Service') && concerns(place, field),
    ) || mentionsBroken(inventory, placed, field, told);
  return errors.filter(
    (error) => !(error.includes('@') ? names.some((name) => error.includes(name)) : isOfRoute),
  );
}

/** Whether a part of an object refers to one about which errors are told. */
function mentionsBroken(
  inventory: Inventory,
  placed: PlacedObject,
  field: FieldPath,
  told: readonly ObjectFinding[],
): boolean {
  const broken = new Set(told.map((finding) => finding.placed));
  return inventory.mentions.some(({ placed: holder, mention: { kind, namespace, name, field: place } }) => {
    if (holder !== placed || !overlap(place, field)) return false;
    const target = inventory.made(kind, namespace, name);
    return target !== undefined && broken.has(target);
  });
}

/** Whether an error in a field has to do with a part of its object; what is outside of all routes concerns each. */
function concerns(error: FieldPath, part: FieldPath): boolean {
  const isRoute = (path: FieldPath): boolean => path[0] === 'spec' && path[1] === 'routes';
  return overlap(error, part) || (isRoute(part) && !isRoute(error));
}

/** Whether one of two fields encloses the other. */
export function overlap(a: FieldPath, b: FieldPath): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every((key, index) => key === b[index]);
}

/** Both ways in which Traefik's errors spell the name of an element. */
function elementNames(namespace: string | undefined, name: string): readonly string[] {
  return [elementName(namespace ?? '', name), `${namespace}-${name}@`];
}
