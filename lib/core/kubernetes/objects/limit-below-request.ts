import type { Finding } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { parseQuantity } from '../../base';
import { fault } from './fault';
import { below, textAt } from './fields';
import { containersOf } from './pods';

/** Limits that are below the request of the same. */
export function* limitBelowRequest(object: ApiObjectData): Iterable<Finding> {
  for (const container of containersOf(object)) {
    const resources = below(container, 'resources');
    const [requests, limits] = [below(resources, 'requests'), below(resources, 'limits')];
    for (const name of Object.keys(limits.value)) {
      const [request, limit] = [textAt(requests, name), textAt(limits, name)];
      if (request === undefined || limit === undefined) continue;
      const [asked, allowed] = [parseQuantity(request), parseQuantity(limit)];
      if (asked === undefined || allowed === undefined || asked <= allowed) continue;
      yield fault('limit-below-request', [...requests.field, name], {
        message: `The ${name} limit ${limit} is below the request ${request}.`,
        consequence: 'The API server refuses the workload.',
        fix: 'Raise the limit or lower the request.',
      });
    }
  }
}
