import { own } from '../../../core/base';
import type { ObjectCheck } from '../object-finding';
import { serviceUses } from './service-uses';

/** `nodePortLB` of Services without node ports. */
export const nodePortLb: ObjectCheck = (inventory) =>
  serviceUses(inventory).flatMap(({ placed, field, reference, service, type }) =>
    own(reference, 'nodePortLB') === true && type !== 'NodePort'
      ? [
          {
            placed,
            rule: 'node-port-lb-ignored',
            message: `Service "${service.metadata.name}" is of type ${type}.`,
            field: [...field, 'nodePortLB'],
          },
        ]
      : [],
  );
