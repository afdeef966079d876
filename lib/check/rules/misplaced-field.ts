import { withArticle } from '../../core/base';
import { misplacedFields } from '../../traefik/model';
import type { ObjectCheck } from './object-finding';
import { sentence } from './sentence';

/** What stands beside spec in an object of Traefik's. */
export const misplacedField: ObjectCheck = (inventory) =>
  inventory.ofGroup('traefik.io').flatMap((placed) =>
    misplacedFields(placed.object).map(({ key, fix }) => ({
      placed,
      rule: 'misplaced-field',
      message: `"${key}" stands beside spec, where ${withArticle(placed.object.kind)} has no such field.`,
      field: [key],
      fix: sentence(fix),
    })),
  );
