import { valueAt } from '../../../core/base';
import type { ObjectCheck } from '../object-finding';
import { serviceUses } from './service-uses';

/** Cookies that shall keep clients on a pod of a Service of which Traefik knows one address alone. */
export const stickyNativeLb: ObjectCheck = (inventory) =>
  serviceUses(inventory).flatMap(({ placed, field, reference, service }) =>
    valueAt(reference, 'nativeLB') === true && valueAt(reference, 'sticky', 'cookie') !== undefined
      ? [
          {
            placed,
            rule: 'sticky-by-native-lb',
            message: `A sticky cookie stands beside nativeLB of Service "${service.metadata.name}".`,
            field: [...field, 'sticky'],
          },
        ]
      : [],
  );
