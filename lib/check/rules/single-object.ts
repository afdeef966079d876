import { checkObject } from '../../traefik/check';
import type { ObjectCheck } from './object-finding';

/** What is wrong with objects of Traefik's kinds, each by itself. */
export const singleObject: ObjectCheck = (inventory) =>
  inventory.ofGroup('traefik.io').flatMap((placed) =>
    checkObject(placed.object, inventory.facts.traefik?.version).map((finding) => ({
      ...finding,
      placed,
      field: finding.field ?? [],
    })),
  );
