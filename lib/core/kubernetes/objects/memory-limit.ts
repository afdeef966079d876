import type { Finding } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { wholeUnits } from '../quantity';
import { fault } from './fault';
import { below, each, textAt } from './fields';
import { containersOf } from './pods';

/** Go's own limit of memory above that of the container. */
export function* memoryLimit(object: ApiObjectData): Iterable<Finding> {
  for (const container of containersOf(object)) {
    const limit = textAt(below(container, 'resources', 'limits'), 'memory');
    const allowed = limit === undefined ? undefined : wholeUnits(limit);
    if (allowed === undefined) continue;
    for (const variable of each(container, 'env')) {
      const setting = textAt(variable, 'value');
      if (textAt(variable, 'name') !== 'GOMEMLIMIT' || setting === undefined) continue;
      const wanted = wholeUnits(setting.replace(/B$/, ''));
      if (wanted === undefined || wanted <= allowed) continue;
      yield fault('memory-limit-above-container', [...variable.field, 'value'], {
        message: `GOMEMLIMIT ${setting} is above the container's memory limit ${limit}.`,
        consequence: 'The kernel kills the program before its garbage collector makes an effort.',
        fix: 'Stay 5 to 10 % below the limit; 90% does.',
      });
    }
  }
}
