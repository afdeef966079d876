import { parseQuantity } from '../../base';
import type { Tell } from './fault';
import { textAt } from './fields';
import type { Pod } from './pods';

/** Limits that are below the request of the same. */
export function limitBelowRequest({ containers }: Pod, tell: Tell): void {
  for (const { requests, limits } of containers) {
    for (const name of Object.keys(limits.value)) {
      const request = textAt(requests, name);
      const limit = textAt(limits, name);
      if (request === undefined || limit === undefined) continue;
      const asked = parseQuantity(request);
      const allowed = parseQuantity(limit);
      if (asked === undefined || allowed === undefined || asked <= allowed) continue;
      tell('limit-below-request', [...requests.field, name], {
        message: `The ${name} limit ${limit} is below the request ${request}.`,
        consequence: 'The API server refuses the workload.',
        fix: 'Raise the limit or lower the request.',
      });
    }
  }
}
