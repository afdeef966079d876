import { nearest } from '../../core/base';
import { placesAt } from '../cluster';
import type { ObjectCheck, ObjectFinding } from './object-finding';

const protocols: Readonly<Record<string, 'tcp' | 'udp'>> = {
  IngressRoute: 'tcp',
  IngressRouteTCP: 'tcp',
  IngressRouteUDP: 'udp',
};

/** Entry points that the environment's Traefik does not have, or has for the other protocol. */
export const unknownEntryPoint: ObjectCheck = (inventory) => {
  const known = inventory.facts.traefik?.entryPoints;
  if (known === undefined) return [];
  return inventory.ofGroup('traefik.io').flatMap((placed) => {
    const wanted = protocols[placed.object.kind];
    if (wanted === undefined) return [];
    return placesAt(placed.object, ['spec', 'entryPoints', '*']).flatMap(
      ({ path, value }): ObjectFinding[] => {
        // The schema tells of what is no text.
        if (typeof value !== 'string') return [];
        const name = value;
        const found = known.get(name);
        if (found === wanted) return [];
        const usable = [...known].flatMap(([entryPoint, protocol]) =>
          protocol === wanted ? [entryPoint] : [],
        );
        return [
          {
            placed,
            rule: 'unknown-entry-point',
            message: found
              ? `The entry point "${name}" listens for ${found.toUpperCase()}, not for ${wanted.toUpperCase()}.`
              : `There is no entry point "${name}".`,
            field: path,
            fix: fixFor(wanted, usable, nearest(name, usable)),
          },
        ];
      },
    );
  });
};

function fixFor(wanted: 'tcp' | 'udp', usable: readonly string[], near: string | undefined): string {
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (usable.length > 0) return `Use one of ${usable.join(', ')}.`;
  return `This Traefik has no entry point for ${wanted.toUpperCase()}: add one to its static configuration.`;
}
