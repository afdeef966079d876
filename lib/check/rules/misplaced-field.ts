import { withArticle } from '../../core/base';
import { misplacedKeys } from '../../traefik/model';
import type { ObjectCheck } from './object-finding';

/** What stands beside spec in an object of Traefik's. */
export const misplacedField: ObjectCheck = (inventory) =>
  inventory.ofGroup('traefik.io').flatMap((placed) =>
    misplacedKeys(placed.object).map((key) => ({
      placed,
      rule: 'misplaced-field',
      message: `"${key}" stands beside spec, where ${withArticle(placed.object.kind)} has no such field.`,
      field: [key],
    })),
  );
