import { valueAt } from '../../../core/base';
import type { ObjectCheck } from '../object-finding';

/** CORS headers that let any site ask with the credentials of its visitors. */
export const credentialsForAll: ObjectCheck = (inventory) =>
  inventory.ofGroup('traefik.io').flatMap((placed) => {
    const headers = valueAt(placed.object, 'spec', 'headers');
    const origins = valueAt(headers, 'accessControlAllowOriginList');
    const isForAll = Array.isArray(origins) && origins.includes('*');
    if (placed.object.kind !== 'Middleware' || !isForAll) return [];
    if (valueAt(headers, 'accessControlAllowCredentials') !== true) return [];
    return [
      {
        placed,
        rule: 'credentials-for-all',
        message: 'Every origin is allowed, and with credentials.',
        field: ['spec', 'headers', 'accessControlAllowOriginList'],
      },
    ];
  });
